"""Routine + plan → a wall sheet: one page in large print, for someone who has no screen at the bedside.

A new kind needs a file here with a function that fits `WriteSheet`, and a row in `SHEETS`. What stands on a sheet is
the same for all of them: see steps_on_sheet.py and sheet_entries.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from coach.errors import ExportError, UsageError
from coach.files import check_target, write_target
from coach.suggestion import suggest

if TYPE_CHECKING:
    from pathlib import Path

    from coach.export.wall_sheet.largest_fit import Fit
    from coach.export.wall_sheet.sheet_rows import WallSheet

PAPERS = ("a4", "letter")
MOST_STEPS = 1_000
"""The most steps: more fill a book, and take minutes to set."""


class WriteSheet(Protocol):
    """A function that makes a file of a sheet."""

    def __call__(self, sheet: WallSheet, paper: str) -> tuple[bytes, Fit]:
        """Return the whole file, and how the sheet fits on its page."""


@dataclass(frozen=True)
class SheetKind:
    """A kind of file."""

    suffix: str
    writer: str
    """The module and the function that writes, imported when a sheet is written."""
    has_fonts: bool = False
    """Whether the file has its letters in it; any other has them from where it is read."""

    def write(self, sheet: WallSheet, paper: str) -> tuple[bytes, Fit]:
        """Return the file; raises MissingPart where this machine lacks what it needs."""
        module, _, function = self.writer.partition(":")
        write: WriteSheet = getattr(import_module(module), function)
        return write(sheet, paper)


SHEETS = (
    SheetKind(".pdf", "coach.export.wall_sheet.typst_sheet:write_pdf", has_fonts=True),
    SheetKind(".html", "coach.export.wall_sheet.html_sheet:write_html"),
)


def sheet_kind(path: Path) -> SheetKind:
    """Return the kind of a sheet by its file's name; raises UsageError for one that coach does not write.

    Example:
        >>> from pathlib import Path
        >>> sheet_kind(Path("bedside.PDF")).suffix
        '.pdf'
    """
    for kind in SHEETS:
        if path.suffix.lower() == kind.suffix:
            return kind
    known = " or ".join(kind.suffix for kind in SHEETS)
    raise UsageError(f"'{path.name}' does not end in a sheet that coach writes; end it in {known}")


def paper_named(name: str) -> str:
    """Return the paper of this name; raises UsageError for another."""
    if (paper := name.strip().lower()) not in PAPERS:
        known = f"there are {' and '.join(PAPERS)}"
        raise UsageError(f"there is no paper '{name}'; {suggest(name, PAPERS, known)}")
    return paper


def check_sheet(path: Path) -> None:
    """Raise UsageError for a file that cannot become a sheet: better now than after all the work."""
    sheet_kind(path)
    check_target(path)


def write_sheet(sheet: WallSheet, path: Path, paper: str = "a4") -> Fit:
    """Write a sheet into a file in the format of its name, as an atomic write; the same sheet gives the same bytes.

    Returns how it fits: its columns, the size of its letters, and its pages. Raises UsageError for a target that cannot
    be written, ExportError for a session of too many steps, MissingPart without what it needs or for a full disk.
    """
    check_sheet(path)
    if (count := len(sheet.steps)) > MOST_STEPS:
        raise ExportError(f"a sheet shows {MOST_STEPS:,} steps at most, and this session has {count:,}; split it")
    data, fit = sheet_kind(path).write(sheet, paper)
    with write_target(path) as file:
        file.write(data)
    return fit
