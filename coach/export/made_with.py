"""A file that is there + what is asked for now → whether it may be replaced: only what was made in the same way."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import UsageError
from coach.export.made_files import check_own
from coach.export.report_file import read_report, report_path
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.export.about import Tags
    from coach.session_options import SessionOptions

_ANOTHER = "--replace replaces it, and -o names another file"


def record_of(options: SessionOptions, tags: Tags, bitrate: int | None, *, mono: bool) -> dict[str, Any]:
    """Return what was asked for when a file was made, for its report: only what was asked for.

    Example:
        >>> from coach.export.about import Tags
        >>> from coach.session_options import SessionOptions
        >>> record_of(SessionOptions(conditions="crps"), Tags(album="Evenings"), None, mono=True)
        {'conditions': ['crps'], 'mono': True, 'album': 'Evenings'}
    """
    asked = {**options.model_dump(mode="json"), "bitrate": bitrate, "mono": mono, **asdict(tags)}
    usual = {**type(options)().model_dump(mode="json"), "mono": False}
    return {name: _shown(name, value) for name, value in asked.items() if value != usual.get(name)}


def _shown(name: str, value: object) -> object:
    """Return a value as a report has it: of a file that was named, its name alone, and texts as a file holds them."""
    if name in ("background", "cover", "voice"):
        value = Path(str(value)).name
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def check_replaceable(path: Path, routine: str, record: Mapping[str, Any]) -> None:
    """Raise UsageError for a file that is there and was not made of this routine's file with these options.

    It is also raised where somebody has changed the file since, and for a report that is none of coach's.
    """
    report = read_report(path)
    if not path.exists():
        if report is None:
            check_own([report_path(path)])
        return
    if report is None:
        raise UsageError(f"{path} is there, without a report of how coach made it; {_ANOTHER}")
    made_of = report["routine"].get("file")
    if made_of != routine:
        raise UsageError(f"{path} is there, and was made of {made_of}; {_ANOTHER}")
    if path.is_file() and (digest := report.get("sha256")):
        check_own([path], [str(digest)])
    if other := list(_differences(report.get("options") or {}, record)):
        raise UsageError(f"{path} is there, and was made with other options ({', '.join(other)}); {_ANOTHER}")


def _differences(made: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[str]:
    """Yield each option that differs, as it was when the file was made."""
    for name in sorted({*made, *asked}):
        if made.get(name) != asked.get(name):
            yield _in_words(name, made.get(name))


def _in_words(name: str, value: object) -> str:
    """Return an option as a person would say it: a length in minutes, and not in milliseconds."""
    name = name.removesuffix("_ms")
    if value in (None, False):
        return f"no {name}"
    if name == "length" and isinstance(value, int):
        return f"{name} {format_duration(value)}"
    return f"{name} {', '.join(map(str, value)) if isinstance(value, list) else value}"
