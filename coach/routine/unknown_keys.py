"""Unknown keys of a mapping → what was meant by them: another spelling, another word, a key of another place."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from coach.errors import MOST_TOLD, Problem
from coach.yaml_document import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = {
    "title": "name step heading headline header überschrift título titolo",
    "summary": "description intro beschreibung zusammenfassung resumen",
    "language": "lang locale sprache langue idioma lingua taal",
    "length": "duration dauer länge durée duración durata duração",
    "steps": "instructions exercises schritte anleitung übungen étapes pasos passi stappen passos",
    "needs": "materials equipment supplies tools benötigt material",
    "cautions": "warnings contraindications vorsicht warnungen",
    "good_for": "benefits purpose",
    "background": "music audio hintergrund musik",
    "voice": "speaker narrator stimme",
    "pace": "speed rate tempo wpm",
    "section": "title part chapter group abschnitt teil kapitel",
    "say": "text speak speech narration instruction words sag sage sagen sprich dire decir dice zeg",
    "do": "practice duration time action exercise dauer zeit tun mach mache machen übung faire hacer fare doe",
    "pause": "wait rest silence break warte warten",
    "repeat": "times loop repetitions rounds count wiederhole wiederholen wiederholung répéter repetir ripeti herhaal",
    "times": "repeat repetitions reps count mal",
    "each": "for_each foreach sides",
    "between": "dazwischen",
    "in": "inhale breathe_in ein einatmen",
    "out": "exhale breathe_out aus ausatmen",
    "time": "duration dauer zeit seconds",
    "from": "min minimum least von",
    "to": "max maximum most bis",
}
"""Words that people write for a key, who do not know it or think of it in another language."""
_QUOTES = " '\"“”„‘’"
_LIKENESS, _SPELLING = 0.6, 0.85
"""How much of two keys has to be the same, as `difflib` counts it; and how much if only their spelling differs."""


class Home(NamedTuple):
    """A place at which keys belong that do not belong here."""

    keys: frozenset[str]
    told: str
    """What is told of them: `belong under 'do'`."""
    hint: str
    """What to do; `{pairs}` are they with their values."""


def problems_of_unknown(
    unknown: Sequence[str],
    mapping: Mapping,
    known: Sequence[str],
    homes: Sequence[Home],
    missing: Sequence[str],
    also: Sequence[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for each unknown key of a mapping, and one for all that belong together in another place.

    Args:
        unknown: The unknown keys.
        mapping: The mapping that has them.
        known: The keys that it could have.
        homes: The places where others belong.
        missing: The keys that it must have, and has not.
        also: More keys that may be meant, and make something else of it.
    """
    taken, lost = set(mapping), list[str]()
    misplaced: defaultdict[Home, list[tuple[str, str]]] = defaultdict(list)
    for key in unknown[:MOST_TOLD]:
        free = [each for each in (*known, *also) if each not in taken]
        needed = _as_word(key, [each for each in missing if each in free])
        if not needed and (home := _home_of(key, homes)):
            misplaced[home].append((key, key))
        elif meant := needed or _meant(key, mapping, free, homes):
            taken.add(meant)
            yield _told(key, mapping, f"did you mean '{meant}'?", meant)
        elif home := _home_of(near := _near(key, _keys_of(homes), _SPELLING), homes):
            misplaced[home].append((key, near))
        else:
            lost.append(key)
    yield from (_of_home(home, keys, mapping) for home, keys in misplaced.items())
    left = [key for key in missing if key not in taken]
    yield from (_told(key, mapping, f"known here: {', '.join(known)}") for key in unknown[MOST_TOLD:])
    for key in lost:
        if len(lost) == len(left) == 1:
            yield _told(key, mapping, f"did you mean '{left[0]}'?", left[0])
        else:
            near = _near(key, tuple(known))
            yield _told(key, mapping, f"did you mean '{near}'?" if near else f"known here: {', '.join(known)}")


def _keys_of(homes: Sequence[Home]) -> tuple[str, ...]:
    return tuple(each for home in homes for each in sorted(home.keys))


def _home_of(key: str, homes: Sequence[Home]) -> Home | None:
    return next((home for home in homes if key in home.keys), None)


def _meant(key: str, mapping: Mapping, free: Sequence[str], homes: Sequence[Home]) -> str:
    """Return the key that is meant by another spelling or another word of it; empty if it is none of those."""
    value = mapping.get(key)
    if "do" in free and isinstance(value, Mapping) and any(not home.keys.isdisjoint(value) for home in homes):
        return "do"
    everywhere = (*free, *_keys_of(homes))
    found = (_near(key, everywhere, _SPELLING), _as_word(key, free), _near(key, everywhere))
    return next((each for each in found if each in free), "")


def _as_word(key: str, free: Sequence[str]) -> str:
    """Return the key for which another word was written; empty if it is none of those."""
    typed = key.strip(_QUOTES).casefold()
    return next((meant for meant in free if typed in _WORDS.get(meant, "").split()), "")


@lru_cache(1_000)
def _near(key: str, known: tuple[str, ...], likeness: float = _LIKENESS) -> str:
    """Return the known key that is most like another, whatever its capitals, quotes and accents; empty without one."""
    signs = normalize("NFKD", key.strip(_QUOTES).casefold())
    near = get_close_matches("".join(sign for sign in signs if not combining(sign)), known, 1, likeness)
    return near[0] if near else ""


def _told(key: str, mapping: Mapping, hint: str, meant: str = "") -> Problem:
    return Problem(mapping.places.get(key, mapping.place), f"unknown key '{key}'", hint, meant=meant)


def _of_home(home: Home, keys: Sequence[tuple[str, str]], mapping: Mapping) -> Problem:
    """Return the problem of keys, each with the one that is meant by it, which belong in another place."""
    *before, last = (f"'{typed}'" for typed, _ in keys)
    named = f"{', '.join(before)} and {last}" if before else last
    values = {meant: mapping.get(typed) for typed, meant in keys}
    pairs = ", ".join(f"{key}: {value if isinstance(value, str) else '...'}" for key, value in values.items())
    told = home.told if before else home.told.replace("belong ", "belongs ", 1)
    place = mapping.places.get(keys[0][0], mapping.place)
    return Problem(place, f"{named} {told}", home.hint.format(pairs=pairs))
