"""The progress of a long task: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

from coach.callers_words import in_callers_words
from coach.cli.word_wrap import wrapped
from coach.errors import one_line
from coach.interrupts import check

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.export.report import Report


class Display:
    """A bar on standard error for an export: speaking, whose end is not known, then writing."""

    def __init__(self) -> None:
        self._bar: Any = _bar() if sys.stderr.isatty() else None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("Speaking", total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def spoken(self, text: str) -> None:
        """Show that one more text has been spoken; raises Interrupted if somebody wants coach to end."""
        check()
        if self._bar:
            self._bar.update(self._task, description=f"Speaking: {text[:40]}")

    def written(self, done: int, total: int) -> None:
        """Show that `done` of `total` frames are in the file; raises Interrupted if somebody wants coach to end."""
        check()
        if self._bar:
            self._bar.update(self._task, description="Writing", completed=done, total=total)

    def finished(self, path: Path, report: Report, more: Iterable[str] = (), *, verbose: bool = False) -> None:
        """Show the file that was written, in words, and with `verbose` its figures; and what else there is to know."""
        if self._bar:
            self._bar.remove_task(self._task)
            self._tell(f"{path}: {report.in_words(report.content.size if report.content else path.stat().st_size)}")
            for line in (*([report.summary()] if verbose else ()), *more, *report.remarks):
                self._tell(line)
            for reason in report.violations:
                self._tell(f"accepted all the same: {reason}")

    def _tell(self, line: str) -> None:
        told = wrapped(one_line(in_callers_words(line)), self._bar.console.width)
        self._bar.console.print(told, markup=False, highlight=False, soft_wrap=True)


def _bar() -> Any:  # noqa: ANN401 - rich is imported only where there is a terminal
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
