"""How-to text → routine, as a file to edit, offline. What was guessed stands in comments.

bytes → blocks (text) → instructions, needs and warnings (reading) → steps and groups (steps) → YAML (yaml_writer).
Rules tell the sentences apart; a small classifier, trained on marked texts, overrules them where it is nearly sure.
A text is judged in the words of English, a German or Spanish one by its gloss (language). No text is lost: what is
left out becomes a comment with its line.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from coach.draft import yaml_writer as writing
from coach.draft.draft_errors import draft_error
from coach.draft.language import in_language, in_own_words, read_language
from coach.draft.reading.cautions import cautions_of, said_to_all, within_reason
from coach.draft.reading.read_text import read_text
from coach.draft.reading.warnings import conditions_in
from coach.draft.steps.builder import nodes_of
from coach.draft.steps.held_breaths import skip_held_breaths
from coach.draft.steps.marks_in_words import say_marks_in_words
from coach.draft.steps.nodes import LETTER_MS, PAUSE_MS, Extent, StepNode, extent_of, steps_in
from coach.draft.steps.practice_form import GUESSED_MS, SHORT_MS
from coach.draft.steps.skipped_steps import skip_numbered_steps
from coach.draft.text.blocks import clean
from coach.gc_pause import gc_paused
from coach.routine.limits import DAY_MS, MAX_CUES
from coach.yaml_document import MAX_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.draft.reading.passages import Reading
    from coach.draft.steps.nodes import Node

_FIRST = (
    "Drafted by coach from {}. Read it before anybody hears it: what coach guessed or left out stands in comments, "
    "with the line of the text."
)
_PLAIN = (
    "With practices and repetitions it would take more than a day, so it has none; write a time behind 'do' where one "
    "is needed."
)
_HOW_TO = "is it a how-to text in English, German or Spanish?"
_VALUES = 16
"""The most keys and values that are written for a step or a group."""


@gc_paused()
def draft_routine(data: bytes, name: str) -> str:
    """Return a routine file drafted from a how-to text; `name` is what the text is called.

    Raises RoutineError for what is no text, for too much of it, and for a text that tells nobody to do anything.
    """
    name = clean(name) or "a text"
    found, language = read_text(data, name)
    with in_language(language):
        for plainly in _ways(found):
            nodes = nodes_of(found, plainly=plainly)
            if not steps_in(nodes):
                raise draft_error(name, "no instructions were found in this text", _HOW_TO)
            if _fits(extent_of(nodes)):
                return "\n".join(_lines(found, PurePath(name).name, nodes, plainly)) + "\n"
    raise draft_error(name, "it tells more than a day can hold", "draft a part of it")


def _ways(found: Reading) -> tuple[bool, ...]:
    """Return the values of `plainly` to try, False being with practices; those that cannot fit are left out."""
    least = _least(found)
    usual = least + Extent(ms=(SHORT_MS + GUESSED_MS) // 2 * len(found.passages))
    return (False, True) if _fits(usual) else (True,) if _fits(least) else ()


def _least(found: Reading) -> Extent:
    """Return the extent of all that is told, without any practice: each passage becomes one step at least."""
    letters = sum(len(told.text) for passage in found.passages for told in passage.told)
    passages = len(found.passages)
    return Extent(passages, passages, LETTER_MS * letters + PAUSE_MS * passages)


def _fits(extent: Extent) -> bool:
    """Whether a routine of this extent is within every limit of the routine language."""
    return extent.ms < DAY_MS and 4 * extent.steps < MAX_CUES and _VALUES * extent.written < MAX_VALUES


def _lines(found: Reading, name: str, nodes: list[Node], plainly: bool) -> Iterator[str]:
    yield from writing.comment(_FIRST.format(name))
    if plainly:
        yield from writing.comment(_PLAIN)
    said = within_reason(found.warnings)
    cautions = cautions_of(found.warnings[:said])
    skip_numbered_steps(nodes, found.warnings)
    skip_held_breaths(nodes, [name for whom, told in found.warnings for name in conditions_in(f"{whom} {told.text}")])
    say_marks_in_words(nodes)
    language = read_language()
    yield from writing.head(found, name, cautions, language.code if language else "")
    yield from ["", "steps:"]
    first = found.warnings[0][1].line if found.warnings else 0
    title = in_own_words("Before you begin")
    for skip_for, words in said_to_all(found.warnings[:said]).items():
        yield from writing.nodes([StepNode(words, first, pause="3s", title=title, skip_for=skip_for)], "  ")
    yield from writing.nodes(nodes, "  ")
    for _, warning in found.warnings[said:]:
        yield from writing.comment(
            f"line {warning.line}: left out (more warnings than can be said): {warning.text}", "  "
        )
    for left in found.left:
        yield from writing.comment(f"line {left.line}: left out ({left.why}): {left.text}", "  ")
