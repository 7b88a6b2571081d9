"""What a build tells: its plan, each file as it is made, what failed, and what there is too much."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

import typer

from coach.build.speak_library import Spoken
from coach.cli.output import tell
from coach.interrupts import check
from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.build.build_library import Work
    from coach.build.file_job import Made

_YES = ("y", "yes")


class BuildDisplay:
    """Lines of JSON or of words on standard output, and a bar on standard error while files are made."""

    def __init__(self, out: Path, work: Work, workers: int, *, as_json: bool) -> None:
        self.out, self.work, self.workers = out, work, workers
        self._as_json = as_json
        self._bar: Any = _bar() if sys.stderr.isatty() and work.plan.to_make else None
        self._task: Any = None
        self._made: list[Made] = []
        self._failures: dict[str, list[str]] = {}

    @property
    def failed(self) -> bool:
        """Whether a file is not there that the library has."""
        return bool(self._failures)

    @property
    def refused(self) -> bool:
        """Whether a file of the library cannot be made."""
        plan = self.work.plan
        return bool(plan.unclear) or any(planned.verdict == "refused" for planned in plan.files)

    def tell_plan(self) -> None:
        """Tell what would be made, and why, and about how long it takes."""
        for planned in self.work.plan.files:
            cost = self.work.costs.get(str(planned.order.path))
            figures = {"seconds": round(cost.seconds, 1), "bytes": cost.size} if cost else {}
            self._line(planned.verdict, str(planned.order.path), why=planned.why, **figures)
        for unclear in self.work.plan.unclear:
            self._line("refused", unclear.name, why="; ".join(unclear.problems))
        if not self._as_json:
            seconds, size = self.work.seconds / self.workers, self.work.size / 1_000_000
            makes = f"{_files(len(self.work.costs))} to make"
            tell(f"{makes}, in about {duration_in_words(round(seconds * 1000))}, about {size:,.1f} MB.")

    def __enter__(self) -> Self:
        for planned in self.work.plan.files:
            if planned.verdict == "unchanged":
                self._json("unchanged", str(planned.order.path), bytes=planned.size, sha256=planned.sha256)
            elif planned.verdict == "refused":
                self._fail(str(planned.order.path), [planned.why])
        for unclear in self.work.plan.unclear:
            self._fail(unclear.name, unclear.problems)
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("Beginning", total=self.work.seconds)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._bar:
            self._bar.stop()
        if kind is not None and issubclass(kind, SystemExit):
            tell(f"coach: {self._summary()}; the next build goes on from there", err=True)

    def show(self, event: Spoken | Made) -> None:
        """Show that texts have been spoken, or what came of a file."""
        if isinstance(event, Spoken):
            self._advance("Speaking", event.seconds)
            return
        self._made.append(event)
        if event.failed:
            self._fail(event.path, event.problems, event.seconds)
        else:
            self._json("made", event.path, seconds=round(event.seconds, 3), bytes=event.size, sha256=event.sha256)
        left = len(self.work.costs) - len(self._made)
        self._advance(f"Making files, {left:,} left", self.work.costs[event.path].seconds)

    def tell_end(self) -> None:
        """Tell what there is now, and what failed."""
        done = {made.path for made in self._made}
        for path in self.work.costs:
            if path not in done:
                self._fail(path, ["it was not tried: there is no room on the disk"])
        if self._failures:
            lines = (f"  {path}: {line}" for path, problems in self._failures.items() for line in problems)
            tell("\n".join([f"coach: {_files(len(self._failures))} failed:", *lines]), err=True)
        if not self._as_json:
            tell(f"{self.out}: {self._summary()}.")

    def tell_surplus(self, *, prune: bool) -> bool:
        """Tell what the library made once and has no more; return whether it can be removed."""
        surplus, unclear = self.work.plan.surplus, len(self.work.plan.unclear)
        if not surplus:
            return False
        if not prune:
            tell(f"coach: {_files(len(surplus))} in {self.out} that the library has no more; --prune removes", err=True)
            return False
        for each in surplus:
            self._line(
                "surplus",
                str(each.path),
                why=f"kept: {', '.join(map(str, each.kept))} was changed" if each.kept else "",
            )
        if unclear:
            tell(
                f"coach: nothing is removed as long as {_files(unclear)} may be among it that cannot be named", err=True
            )
        return not unclear

    def may_remove(self) -> bool:
        """Ask whether what is too much may be removed; where nobody can answer, it stays."""
        if not sys.stdin.isatty():
            tell("coach: nothing is removed; --yes removes it", err=True)
            return False
        question = f"Remove {_files(len(self.work.plan.surplus))}, with reports and texts? [y/N]: "
        typer.echo(question, nl=False, err=True)
        return sys.stdin.readline().strip().casefold() in _YES

    def _summary(self) -> str:
        files = Counter(planned.verdict for planned in self.work.plan.files)
        made = sum(not each.failed for each in self._made)
        told = [f"{made:,} of {_files(len(self.work.costs))} made"] if self.work.costs else ["nothing to make"]
        told += [f"{files['unchanged']:,} unchanged"] if files["unchanged"] else []
        return ", ".join([*told, *([f"{len(self._failures):,} failed"] if self._failures else [])])

    def _advance(self, doing: str, seconds: float) -> None:
        check()
        if self._bar:
            self._bar.update(self._task, description=doing, advance=seconds)

    def _fail(self, path: str, problems: Sequence[str], seconds: float = 0.0) -> None:
        self._failures[path] = [line for problem in problems for line in problem.split("\n")]
        self._json("failed", path, seconds=round(seconds, 3), problems=[*problems])

    def _line(self, status: str, path: str, *, why: str, **figures: object) -> None:
        if self._as_json:
            typer.echo(json.dumps({"status": status, "path": path, "why": why, **figures}, ensure_ascii=False))
        else:
            tell(f"{status:<9}  {path}{f': {why}' if why else ''}")

    def _json(self, status: str, path: str, **more: object) -> None:
        """Print a line of JSON for a file, if they are wanted."""
        usual = {"status": status, "path": path, "seconds": 0.0, "bytes": None, "sha256": None, "problems": []}
        if self._as_json:
            typer.echo(json.dumps({**usual, **more}, ensure_ascii=False))


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"


def _bar() -> Any:  # noqa: ANN401 - rich is imported only where there is a terminal
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
