"""Names, paths or standard input → routines: the user's own, the bundled ones, or those of any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.folders import LIBRARY, routines_folder
from coach.log import described, logger
from coach.routine.loader import load_routine, read_routine
from coach.routine.paths import SUFFIXES
from coach.suggestion import suggest

if TYPE_CHECKING:
    from coach.routine.model import Routine

_log = logger(__name__)
STANDARD_INPUT = "-"


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


def find_routine(name: str) -> Path:
    """Return the file of a routine, from its name (the user's own or the library's) or its path; raise UsageError."""
    named = named_routines()
    if name in named:
        return named[name]
    if is_path(name):
        return Path(name)
    raise no_such_routine(name, suggest(name, named, ""))


def is_path(name: str) -> bool:
    """Whether this is a file, there or not, and no name of the library."""
    path = Path(name)
    return bool(name and _is_there(path)) or path.suffix in SUFFIXES or len(path.parts) > 1


def no_such_routine(name: str, hint: str) -> UsageError:
    """Return the error for a name that no routine has; without a hint, it tells where the names are."""
    otherwise = "`coach list` shows the names; a path names a file"
    return UsageError(f"there is no routine called '{name}'; {hint or otherwise}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # too long, or in a folder without permission: opening it will say so
        _log.debug("it may be a file: %s", described(error))
        return True


def open_routine(routine: Path | str) -> Routine:
    """Return the routine of a file, of a name, or, for `-`, on standard input; raise UsageError or RoutineError."""
    if routine == STANDARD_INPUT:
        return read_routine()
    return load_routine(routine if isinstance(routine, Path) else find_routine(routine))
