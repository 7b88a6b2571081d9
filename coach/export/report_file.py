"""The report beside an exported file: where it stands, and what a program reads in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach.files import read_regular_file
from coach.log import described, logger

if TYPE_CHECKING:
    from pathlib import Path

_log = logger(__name__)
REPORT = ".report.json"
"""What a report's name has after the name of its sound."""
_LONGEST_REPORT = 50_000_000


def report_path(path: Path) -> Path:
    """Return the path of a file's report, which stands beside it: an MP3 and a WAV of one session have one each."""
    return path.with_name(f"{path.name}{REPORT}")


def read_report(path: Path) -> dict[str, Any] | None:
    """Return the report beside a file; None where there is none that coach can read."""
    try:
        report = json.loads(read_regular_file(report_path(path), _LONGEST_REPORT))
    except (OSError, ValueError, RecursionError) as error:
        _log.info("no report of %s can be read: %s", path, described(error))
        return None
    known = isinstance(report, dict) and isinstance(report.get("routine"), dict)
    return report if known and isinstance(report.get("options", {}), dict) else None


def digests_beside(path: Path) -> set[str]:
    """Return the SHA-256 of the texts that were written beside a file, as its report has them."""
    beside = (read_report(path) or {}).get("beside")
    return {str(digest) for digest in beside.values()} if isinstance(beside, dict) else set()
