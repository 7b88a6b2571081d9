"""Sentences → the same, of which those that let go of what was held just before go on with it: "Hold ... Release"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import follows_a_hold, goes_on, is_held, lets_go_for_a_time, only_feels
from coach.draft.english.imperative import is_instruction
from coach.draft.english.quantities import is_bare_count, is_quantity, quantities_in
from coach.draft.steps.repeats import repeat_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.draft.reading.passages import Sentence
    from coach.draft.steps.repeats import Repeat


def with_releases(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield sentences, of which those that let go of what was held just before go on with it, as does their number.

    "Make a fist for 5 seconds. Let it open for 10. Notice the difference. Repeat three times" repeats both.
    """
    held = paired = False
    for sentence in sentences:
        repeat = repeat_in(sentence.text) if paired or held else None
        releases = held and not repeat and _is_release(sentence.text)
        told = sentence
        if releases or (paired and only_feels(sentence.text)):
            told = replace(sentence, apart=True)
        elif paired and (turns := _turns_in(repeat, sentence.text)):
            told = replace(sentence, turns=turns)
        held, paired = is_held(told.text), told.apart and not quantities_in(told.text).times
        yield told


def _is_release(text: str) -> bool:
    """Whether a sentence behind a hold lets go for a time of its own, or tells what is then."""
    if lets_go_for_a_time(text) or goes_on(text):
        return True
    told = not (is_quantity(text) or is_instruction(text))
    return told and quantities_in(text).time is not None and follows_a_hold(text)


def _turns_in(repeat: Repeat | None, text: str) -> int:
    """Return how often what stands before is done, if a sentence says that and nothing else; or 0."""
    if repeat:
        return repeat.times if only_counts(repeat, text) else 0
    times = quantities_in(text).times if is_bare_count(text) else None
    return times.natural if times else 0


def only_counts(repeat: Repeat, text: str) -> bool:
    """Whether a sentence only says how often something is done that is not the whole routine."""
    return repeat.kind == "times" and not repeat.whole and not quantities_in(text).time
