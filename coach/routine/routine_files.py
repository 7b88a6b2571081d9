"""Names → the files of routines that need no path: the user's own, and those that come with coach; none is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.folders import LIBRARY, routines_folder
from coach.log import described, logger
from coach.routine.paths import SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

_log = logger(__name__)


def bundled_routines() -> dict[str, Path]:
    """Return the files of the routines that come with coach, by name."""
    return _routines(LIBRARY)


def own_routines() -> dict[str, Path]:
    """Return the files of the routines in the user's own folder, by name; none if there is no such folder."""
    return _routines(routines_folder())


def _routines(folder: Path) -> dict[str, Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and _may_be_read(path))
    except OSError as error:  # there is no folder, or no permission to read it
        _log.debug("no routines there: %s", described(error))
        return {}
    named = {path.stem: path for path in reversed(files)}  # the first suffix wins, as in `use`
    return dict(sorted(named.items()))


def _may_be_read(path: Path) -> bool:
    """Whether a path is a regular file, or a broken link, which fails when it is read; no folder, pipe or device."""
    return path.is_file() or not path.exists()


def named_routines() -> dict[str, Path]:
    """Return the files of all routines that need no path, by name; of two of one name, the user's own."""
    return bundled_routines() | own_routines()
