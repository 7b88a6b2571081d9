"""Passages of which each is a part of one breath ("Breathe in for 4 seconds.", "Hold ...") → one passage for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.pauses import is_pause
from coach.draft.english.quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.reading.passages import Passage, Sentence

_MOST_PHASES = 4


def with_whole_breaths(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages; those that are the phases of one breath, one after the other, are one."""
    place = 0
    while place < len(passages):
        count = _phases_at(passages, place)
        if count > 1:
            together = passages[place : place + count]
            told = [_one([each for passage in together for each in passage.told])]
            left = [left for passage in together for left in passage.left]
            yield replace(passages[place], told=told, left=left)
        else:
            yield replace(passages[place], told=breaths_together(passages[place].told))
        place += count


def _phases_at(passages: Sequence[Passage], place: int) -> int:
    """Return how many passages from a place on are the phases of one breath; 1 if they are none."""
    first = passages[place]
    alike = 1
    for passage in passages[place + 1 : place + _MOST_PHASES]:
        if passage.section != first.section or passage.block.kind != first.block.kind or len(passage.told) != 1:
            break
        alike += 1
    if len(first.told) != 1:
        return 1
    return _phases_in([passage.told[0] for passage in passages[place : place + alike]])


def breaths_together(told: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences; those that are the phases of one breath are one."""
    made: list[Sentence] = []
    place = 0
    while place < len(told):
        count = _phases_in(told[place : place + _MOST_PHASES])
        made.append(_one(told[place : place + count]) if count > 1 else told[place])
        place += count
    return made


def _phases_in(told: Sequence[Sentence]) -> int:
    """Return how many sentences, from the first on, are the phases of one breath; 1 if they are none."""
    if not told or not quantities_in(told[0].text).practice:
        return 1
    for count in range(len(told), 1, -1):
        if not all(_is_phase(each.text) for each in told[:count]):
            continue
        breath = quantities_in(_one(told[:count]).text).breath
        if breath and sum(map(bool, breath)) == count:
            return count
    return 1


def _is_phase(text: str) -> bool:
    figures = quantities_in(text)
    return is_pause(text) or (bool(figures.time or figures.times) and figures.breath is None)


def _one(told: Sequence[Sentence]) -> Sentence:
    texts = (each.text if each.text[-1] in ".!?,;:…" else f"{each.text}." for each in told)
    return replace(told[0], text=" ".join(texts))
