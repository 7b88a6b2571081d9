"""The figures of a row of a table ("3", "10", "30 s" under Sets, Repetitions, Rest) → the words that say them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import names, pattern
from coach.draft.text.table_cells import EACH, LONGEST, Cell, column_of, in_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LANGUAGES = [(code, pattern(f"heads-{code}")) for code in names("heads")]
_UNITS = pattern("column-units", r"^(?:{})$")
_ONE_SIDE = pattern("one-side", "{}")
_BOTH_IN_TURN = pattern("sides-in-turn", "(?:{})")
_OF_SETS = re.compile(r"(\d{1,2}) ?[x×] ?(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)")
_COUNT = re.compile(r"[x×]?\s?(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)\s?[x×]?")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s*[-–—]\s*\d{1,2}:\d\d)?|\d{1,3}['′](?: ?\d{1,2}[\"″]?)?|\d{1,3}[\"″]")
_WORDED = re.compile(r"\w")
_ORDER = ("side", "sets", "times", "hold", "time", "tense", "release", "rest")
"""The columns of figures, in the order in which they are said."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for figures in a language."""

    seconds: str
    each_side: str
    per_side: str
    sets: str
    rest: str
    tense: str
    pause: str = "Pause: {}"


_WORDS = {
    "en": _Words(
        "seconds",
        "Each side",
        "per side",
        "{} sets of {}",
        "with {} of rest between sets",
        "Tense for {}, then release for {}",
    ),
    "de": _Words(
        "Sekunden",
        "Jede Seite",
        "pro Seite",
        "{} Sätze mit je {} Wiederholungen",
        "dazwischen {} Pause",
        "{} anspannen, dann {} lösen",
    ),
    "es": _Words(
        "segundos",
        "Cada lado",
        "por lado",
        "{} series de {} repeticiones",
        "con {} de descanso entre series",
        "Tensar {}, después soltar {}",
        "Pausa: {}",
    ),
}


def figures_of_row(cells: Sequence[Cell], code: str = "") -> Iterator[str]:
    """Yield what the figures of a row say: its side, its count, its time; `code`: in which language, if it is known."""
    worded = [cell for cell in cells if _WORDED.search(cell.text) and not _is_one_set(cell)]
    by_kind = {cell.kind: cell for cell in worded}
    words, known = (_WORDS[code], True) if code else _words_of(cells)
    sets = _in_sets(by_kind, words, known=known)
    per_side = "side" in by_kind and "time" in by_kind and bool(_BOTH_IN_TURN.fullmatch(by_kind["side"].text))
    for cell in (cell for kind in _ORDER for cell in worded if cell.kind == kind):
        if cell.kind in sets:
            yield from filter(None, [sets[cell.kind]])
        elif cell.kind == "side":
            yield from () if per_side else (_side(cell, words),)
        elif cell.kind == "rest":
            yield words.pause.format(_time(cell, words, known=known))
        elif cell.kind in ("tense", "release") and {"tense", "release"} <= by_kind.keys():
            both = [_time(by_kind[kind], words, known=known) for kind in ("tense", "release")]
            yield from (words.tense.format(*both),) if cell.kind == "tense" else ()
        elif cell.kind in ("hold", "tense", "release"):
            yield f"{cell.head}: {_time(cell, words, known=known)}"
        elif cell.kind == "time":
            time = _time(cell, words, known=known)
            yield f"{time} {words.per_side}" if per_side and not time.endswith(words.per_side) else time
        else:
            yield f"{cell.head}: {cell.text}" if cell.head else cell.text


def _is_one_set(cell: Cell) -> bool:
    """Whether a cell only says that there is a single set, as if it were none."""
    return cell.kind == "sets" and (count := _COUNT.fullmatch(cell.text)) is not None and count[1] == "1"


def _words_of(cells: Sequence[Cell]) -> tuple[_Words, bool]:
    """Return the words of the language of a row, and whether the names of its columns tell which it is."""
    heads = " | ".join(cell.head for cell in cells)
    code = next((code for code, names in _LANGUAGES if names.search(heads)), "")
    figures = " | ".join(cell.text for cell in cells if cell.kind)
    guessed = next((code for code, names in _LANGUAGES if names.search(figures)), "en")
    return _WORDS[code or guessed], any(column_of(cell.head) for cell in cells)


def _in_sets(by_kind: Mapping[str, Cell], words: _Words, *, known: bool) -> dict[str, str]:
    """Return what the columns of sets say together, by the first of them; the others say no more."""
    if "times" in by_kind and "sets" not in by_kind and (both := _OF_SETS.fullmatch(by_kind["times"].text)):
        parts = {"sets": Cell("sets", "", both[1]), "times": Cell("times", "", both[2])}
        return {"times": _in_sets({**by_kind, **parts}, words, known=known)["sets"], "rest": ""}
    sets = _COUNT.fullmatch(by_kind["sets"].text) if "sets" in by_kind else None
    times = _COUNT.fullmatch(by_kind["times"].text) if "times" in by_kind else None
    timed = next((kind for kind in ("time", "hold") if kind in by_kind and "times" not in by_kind), "")
    if not sets or not (times or timed):
        return {}
    of_time = "" if times else f"{sets[1]} x {_time(by_kind[timed], words, known=known)}"
    told = words.sets.format(sets[1], times[1]) if times else of_time
    if "rest" in by_kind:
        told += f", {words.rest.format(_time(by_kind['rest'], words, known=known))}"
    return {"sets": told, "rest": "", "times" if times else timed: ""}


def _side(cell: Cell, words: _Words) -> str:
    if _BOTH_IN_TURN.fullmatch(cell.text):
        return words.each_side
    one = _ONE_SIDE.fullmatch(cell.text)
    if one or not cell.head:
        return f"{cell.text[0].upper()}{cell.text[1:]}{' side' if one else ''}"
    return f"{cell.head}: {cell.text}"


def _time(cell: Cell, words: _Words, *, known: bool) -> str:
    text = in_unit(cell.text, cell.head.casefold()) if _UNITS.match(cell.head) else cell.text
    each = EACH.fullmatch(text) if len(text) <= LONGEST else None
    time = (each[1] or each[2]) if each else text
    told = _CLOCK.sub(lambda match: _in_units(with_digits(match[0]), words.seconds if known else ""), time)
    return f"{told} {words.per_side}" if each else told


def _in_units(time: str, seconds: str) -> str:
    """Return "75 seconds" with the word for seconds, or if that is not known as "1 min 15 s"."""
    if seconds or not (match := re.fullmatch(r"(\d+) seconds", time)):
        return time.replace("seconds", seconds or "s")
    minutes, rest = divmod(int(match[1]), 60)
    return " ".join([*([f"{minutes} min"] if minutes else []), *([f"{rest} s"] if rest or not minutes else [])])
