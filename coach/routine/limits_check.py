"""Routine → problems that no single value shows: a {name} that is never set, a routine that never ends."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.routine.breaths import Breaths
from coach.routine.limits import DAY_MS, MAX_CUES
from coach.routine.model import Group, Routine, Step
from coach.routine.motion import pause_of, span_of
from coach.routine.narration import ROUND_NAMES, Words, has_lone_brace, names_in
from coach.routine.practice import Motion, Rounds, written_words
from coach.suggestion import suggest
from coach.units import parse_duration
from coach.yaml_document import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.errors import Place
    from coach.routine.narration import Narration

Known = frozenset[str] | None
"""The names that are set in a place; None where nobody can know them."""
NEVER_SET = "name-never-set"
_DAY = "24 hours"
LEAST_MS_A_CHARACTER = 30
"""The least milliseconds of speech for a character; at 210 words a minute, a letter takes about 45 ms."""
_LONGEST_NUMBER = 60
"""The most characters of a number of turns in words."""
MAX_CHARACTERS = 10_000_000
"""The most characters of all texts, with {names} filled in: several days of speech."""


def check_names(document: Mapping) -> Iterator[Problem]:
    """Yield each {name} that nothing around it sets; it reads the document, so it works beside other problems.

    Where an `each` or a `with` cannot be read, which is a problem of its own, nobody knows what it was to set. The
    `words` of a routine are for its steps alone.
    """
    for key in document.keys() - {"steps"}:
        yield from _check_value(document, key, frozenset(), None)
    inside = _and_words(frozenset(), document["words"]) if "words" in document else frozenset[str]()
    yield from _check_steps(document, inside, None)


def _check_steps(item: Mapping, known: Known, used: Place | None) -> Iterator[Problem]:
    for step in steps if isinstance(steps := item.get("steps"), Listing) else ():
        if isinstance(step, Mapping):
            yield from _check_item(step, known, used)


def _check_item(item: Mapping, known: Known, used: Place | None) -> Iterator[Problem]:
    for key in ("each", "with"):
        if isinstance(values := item.get(key), Mapping):
            yield from _check_texts(values, known, used)
    inside = _known_inside(item, known)
    if "words" in item:
        yield from _check_value(item, "words", inside, used)
        inside = _and_words(inside, item["words"])
    for key in item.keys() - _NOT_FILLED:
        yield from _check_value(item, key, inside, used)
    yield from _check_steps(item, inside, used or item.places.get("use"))


_NOT_FILLED = {"each", "with", "words", "steps", "use"}


def _and_words(known: Known, words: Any) -> Known:  # noqa: ANN401 - as typed
    """Return the names that are set where `words` are: None if these cannot be read."""
    return None if known is None or not isinstance(words, Mapping) else known | words.keys()


def _known_inside(item: Mapping, known: Known) -> Known:
    set_here = [_set_by(item[key]) for key in ("each", "with") if key in item]
    own = [names for names in set_here if names is not None]
    if known is None or len(own) < len(set_here):
        return None
    names = frozenset[str]().union(*own, ROUND_NAMES if item.keys() & {"repeat", "each"} else ())
    return (known - {f"other_{name}" for name in names}) | names


def _set_by(values: Any) -> Known:  # noqa: ANN401 - as typed
    """Return the names that an `each` (whose values are lists) or a `with` sets."""
    if not isinstance(values, Mapping):
        return None
    others = {f"other_{name}" for name, them in values.items() if isinstance(them, Listing) and len(them) == 2}  # noqa: PLR2004
    return frozenset(others | values.keys())


def _check_texts(texts: Mapping | Listing, known: Known, used: Place | None) -> Iterator[Problem]:
    for key in texts if isinstance(texts, Mapping) else range(len(texts)):
        yield from _check_value(texts, key, known, used)


def _check_value(
    inside: Mapping | Listing,
    key: Any,  # noqa: ANN401 - of either
    known: Known,
    used: Place | None,
) -> Iterator[Problem]:
    value = inside[key]
    if isinstance(value, str):
        yield from _check_text(value, inside.places[key], known, used)
    elif isinstance(value, (Mapping, Listing)):
        yield from _check_texts(value, known, used)


def _check_text(text: str, place: Place, known: Known, used: Place | None) -> Iterator[Problem]:
    if known is not None:
        yield from _never_set(text, place, known, used)
    if has_lone_brace(text):
        yield Problem(place, "a curly bracket without its partner", "write a name as {hand}")


def _never_set(text: str, place: Place, known: frozenset[str], used: Place | None) -> Iterator[Problem]:
    """Yield the names in a text that are never set; for a used text, at its `use`, where they can be set."""
    for name in sorted(set(names_in(text)) - known):
        hint = f"what is used here needs it: add 'with: {{{name}: ...}}'" if used else _name_hint(name, known)
        yield Problem(used or place, f"{{{name}}} is never set", hint, NEVER_SET)


def _name_hint(name: str, known: frozenset[str]) -> str:
    if name in ROUND_NAMES:
        return "it counts the turns of a 'repeat' or an 'each' around it, and there is none"
    if name.startswith("other_") and name[6:] in known:
        return f"only of two values is there an other one: 'each: {{{name[6:]}: [left, right]}}'"
    otherwise = f"set it in a group around it, with 'each: {{{name or 'hand'}: [...]}}'"
    return suggest(name, known, otherwise, written="{{{}}}")


def check_written(document: Mapping) -> Iterator[Problem]:
    """Yield a problem if a document is too long even without repetition, before a large file is checked further."""
    if _written_ms(document) > DAY_MS:
        yield Problem(
            document.places["steps"], f"the routine unrolls to more than {_DAY}", "make several routines of it"
        )


def _written_ms(item: Mapping) -> int:
    """Return the least milliseconds that an item can take by the times and the words that stand in it."""
    say, steps = item.get("say"), item.get("steps")
    spoken = len(say) * LEAST_MS_A_CHARACTER if isinstance(say, str) and "[" not in say else 0
    inside = (step for step in steps if isinstance(step, Mapping)) if isinstance(steps, Listing) else ()
    return spoken + _simple_ms(item.get("do")) + _simple_ms(item.get("pause")) + sum(map(_written_ms, inside))


def _simple_ms(text: Any) -> int:  # noqa: ANN401 - as typed
    return _ms(text) if isinstance(text, str) else 0


@lru_cache
def _ms(text: str) -> int:
    try:
        ms = parse_duration(text)
    except ValueError:
        return 0
    return ms if ms <= DAY_MS else 0  # a time longer than a day is a problem of its own


@dataclass(frozen=True)
class _Amount:
    """The amount that a routine unrolls to, with the least milliseconds that its speech can take."""

    cues: int = 0
    ms: int = 0
    characters: int = 0

    def __add__(self, more: _Amount) -> _Amount:
        return _Amount(self.cues + more.cues, self.ms + more.ms, self.characters + more.characters)

    def __mul__(self, times: int) -> _Amount:
        return _Amount(self.cues * times, self.ms * times, self.characters * times)

    @property
    def passed_limit(self) -> str:
        """The limit that this amount passes, if any."""
        if self.cues > MAX_CUES:
            return f"{MAX_CUES:,} cues"
        if self.ms > DAY_MS:
            return _DAY
        return f"{MAX_CHARACTERS:,} characters of text" if self.characters > MAX_CHARACTERS else ""


def check_size(routine: Routine) -> Iterator[Problem]:
    """Yield a problem if a routine is too much, at the innermost group that is already too much by itself."""
    if limit := _all(routine.steps, _lengths_of_words(routine, {})).passed_limit:
        guilty, key = _guilty(routine)
        hint = "make several routines of it" if key == "steps" else "repeat less often"
        yield Problem(guilty.place(key), f"the routine unrolls to more than {limit}", hint)


def _guilty(routine: Routine) -> tuple[Routine | Group, str]:
    found: Routine | Group = routine
    names = _lengths_of_words(routine, {})
    while inner := next((i for i in found.steps if isinstance(i, Group) and _one(i, names).passed_limit), None):
        found, names = inner, names | _lengths(inner, names) | _lengths_of_words(inner, names)
    return found, "steps" if isinstance(found, Routine) or found.turns == 1 else "repeat" if found.repeat else "each"


def _all(items: Sequence[Step | Group], names: dict[str, int]) -> _Amount:
    """Return the amount of all items, with loops multiplied; `names` has the length of each {name}'s longest value."""
    return sum((_one(item, names) for item in items), _Amount())


