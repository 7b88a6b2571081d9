"""Blocks → blocks in which short lines above others are headings, even where no sign says so."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from coach.draft.english.heading_figures import figures_of, without_brackets
from coach.draft.english.headings import Role, label_of, role_of
from coach.draft.english.imperative import is_instruction, is_polite_question
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.pauses import is_pause, without_pauses
from coach.draft.language import read_language
from coach.draft.text.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL = frozenset(
    [
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "it", "of", "on", "or"),
        *("out", "over", "per", "so", "the", "to", "up", "via", "vs", "with", "your"),
    ]
)
_LISTING: tuple[Role, ...] = ("needs", "warnings")
"""The roles of labels that something follows on the same line: "You need: a towel"."""
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_FOR_ALL = re.compile(r"^\W*(?:everything|each|every|all)\b.*\d.*\?$", re.IGNORECASE)
"""A pattern of a rule for all steps that asks whether it is understood: "Everything 10 times, ok?"."""
_TO_LISTENERS = re.compile(
    r"(?:wow|okay|ok|so|right|now|well|oh|hey|hi|good|great|see|ready|everybody|everyone|isn't|aren't|wasn't|was|did|got|comfortable|better)\b",
    re.IGNORECASE,
)
"""A pattern of questions to those who listen, which are lines of a script: "Wow, did you see it?" """
_MOST_GREAT = 0.7
"""The least share of the words that begin with a capital in a title, small words aside."""
_LONGEST, _FEW_WORDS, _MOST_WORDS, _LONGEST_NAME = 90, 7, 12, 3


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Turn short lines without a full stop into headings, if they stand above something, in capitals or alone."""
    return [
        Block("heading", block.text.rstrip(":"), block.line) if _is_heading(block, follower) else block
        for block, follower in zip_longest(blocks, blocks[1:])
        if block
    ]


def is_titled(text: str) -> bool:
    """Whether The Words of a Text Begin With Capitals."""
    great = _great(_WORD.findall(text))
    return len(great) > 1 and _are_capitals(great)


def _great(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.casefold() not in _SMALL]


def _are_capitals(great: Sequence[str]) -> bool:
    return sum(word[0].isupper() for word in great) >= _MOST_GREAT * len(great)


def _is_heading(block: Block, follower: Block | None) -> bool:
    if block.kind != "text" or block.page or follower is None or is_pause(block.text) or _FOR_ALL.match(block.text):
        return False
    bare = without_brackets(block.text)
    if bare.isupper():  # "HIP FLEXOR (45 seconds per side)"
        block = replace(block, text=bare)
    words = _WORD.findall(block.text)
    listing = label_of(block.text)[1] in _LISTING
    if listing or not _is_brief(block.text, words) or is_polite_question(block.text) or _is_to_listeners(block):
        return False
    if block.text.endswith(("?", " if", " when")) or (_is_named(block, words) and not is_instruction(block.text)):
        return True
    if (block.alone and _is_name(words)) or (block.text[-1] == ":" and role_of(block.text) and follower.kind == "item"):
        return True
    if read_language():  # its nouns may all begin with capitals
        shouted = bare.isupper() and not follower.text.isupper()
        named = shouted or (len(words) == 1 and not is_instruction(block.text))
        return named or _has_figures(block.text, follower.text)
    great = _great(words)
    return len(great) <= 1 or _are_capitals(great)


def _is_to_listeners(block: Block) -> bool:
    return block.text[-1] == "?" and not block.alone and bool(_TO_LISTENERS.match(block.text))


def _has_figures(text: str, next_text: str) -> bool:
    """Whether a line is a name with the figures of what stands under it: "Wade (je Seite 60 Sekunden)"."""
    name = without_brackets(text)
    count = len(_WORD.findall(name))
    if name == text or not 0 < count <= _LONGEST_NAME or not figures_of(text).practice:
        return False
    return without_brackets(next_text) == next_text and (count == 1 or not is_instruction(name))


def _is_brief(text: str, words: Sequence[str]) -> bool:
    """Whether a line looks like a heading: it is short, begins with a capital and is no sentence."""
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST:
        return False
    if text[-1] in ")]>*" and without_pauses(text) != text:  # a line of a script, with its rest behind it
        return False
    if text[-1] in ".,;!" or not (text[0].isupper() or text[0].isdigit()):
        return False
    more = re.search(r":\s*\S*\d|(?:\.{3}|…)\s*\d|(?<!\d)[.!?] [A-Z]", text)
    return not more  # "Reps: 10", or more than one sentence


def _is_name(words: Sequence[str]) -> bool:
    """Whether two or three words are the name of a movement: "Arch lift", and not "Lift it" or "Breathe slowly"."""
    small = [word.casefold() for word in words]
    names = 1 < len(small) <= _LONGEST_NAME and all(
        is_one_of("nouns-too", word.rstrip("s")) for word in (small[0], small[-1])
    )
    return names and not any(is_one_of("objects", word) for word in small[1:])


def _is_named(block: Block, words: Sequence[str]) -> bool:
    """Whether a line uses the words of headings, or consists of a few words between empty lines."""
    return bool(role_of(block.text)) or (block.alone and len(words) <= _FEW_WORDS)
