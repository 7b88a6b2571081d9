"""What a save has changed → rows for people, or a line of JSON for programs."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from shlex import quote
from typing import TYPE_CHECKING, Any

from coach.cli.output import print_json, tell, tell_tables
from coach.cli.problem_form import problem_form
from coach.cli.table import Column, Heading, Row, Table
from coach.errors import CoachError, RoutineError, first_lines
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.edit.step_changes import StepChange
    from coach.errors import Problem

_Warning = tuple[str, str, str, str]
_COLUMNS = (Column("bold yellow"), Column("cyan", right=True), Column())
_MOST_AT_FIRST = 60
"""The most steps that are shown before anything has changed: a screen full, and more."""
_LONGEST = 60
"""The most characters of a step's words, where it has no title."""
_TENTH_MS = 100
KEYS = "r plays it again, n the next change, s stops, q quits"
WORDS = "a line of `again`, `next`, `line N`, `stop` or `quit` is obeyed"


@dataclass(frozen=True)
class Saved:
    """What became of a routine by a save, or by opening it."""

    title: str
    length_ms: int
    before_ms: int | None
    """The length before; None where there was no session before."""
    steps: Sequence[StepChange]
    lines: Sequence[int | None]
    """The line of each step in the file, where it stands there."""
    settings: Sequence[str]
    """The keys around the steps that say something else."""
    plays: int | None
    """The number of the step that is played now."""

    @property
    def is_news(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.settings) or any(step.kind != "same" for step in self.steps)


class Display:
    """Tells what happens at each save: on standard output what there is now, on standard error what is wrong."""

    def __init__(self, *, plain: bool, as_json: bool) -> None:
        self._plain, self._as_json = plain, as_json
        self._known: Counter[_Warning] = Counter()
        """The warnings that have been told, and that were still there at the last save."""

    def show(self, saved: Saved, find_warnings: Callable[[], Sequence[Problem]]) -> None:
        """Tell the steps, and what could be better, which takes longer to find."""
        if self._as_json:
            print_json(_as_dict(saved, find_warnings(), ""), one_line=True)
            return
        heading = f"{_now()} {saved.title} · {_arrow(saved.before_ms, saved.length_ms, _whole)}"
        rows = [*_rows(saved)]
        tell_tables(Table(_COLUMNS, [Heading(heading), *rows]), plain=self._plain)
        self._tell_warnings(find_warnings())

    def refuse(self, error: CoachError) -> None:
        """Tell why there is no session of it now."""
        problems = error.problems if isinstance(error, RoutineError) else ()
        if self._as_json:
            print_json(_as_dict(None, problems, "" if problems else str(error)), one_line=True)
        elif problems:
            tell(f"{_now()} it cannot be used as it is:", err=True)
            self._tell_problems(problems)
        else:
            tell(f"{_now()} {error}", err=True)

    def plays(self, number: int, title: str) -> None:
        """Tell which step is played now."""
        if not self._as_json:
            tell_tables(Table(_COLUMNS, [Heading(_playing(number, title))]), plain=self._plain)

    def note(self, message: str) -> None:
        """Tell something beside, if there is anything."""
        if message:
            tell(f"coach: {message}", err=True)

    def _tell_warnings(self, warnings: Sequence[Problem]) -> None:
        """Tell the warnings that were not there before; of the others, how many there are."""
        known, new = self._known.copy(), []
        for warning in warnings:
            known[_named(warning)] -= 1
            if known[_named(warning)] < 0:
                new.append(warning)
        self._known = Counter(map(_named, warnings))
        self._tell_problems(new)
        if stay := len(warnings) - len(new):
            file = quote(warnings[0].place.file)
            count = f"{stay} warning{'s' * (stay > 1)} as before"
            tell(f"{count}; `coach check {file}` shows {'them' if stay > 1 else 'it'}", err=True)

    def _tell_problems(self, problems: Sequence[Problem]) -> None:
        shows_all = f"`coach check {quote(problems[0].place.file)} --json` lists them all" if problems else ""
        for line in first_lines(problems, all_of_them=shows_all):
            tell(line, err=True)


def _named(warning: Problem) -> _Warning:
    """Return what a warning says, without its place, which every line that is written above it changes."""
    return warning.place.file, warning.code, warning.message, warning.hint


def _now() -> str:
    return time.strftime("%H:%M:%S")


def _rows(saved: Saved) -> Iterator[Row | Heading]:
    """Yield what has changed with the step before and after it; of the others, how many there are."""
    if saved.settings:
        yield Heading(f"changed: {', '.join(saved.settings)}")
    if saved.before_ms is not None and not saved.is_news:
        yield Heading("nothing has changed")
        return
    shown = _near_changes(saved)
    for near, run in groupby(zip(shown, saved.steps, strict=True), lambda pair: pair[0]):
        steps = [step for _, step in run]
        if near:
            yield from map(_row, steps)
        else:
            yield Heading(_others(steps), "dim")
    if saved.plays:
        called = next(step.title for step in saved.steps if step.number == saved.plays)
        yield Heading(_playing(saved.plays, called))


def _playing(number: int, title: str) -> str:
    return f"▶ {number} {_short(title)}"


def _near_changes(saved: Saved) -> list[bool]:
    """Return, for each step, whether it is shown; at first, the first ones are."""
    if saved.before_ms is None:
        return [number < _MOST_AT_FIRST for number in range(len(saved.steps))]
    changed = [False, *(step.kind != "same" for step in saved.steps), False]
    return [any(changed[at : at + 3]) for at in range(len(saved.steps))]


def _others(steps: Sequence[StepChange]) -> str:
    told = f"… {len(steps)} step{'s' if len(steps) > 1 else ''}"
    other = any(abs((step.length_ms or 0) - (step.before_ms or 0)) >= _TENTH_MS for step in steps)
    return f"{told} of other lengths" if other else f"{told} as before"


def _row(step: StepChange) -> Row:
    mark = "" if step.kind == "same" else step.kind
    now, before = step.length_ms, step.before_ms
    length = _seconds(before or 0) if now is None else _arrow(before, now, _seconds)
    return Row((mark, str(step.number or ""), f"{_short(step.title)} · {length}"))


def _arrow(before: int | None, now: int, told: Any) -> str:  # noqa: ANN401 - a function of milliseconds
    known = None if before is None else told(before)
    return told(now) if known in (None, told(now)) else f"{known} → {told(now)}"


def _whole(ms: int) -> str:
    return format_duration(round(ms, -3))


def _seconds(ms: int) -> str:
    return format_duration(round(ms, -2)) if ms >= 60_000 else f"{ms / 1000:.1f}s"  # noqa: PLR2004 - a minute


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


def _as_dict(saved: Saved | None, problems: Sequence[Problem], refused: str) -> dict[str, Any]:
    """Return the form of `coach edit --json`."""
    lines = saved.lines if saved else ()
    steps = saved.steps if saved else ()
    return {
        "problems": [problem_form(problem) for problem in problems],
        "refused": refused,
        "title": saved.title if saved else None,
        "length_ms": saved.length_ms if saved else None,
        "before_ms": saved.before_ms if saved else None,
        "settings": [*saved.settings] if saved else [],
        "plays": saved.plays if saved else None,
        "steps": [
            {
                "change": step.kind,
                "number": step.number,
                "title": step.title,
                "section": step.section,
                "line": line,
                "length_ms": step.length_ms,
                "before_ms": step.before_ms,
            }
            for step, line in zip(steps, lines, strict=True)
        ],
    }
