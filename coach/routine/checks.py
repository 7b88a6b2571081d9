"""Routine → problems that no single value shows: a {name} that is never set, a routine that never ends."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.routine.document import Listing, Mapping
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import Rest, names_in
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.routine.narration import Narration

MAX_CUES = 100_000
MAX_MS = 24 * 3_600_000


def check_names(items: Any, known: frozenset[str] = frozenset()) -> Iterator[Problem]:  # noqa: ANN401 - as typed
    """Every {name} that no `each` around it sets; reads the document, so that it works beside other problems."""
    for item in items if isinstance(items, Listing) else ():
        if isinstance(item, Mapping):
            inside = known | _set_by(item.get("each"))
            yield from _unset(item, inside)
            yield from check_names(item.get("steps"), inside)


def _set_by(each: Any) -> frozenset[str]:  # noqa: ANN401 - as typed
    pairs = each.items() if isinstance(each, Mapping) else ()
    others = {f"other_{name}" for name, values in pairs if isinstance(values, Listing) and len(values) == 2}  # noqa: PLR2004
    return frozenset(others | {name for name, _ in pairs})


def _unset(item: Mapping, known: frozenset[str]) -> Iterator[Problem]:
    for key, value in item.items():
        for name in sorted(names_in(value) - known) if isinstance(value, str) else ():
            yield Problem(item.places[key], f"{{{name}}} is never set", _name_hint(name, known))


def _name_hint(name: str, known: frozenset[str]) -> str:
    if near := get_close_matches(name, known, 1):
        return f"did you mean {{{near[0]}}}?"
    if name.startswith("other_"):
        return f"it is the other one of two values: 'each: {{{name[6:]}: [left, right]}}'"
    return f"set it around the step with 'each: {{{name}: [...]}}'"


def check_size(routine: Routine) -> Iterator[Problem]:
    """Too much is told where it comes from: at the innermost group that is already too much by itself."""
    cues, ms = _sum(routine.steps)
    if cues <= MAX_CUES and ms <= MAX_MS:
        return
    guilty, key = _guilty(routine)
    amount = f"{cues:,} cues" if cues > MAX_CUES else format_duration(ms)
    limit = f"{MAX_CUES:,} cues" if cues > MAX_CUES else format_duration(MAX_MS)
    yield Problem(guilty.place(key), f"the routine unrolls to {amount}; the most is {limit}", "repeat less")


def _guilty(routine: Routine) -> tuple[Routine | Group, str]:
    found: Routine | Group = routine
    while inner := next((item for item in found.steps if isinstance(item, Group) and _too_much(item)), None):
        found = inner
    return found, "steps" if isinstance(found, Routine) or found.turns == 1 else "repeat" if found.repeat else "each"


def _too_much(group: Group) -> bool:
    cues, ms = _sum([group])
    return cues > MAX_CUES or ms > MAX_MS


def _sum(items: Sequence[Step | Group]) -> tuple[int, int]:
    """Cues and milliseconds (without the speech) of all items, loops multiplied and not unrolled."""
    cues = ms = 0
    for item in items:
        if isinstance(item, Step):
            more, longer = _of_narration(item.say)
            cues += more + 2
            ms += longer + (item.pause or 0) + (item.do or 0)
        else:
            more, longer = _sum(item.steps)
            between, rest = _of_narration(item.between)
            cues += item.turns * more + (item.turns - 1) * (between + 1)
            ms += item.turns * longer + (item.turns - 1) * rest
    return cues, ms


def _of_narration(say: Narration | None) -> tuple[int, int]:
    parts = say.parts if say else ()
    return len(parts), sum(part.ms for part in parts if isinstance(part, Rest))
