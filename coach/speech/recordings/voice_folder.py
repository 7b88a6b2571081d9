"""A folder → which of its sound files are recordings of which line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.log import logger
from coach.speech.recordings.line_names import code_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_log = logger(__name__)
SUFFIXES = {
    *(".3gp", ".aac", ".aif", ".aiff", ".amr", ".au", ".caf", ".flac", ".m4a", ".mka", ".mp3", ".mp4", ".oga", ".ogg"),
    *(".opus", ".w64", ".wav", ".webm", ".wma"),
}
"""The endings of sound files; others beside them, such as an editor's own, are no recordings."""


def recordings_in(folder: Path) -> Mapping[str, tuple[Path, ...]]:
    """Return the recordings in a folder by the codes of their lines, as a rule one each; raises UsageError."""
    found: dict[str, tuple[Path, ...]] = {}
    try:
        files = sorted(folder.iterdir())
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise no_folder(folder, error) from error
    for path in files:
        if (code := code_in(path.stem)) and path.suffix.lower() in SUFFIXES and not path.name.startswith("."):
            found[code] = (*found.get(code, ()), path)
    _log.debug("%d of %d files in %s are recordings of lines", len(found), len(files), folder)
    return found


def no_folder(folder: Path, error: OSError | ValueError) -> UsageError:
    """Return the error for a folder of recordings that cannot be read."""
    reason = getattr(error, "strerror", None) or error
    return UsageError(f"{folder} is no folder of recordings ({reason}); `coach lines ROUTINE -o FOLDER` begins one")
