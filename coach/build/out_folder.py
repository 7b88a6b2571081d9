"""What lies in the folder of a library: whether a file is as its report says, and what is there too much.

A file is known as this library's by the report beside it alone; whatever has none is somebody else's, and is let be.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import UsageError
from coach.export.report import content_of
from coach.export.report_file import REPORT, read_report, report_path
from coach.log import described, logger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_log = logger(__name__)


@dataclass(frozen=True)
class Surplus:
    """A file that a library made once and has no more, with its report and its texts."""

    path: Path
    files: tuple[Path, ...]
    """What is to be removed."""
    kept: tuple[Path, ...] = ()
    """What is not, because somebody has changed it since."""


def is_of(report: dict[str, Any] | None, library: str) -> bool:
    """Whether a report says that a file was made by a library of this name."""
    return report is not None and report.get("library") == library


def fault_of_bytes(path: Path, report: dict[str, Any]) -> str:
    """Return how a file, or a text beside it, differs from what its report says; empty if it does not."""
    for name, digest in _files_of(path, report).items():
        file = path.with_name(name)
        if not file.is_file():
            return "its file is missing" if file == path else f"{name} is missing"
        if not _has(file, digest):
            return f"the bytes of {'the file' if file == path else name} differ from its report"
    return ""


def surplus_in(out: Path, library: str, wanted: Collection[Path]) -> Iterator[Surplus]:
    """Yield what a library has made in a folder, or in one inside it, and does not want any more."""
    for beside in sorted(out.rglob(f"*{REPORT}")):
        path = beside.with_name(beside.name.removesuffix(REPORT))
        if path in wanted or beside.is_symlink():
            continue
        report = read_report(path)
        if report is not None and is_of(report, library):
            yield _surplus(path, report, wanted)


def _surplus(path: Path, report: dict[str, Any], wanted: Collection[Path]) -> Surplus:
    files = {path.with_name(name): digest for name, digest in _files_of(path, report).items()}
    there = {file: digest for file, digest in files.items() if file.is_file() and file not in wanted}
    kept = tuple(file for file, digest in there.items() if not _has(file, digest))
    mine = tuple(file for file in there if file not in kept)
    return Surplus(path, (*mine, report_path(path)) if not kept else mine, kept)


def remove(surplus: Surplus, out: Path) -> None:
    """Remove what is too much, and folders that are empty then; raises UsageError for what cannot be removed."""
    for file in surplus.files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"{file} cannot be removed: {error.strerror}") from error
    for folder in surplus.path.parents:
        if folder == out or not folder.is_relative_to(out):
            break
        try:
            folder.rmdir()
        except OSError as error:  # something else is in it
            _log.debug("%s stays: %s", folder, described(error))
            break


def _files_of(path: Path, report: dict[str, Any]) -> dict[str, object]:
    """Return the names of a report's files, each with the hash of its bytes: that of the sound first."""
    beside = report.get("beside")
    named = (
        {name: digest for name, digest in beside.items() if Path(name).name == name} if isinstance(beside, dict) else {}
    )
    return {path.name: report.get("sha256"), **named}


def _has(file: Path, digest: object) -> bool:
    """Whether the bytes of a file have a hash."""
    try:
        return content_of(file).sha256 == digest
    except OSError as error:
        _log.info("%s cannot be read: %s", file, described(error))
        return False
