"""Folder + the texts of a session → those that cannot be said, all at once, before anybody lies down to listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import MissingLines
from coach.speech.recordings.inspection import Inspector
from coach.speech.recordings.line_names import line_code, line_name
from coach.speech.recordings.voice_folder import recordings_in
from coach.timeline.estimate import estimate_by_pace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from coach.speech.recordings.take_quality import Quality

_ESTIMATE = estimate_by_pace(125)
_TIMES_LONGER, _LEAST_MS = 10, 5_000
"""How many times longer than its estimate a recording can be, and the length up to which that does not count: what is
longer holds other lines, too, or another one."""
_ROOM_S = 120
"""The seconds that a recording can have before and after its words."""


@dataclass(frozen=True)
class RecordedLine:
    """A line, and its recording."""

    text: str
    name: str
    path: Path
    quality: Quality


@dataclass(frozen=True)
class Missing:
    """A line that cannot be said."""

    text: str
    name: str
    """The name that its recording should have, without an ending."""
    reason: str
    paths: tuple[Path, ...] = ()
    """The files that should hold it, but do not; none where there is no file."""


def missing_lines(folder: Path, texts: Iterable[str], language: str) -> tuple[Missing, ...]:
    """Return the texts for which a folder has no recording that can be used, in their order; nothing is changed.

    Raises UsageError for a folder that there is not.
    """
    return tuple(line for line in look_up(folder, texts, language) if isinstance(line, Missing))


def check_lines(folder: Path, texts: Iterable[str], language: str) -> None:
    """Raise MissingLines for texts that cannot be said, with all of them; UsageError as `missing_lines`."""
    texts = tuple(dict.fromkeys(texts))
    if missing := missing_lines(folder, texts, language):
        raise MissingLines(str(folder), {line.name: line.reason for line in missing}, len(texts))


def look_up(folder: Path, texts: Iterable[str], language: str) -> tuple[RecordedLine | Missing, ...]:
    """Return each text with its recording, or with the reason why there is none; raises UsageError."""
    files = recordings_in(folder)
    with Inspector() as inspector:
        return tuple(_line(text, language, files, inspector) for text in dict.fromkeys(texts))


def _line(
    text: str, language: str, files: Mapping[str, Sequence[Path]], inspector: Inspector
) -> RecordedLine | Missing:
    name, paths = line_name(text, language), tuple(files.get(line_code(text, language), ()))
    if not paths:
        return Missing(text, name, "there is no recording")
    if len(paths) > 1:
        both = " and ".join(path.name for path in paths)
        return Missing(text, name, f"there is more than one recording, {both}; keep the better one", paths)
    most_ms = longest_ms(text)
    quality = inspector.look_at(paths[0], most_ms / 1000 + _ROOM_S)
    if isinstance(quality, str):
        return Missing(text, name, f"{paths[0].name}: {quality}", paths)
    if quality.is_silent:
        return Missing(text, name, f"{paths[0].name}: it is silent", paths)
    if quality.speech_ms > most_ms:
        told = (
            f"its {quality.speech_ms / 1000:.0f} s are too many for this line, of about {_ESTIMATE(text) / 1000:.0f} s"
        )
        return Missing(text, name, f"{paths[0].name}: {told}", paths)
    return RecordedLine(text, name, paths[0], quality)


def longest_ms(text: str) -> int:
    """Return the milliseconds that the words of a recording can take."""
    return max(_LEAST_MS, _TIMES_LONGER * _ESTIMATE(text))
