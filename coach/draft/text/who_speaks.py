"""Lines of a conversation → what is said in them, without who says it: interviews, chats, transcripts of podcasts.

Whether a word before a colon is a speaker, and not the label of what follows, the whole text tells: speakers take
turns, they ask, and they speak of themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.headings import is_generic, label_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import pattern
from coach.draft.english.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_CLOCK = r"[\[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?[\])]?"
_LINE = re.compile(
    rf"(?:{_CLOCK}\s*(?:[-–—|,]\s*)?)?<?(?P<who>[^\W\d_][\w.'-]*(?: (?:[A-Z][\w.'-]*|\d{{1,2}})){{0,2}})>?"
    rf"(?: ?\([^()]{{1,25}}\))?(?: ?{_CLOCK})?\s*:\s+(?=\S)"
)
"""A pattern of who speaks, be it with the time: "MARGOT:", "[22:41] sam:", "Dr Lee (laughs):", "Speaker 2 (00:41):"."""
_LONGEST = 60
_PERSONAL = re.compile(
    r"\?\W*$|\b(?:i|i'm|i've|i'll|i'd|me|my|mine|we've|yeah|yep|okay|ok|yes|thanks|thank you|hello|hi|wow|haha"
    r"|lol|ich|mir"
    r"|mich|mein\w*|ja|nein|danke|hallo|yo|mi|mis|sí|gracias|hola|vale)\b",
    re.IGNORECASE,
)
"""A pattern of what people say to each other, and labels hardly lead in."""
_READS = pattern("who-reads", r"^(?:the )?(?:{}|voice|coach|guide|presenter|moderator|trainer|yoga teacher)(?: \d)?$")
"""A pattern of who speaks alone: "Narrator: Close your eyes"."""
_FEWEST, _TURNS, _PERSONAL_LINES = 2, 4, 2
_NO_NAMES = ("verbs", "parts", "function", "nouns-too", "numbers", "leads", "things", "finite")


def without_speakers(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a conversation without who speaks; a bare question in it is no part of what is told."""
    forms = [_form_of(block) for block in blocks]
    speakers = _speakers(blocks, forms)
    begun = False
    said = []
    for block, form in zip(blocks, forms, strict=True):
        speaks = form is not None and (begun or form["who"].casefold() in speakers) and bool(speakers)
        begun |= speaks and len(speakers) > 1
        said.append(_said(block, form) if form and speaks and _may_be_name(form["who"]) else block)
    return said


def _form_of(block: Block) -> re.Match[str] | None:
    if block.page or block.kind == "item" or ":" not in block.text[:_LONGEST]:
        return None
    return _LINE.match(block.text)


def _speakers(blocks: Sequence[Block], forms: Sequence[re.Match[str] | None]) -> set[str]:
    """Return who speaks, in small letters; nobody if the text is no conversation."""
    turns = Counter(form["who"].casefold() for form in forms if form and _may_be_name(form["who"]))
    names = {name for name, number in turns.items() if number >= _FEWEST}
    if sum(turns[name] for name in names) < _TURNS:
        return set()
    told = [
        block.text[form.end() :]
        for block, form in zip(blocks, forms, strict=True)
        if form and form["who"].casefold() in names
    ]
    personal = sum(bool(_PERSONAL.search(text)) for text in told)
    stamped = sum(form is not None and form.start("who") > 1 for form in forms)
    talk = personal >= _PERSONAL_LINES and 6 * personal >= len(told)
    if talk or (stamped >= _TURNS and len(names) > 1):
        return names
    return {name for name in names if _READS.match(name)}


def _may_be_name(who: str) -> bool:
    """Whether a label may be a name; that of a part of the body, an act or a figure is none."""
    label, role, _ = label_of(f"{who}: x")
    if _READS.match(who):
        return True
    words = who.casefold().split()
    known = any(is_one_of(name, words[0]) for name in _NO_NAMES)
    return not (role or (label and is_generic(label)) or known)


def _said(block: Block, form: re.Match[str]) -> Block:
    text = block.text[form.end() :].strip()
    if text.endswith("?") and len(sentences_of(text)) == 1 and not is_instruction(text):
        return replace(block, page=True)
    ended = text if text[-1] in ".!?…)]\"'" else f"{text}."  # a line that somebody says is no heading
    return replace(block, kind="text", text=ended)
