"""Routine → what to mind, as it stands on top of a sheet: in key words, together with what asks for the same. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.routine.conditions import caution_words, cautions, has_cautions
from coach.routine.for_listener import spoken_caution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.model import Declared, Routine

FEW = 2
"""More sentences than these stand in two columns."""


@dataclass(frozen=True, slots=True)
class CautionRow:
    """Conditions that ask for the same, in key words; or else sentences."""

    label: str
    """What they ask for; empty for sentences, which say it themselves."""
    texts: tuple[str, ...]


def given_cautions(routine: Routine, conditions: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences about the conditions that a sheet is for."""
    return tuple(one_line(spoken_caution(routine, name)) for name in dict.fromkeys(conditions))


def other_cautions(routine: Routine, conditions: Sequence[str]) -> tuple[CautionRow, ...]:
    """Return the rows about other conditions: key words by what they ask for, and then the author's own sentences.

    In a language of which coach has no words for cautions, each of them is a sentence.
    """
    others = [declared for declared in routine.cautions if declared.name not in conditions]
    return tuple(row for row in _rows(routine, others) if row.texts)


def _rows(routine: Routine, declared: Sequence[Declared]) -> Iterator[CautionRow]:
    language = routine.language
    own = [each.name for each in declared if each.say or not has_cautions(language)]
    known = [cautions(language)[each.name] for each in declared if each.name not in own]
    for effect, label in caution_words(language).effects.items():
        yield CautionRow(label, tuple(caution.brief for caution in known if caution.effect == effect))
    yield CautionRow("", tuple(one_line(spoken_caution(routine, name)) for name in own))