def _one(item: Step | Group, names: dict[str, int]) -> _Amount:
    worded = _lengths_of_words(item, names)
    names = names | worded
    if isinstance(item, Step):
        whole = _most(_step(each, names) for each in (item, *item.other_ways))
        return whole + _Amount(characters=sum(worded.values()))
    own = _lengths(item, names)
    inside = names | own
    chapter = _Amount(characters=_length(item.section, inside) + sum(own.values()) + sum(worded.values()))
    between = _amount_narrated(item.between, inside) + _Amount(cues=1)
    again = _amount_narrated(item.again, inside) + _Amount(cues=1) if item.again else _Amount()
    return (_all(item.steps, inside) + chapter + again) * item.turns + between * (item.turns - 1)


def _step(step: Step, names: dict[str, int]) -> _Amount:
    """Return the amount of a step as it stands, for those for whom nothing else is done instead."""
    rest = pause_of(step.pause).natural_ms if step.pause else 0
    practice = span_of(step.do).natural_ms if step.do else 0
    said = _most(_amount_narrated(say, names) for say in (step.say, step.again))
    amount = _Amount(2, rest + practice, _length(step.title, names)) + said
    return amount + _inner(step, practice, names) if step.do else amount


def _most(amounts: Iterable[_Amount]) -> _Amount:
    """Return the most of each that one of the amounts has."""
    return _Amount(*(max(column) for column in zip(*map(astuple, amounts), strict=True)))


