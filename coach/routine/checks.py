"""Routine → problems that no single value shows: a {name} that is never set, a routine that never ends."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.routine.document import Listing, Mapping
from coach.routine.model import DAY_MS, Group, Routine, Step
from coach.routine.narration import Rest, has_lone_brace, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.errors import Place
    from coach.routine.narration import Narration

MAX_CUES = 100_000
MAX_CHARACTERS = 10_000_000
"""Of all texts, with {names} filled in: several days of speech."""


def check_names(item: Mapping, known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Every {name} that no `each` around it sets; reads the document, so that it works beside other problems."""
    each, steps = item.get("each"), item.get("steps")
    if isinstance(each, Mapping):
        for values in each.values():
            yield from _check_texts(values, known)
        known |= _set_by(each)
    yield from _check_texts(item, known)
    for step in steps if isinstance(steps, Listing) else ():
        if isinstance(step, Mapping):
            yield from check_names(step, known)


def _set_by(each: Mapping) -> frozenset[str]:
    others = {f"other_{name}" for name, values in each.items() if isinstance(values, Listing) and len(values) == 2}  # noqa: PLR2004
    return frozenset(others | each.keys())


def _check_texts(texts: Any, known: frozenset[str]) -> Iterator[Problem]:  # noqa: ANN401 - as typed
    pairs = texts.items() if isinstance(texts, Mapping) else enumerate(texts) if isinstance(texts, Listing) else ()
    for key, text in pairs:
        if isinstance(text, str):
            yield from _check_text(text, texts.places[key], known)


def _check_text(text: str, place: Place, known: frozenset[str]) -> Iterator[Problem]:
    for name in sorted(set(names_in(text)) - known):
        yield Problem(place, f"{{{name}}} is never set", _name_hint(name, known))
    if has_lone_brace(text):
        yield Problem(place, "a curly bracket without its partner", "write a name as {hand}")


def _name_hint(name: str, known: frozenset[str]) -> str:
    if name.startswith("other_") and name[6:] in known:
        return f"only of two values is there an other one: 'each: {{{name[6:]}: [left, right]}}'"
    if near := get_close_matches(name, known, 1):
        return f"did you mean {{{near[0]}}}?"
    return f"set it in a group around it, with 'each: {{{name or 'hand'}: [...]}}'"


@dataclass(frozen=True)
class _Amount:
    """How much a routine unrolls to; the milliseconds are without the speech."""

    cues: int = 0
    ms: int = 0
    characters: int = 0

    def __add__(self, more: _Amount) -> _Amount:
        return _Amount(self.cues + more.cues, self.ms + more.ms, self.characters + more.characters)

    def __mul__(self, times: int) -> _Amount:
        return _Amount(self.cues * times, self.ms * times, self.characters * times)

    @property
    def passed_limit(self) -> str:
        """The limit that this is beyond, if any."""
        if self.cues > MAX_CUES:
            return f"{MAX_CUES:,} cues"
        if self.ms > DAY_MS:
            return "24 hours"
        return f"{MAX_CHARACTERS:,} characters of text" if self.characters > MAX_CHARACTERS else ""


def check_size(routine: Routine) -> Iterator[Problem]:
    """Too much is told where it comes from: at the innermost group that is already too much by itself."""
    if limit := _all(routine.steps, {}).passed_limit:
        guilty, key = _guilty(routine)
        hint = "make several routines of it" if key == "steps" else "repeat less often"
        yield Problem(guilty.place(key), f"the routine unrolls to more than {limit}", hint)


def _guilty(routine: Routine) -> tuple[Routine | Group, str]:
    found: Routine | Group = routine
    names: dict[str, int] = {}
    while inner := next((i for i in found.steps if isinstance(i, Group) and _one(i, names).passed_limit), None):
        found, names = inner, names | _lengths(inner, names)
    return found, "steps" if isinstance(found, Routine) or found.turns == 1 else "repeat" if found.repeat else "each"


def _all(items: Sequence[Step | Group], names: dict[str, int]) -> _Amount:
    """Loops are multiplied and not unrolled; `names` holds the greatest length of what each {name} stands for."""
    return sum((_one(item, names) for item in items), _Amount())


def _one(item: Step | Group, names: dict[str, int]) -> _Amount:
    if isinstance(item, Step):
        frame = _Amount(2, (item.pause or 0) + (item.do or 0), _length(item.title, names))
        return frame + _narrated(item.say, names)
    own = _lengths(item, names)
    inside = names | own
    chapter = _Amount(characters=_length(item.section, inside) + sum(own.values()))
    between = _narrated(item.between, inside) + _Amount(cues=1)
    return (_all(item.steps, inside) + chapter) * item.turns + between * (item.turns - 1)


def _narrated(say: Narration | None, names: dict[str, int]) -> _Amount:
    parts = say.parts if say else ()
    rests = sum(part.ms for part in parts if isinstance(part, Rest))
    return _Amount(len(parts), rests, _length(say.text if say else None, names))


def _length(text: str | None, names: dict[str, int]) -> int:
    return len(text or "") + sum(names.get(name, 0) for name in names_in(text or ""))


def _lengths(group: Group, names: dict[str, int]) -> dict[str, int]:
    turns = group.turn_values
    return {name: max(_length(turn[name], names) for turn in turns) for name in (turns[0] if turns else ())}
