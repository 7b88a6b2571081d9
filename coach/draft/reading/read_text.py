"""Bytes of a how-to text → its instructions, the things it needs, its warnings, and what is left out and why."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach.draft.draft_errors import draft_error
from coach.draft.english.expression import Expression
from coach.draft.english.headings import AWAY, role_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.quantities import quantities_in
from coach.draft.english.sentences import LONGEST, cut, sentences_of
from coach.draft.language import glossed, in_language
from coach.draft.languages import LANGUAGES, language_of
from coach.draft.reading.among_talk import leave_out_among_talk
from coach.draft.reading.breath_lines import with_breaths
from coach.draft.reading.consequences import with_consequences
from coach.draft.reading.needs import things_in
from coach.draft.reading.outline import Outline
from coach.draft.reading.parts_around import with_asking_parts
from coach.draft.reading.passages import Reading
from coach.draft.reading.reader import Reader
from coach.draft.reading.replies import as_answer, is_byline
from coach.draft.reading.scenes import tell_scene
from coach.draft.reading.survey import survey_of
from coach.draft.reading.title import title_of
from coach.draft.reading.whom import whom_for
from coach.draft.text.source import blocks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.draft.language import Language
    from coach.draft.reading.passages import Passage
    from coach.draft.reading.sentence_classifier import Classifier
    from coach.draft.text.blocks import Block

_DRAFTED = "coach drafts from texts in English, German and Spanish"
_MANY = 40
_FEWEST_DONE = 3
"""The fewest instructions of a text that are to be done although its headings promise none."""


def read_text(data: bytes, name: str, classifier: Classifier | None = None) -> tuple[Reading, Language | None]:
    """Return the contents of a how-to text, and what it is read by if it is not in English.

    `classifier` judges its sentences beside the rules, instead of that which comes with coach.

    Raises RoutineError for bytes that are no text, and for a language that coach does not draft from.
    """
    blocks, head = blocks_of(data, name)
    blocks, head = [_as_text(block) for block in blocks], cut(head)[0]
    language = _language_of(blocks, name)
    with in_language(language):
        return _read(blocks, head, name, classifier), language


def _read(blocks: Sequence[Block], head: str, name: str, classifier: Classifier | None) -> Reading:
    blocks = list(with_consequences(list(with_breaths(blocks))))
    if any(block.page for block in blocks):
        blocks = with_asking_parts(blocks, survey_of(blocks, classifier))
    title, title_block = title_of(blocks, head, name)
    read = partial(_with_blocks, title=title, title_block=title_block, classifier=classifier)
    found = read(blocks)
    if not found.passages:
        found = read(blocks, expects=True)
    if not found.passages:  # an interview may have it in its answers
        found = read([block if block is title_block else as_answer(block) for block in blocks])
    if not found.passages:  # a thread may have it in its replies, a column under "Why it works"
        talk = [block if block is title_block else _as_talk(block) for block in blocks]
        found = _if_done(found, read(talk, trusts=False))
    if not found.passages:  # whatever swallows it, what surely asks is told
        found = _if_sure(
            found, read, [replace(block, page=False) if block.page else block for block in blocks], classifier
        )
    tell_scene(found, [block.text for block in blocks[:_MANY] if not block.page])
    leave_out_among_talk(found)
    _put_first(found)
    found.for_ = whom_for(found)
    for told in (told for passage in found.passages for told in passage.told):
        for thing in things_in(told.text):
            found.need(thing, told.line)
    return found


def _as_talk(block: Block) -> Block:
    """Return a paragraph of what pages have around their text, as comments, as one of the text."""
    paragraph = block.page and block.kind == "text" and len(sentences_of(block.text)) > 1
    return replace(block, page=False) if paragraph and not is_byline(block.text) else block


def _if_done(found: Reading, loosely: Reading) -> Reading:
    """Return what was read whatever the headings say, if there is enough to do, and how long or often."""
    told = [told.text for passage in loosely.passages for told in passage.told]
    done = sum(map(is_instruction, told)) >= _FEWEST_DONE and any(quantities_in(text).practice for text in told)
    return loosely if done else found


def _if_sure(
    found: Reading, read: Callable[..., Reading], blocks: Sequence[Block], classifier: Classifier | None
) -> Reading:
    """Return what is read in blocks whatever stands around them, if several of their sentences surely ask."""
    survey = survey_of(blocks, classifier)
    sure = sum(likely.surely_asks for block in blocks for likely in survey.judge_all(block, ""))
    return read(blocks, trusts=False) if sure >= _FEWEST_DONE else found


def _with_blocks(
    blocks: Sequence[Block],
    *,
    title: str,
    title_block: Block | None,
    classifier: Classifier | None,
    expects: bool = False,
    trusts: bool = True,
) -> Reading:
    """Return the contents of blocks; `expects`: no request is in them; `trusts`: headings may tell what has none."""
    found = Reading(title)
    reader = Reader(found, Outline(trusts=trusts), survey_of(blocks, classifier), expects=expects)
    section = title_block is not None and _is_section(title_block, blocks)
    subtitle = _subtitle_of(title_block, blocks)
    for block, follower in zip(blocks, [*blocks, None][1:], strict=True):
        if block is not title_block or (block.kind == "heading" and (reader.in_preliminaries or section)):
            if block is subtitle:
                reader.pass_by(block)
            else:
                reader.read(block, follower)
        else:
            reader.begin()
    return found


def _subtitle_of(title: Block | None, blocks: Sequence[Block]) -> Block | None:
    """Return the heading right under the title if none of its level follows: it heads nothing but the whole text."""
    text = [block for block in blocks if not block.page]
    after = text[text.index(title) + 1 :] if title else []
    if not (after and after[0].level and title and after[0].level > title.level > 0):
        return None
    return None if any(block.level == after[0].level for block in after[1:] if block.kind == "heading") else after[0]


def _is_section(title: Block, blocks: Sequence[Block]) -> bool:
    """Whether what was taken for the title heads but a part of the text: praise, with text above and headings below."""
    text = [block for block in blocks if not block.page]
    at = text.index(title)
    headed = any(block.kind == "heading" for block in text[at + 1 :])
    return at > 0 and headed and role_of(title.text) in AWAY


def _put_first(found: Reading) -> None:
    """Put what a text tells at its end to do before the beginning there: whoever listens hears it too late."""
    first = next((place for place, each in enumerate(found.passages) if not each.before), len(found.passages))
    late = [each for each in found.passages[first + 1 :] if each.block.number is None and _is_for_before(each)]
    for each in late:
        each.section, each.heading, each.before = "", "", True
    others = [each for each in found.passages if each not in late]
    found.passages = [*others[:first], *late, *others[first:]]


def _is_for_before(passage: Passage) -> bool:
    return all(_says_before(told.text) for told in passage.told)


@glossed
def _says_before(text: str) -> bool:
    """Whether a sentence is about the time before the beginning: "Warm your hands before you start."."""
    return bool(_BEFORE.search(text))


_START = r"before (?:you |we )?(?:start|begin|starting|beginning|get started|getting started)"
_BEFORE = Expression(
    rf"^\W*(?:and |but |please |always |remember,? )*{_START}(?: (?:the|this|your) "
    rf"(?:massage|routine|session|exercises?|practice))?[,:]|\b{_START}\W*$",
    re.IGNORECASE,
)


def _as_text(block: Block) -> Block:
    """Return a heading that is longer than any sentence as a plain text block, and any other block unchanged."""
    return replace(block, kind="text") if block.kind == "heading" and len(block.text) > LONGEST else block


def _language_of(blocks: Sequence[Block], name: str) -> Language | None:
    """Return what a text is read by, None for English; raise RoutineError if coach has no rules for its language."""
    code, called = language_of(block.text for block in blocks)
    if code in LANGUAGES:
        return LANGUAGES[code]()
    if code != "en":
        raise draft_error(name, f"this text seems to be in {called}", _DRAFTED)
    words = [word for block in blocks[:_MANY] for word in re.findall(r"[^\W\d_]+", block.text.casefold())]
    small = sum(is_one_of("function", word) for word in words)
    if len(words) > _MANY and small < len(words) / 10:
        raise draft_error(name, "this text is not in English, or hardly", _DRAFTED)
    return None
