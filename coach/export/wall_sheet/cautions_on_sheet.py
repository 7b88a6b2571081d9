"""Routine → what to mind, as it stands on top of a sheet: in key words, together with what asks for the same. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.routine.conditions import LANGUAGE, cautions
from coach.routine.for_listener import spoken_caution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.model import Routine

_EFFECTS = {"stop": "Wait", "avoid": "Keep away from", "lighten": "Press lightly", "modify": "Take care"}
"""What each effect asks for: words before the key words of the table, in the same language."""


@dataclass(frozen=True, slots=True)
class CautionRow:
    """Conditions that ask for the same, or sentences of the author."""

    label: str
    """What they ask for; empty for sentences, which say it themselves."""
    texts: tuple[str, ...]


def caution_rows(routine: Routine) -> tuple[CautionRow, ...]:
    """Return the rows: key words by what they ask for, and then the author's own sentences.

    In a language that the table is not in, every caution is a sentence.
    """
    return tuple(row for row in _rows(routine) if row.texts)


def _rows(routine: Routine) -> Iterator[CautionRow]:
    foreign = routine.language.partition("-")[0] != LANGUAGE
    own = [declared.name for declared in routine.cautions if foreign or declared.say]
    known = [cautions()[declared.name] for declared in routine.cautions if declared.name not in own]
    for effect, label in _EFFECTS.items():
        yield CautionRow(label, tuple(caution.brief for caution in known if caution.effect == effect))
    yield CautionRow("", tuple(one_line(spoken_caution(routine, name)) for name in own))