def _inner(step: Step, ms: int, names: dict[str, int]) -> _Amount:
    """Return the amount that is heard within a practice of `ms` milliseconds."""
    ticks = ms // step.rhythm.every + 1 if step.rhythm else 0
    guide = step.guide
    texts = [guide.half, guide.last.say if guide.last else None, *(guide.at or {}).values()] if guide else []
    match step.do:
        case Motion() if step.counts:
            phases = span_of(step.do).repetitions(ms)
        case Breaths():
            phases = 2 * len(step.do.times) * step.do.breaths
        case Rounds():
            phases = 2 * step.do.rounds
        case _:
            phases = 0
    phrases = written_words(step.do).values()
    characters = sum(_length(text, names) for text in texts) + phases * sum(_length(text, names) for text in phrases)
    return _Amount(ticks + phases + len(texts) + 1, 0, characters)


def _amount_narrated(say: Narration | None, names: dict[str, int]) -> _Amount:
    parts = say.parts if say else ()
    rests = sum(part.ms for part in parts if not isinstance(part, Words))
    characters = _length(say.text if say else None, names)
    return _Amount(len(parts), rests + characters * LEAST_MS_A_CHARACTER, characters)


def _length(text: str | None, names: dict[str, int]) -> int:
    return len(text or "") + sum(names.get(name, 0) for name in names_in(text or ""))


def _lengths(group: Group, names: dict[str, int]) -> dict[str, int]:
    turns = group.names
    counted = dict.fromkeys(ROUND_NAMES if group.is_loop else (), _LONGEST_NUMBER)
    return counted | {name: max(_length(turn[name], names) for turn in turns) for name in turns[0]}


def _lengths_of_words(item: Routine | Group | Step, names: dict[str, int]) -> dict[str, int]:
    """Return the length of each {name} of an item's `words`: that of its longest text."""
    if isinstance(item, Group):
        names = names | _lengths(item, names)
    return {name: max(_length(text, names) for text in own.values()) for name, own in (item.words or {}).items()}
