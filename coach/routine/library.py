"""Names, paths or standard input → routines: the user's own, the bundled ones, or those of any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.log import described, logger
from coach.routine.loader import load_routine, read_routine
from coach.routine.paths import SUFFIXES
from coach.routine.routine_files import language_of_name, named_routines
from coach.suggestion import suggest

if TYPE_CHECKING:
    from coach.routine.model import Routine

_log = logger(__name__)
STANDARD_INPUT = "-"


def find_routine(name: str) -> Path:
    """Return the file of a routine, from its name (the user's own or the library's) or its path; raise UsageError."""
    named = named_routines()
    if name in named:
        return named[name]
    if is_path(name):
        return Path(name)
    if file := file_called(name):
        return Path(file)
    raise no_such_routine(name, suggest(name, named, ""))


def file_called(name: str) -> str:
    """Return the routine file that has this name but for its suffix; empty if there is none."""
    files = (f"{name}{suffix}" for suffix in SUFFIXES if name.strip())
    return next((file for file in files if _is_there(Path(file)) and Path(file).is_file()), "")


def is_path(name: str) -> bool:
    """Whether this is a file, there or not, and no name of the library."""
    path = Path(name)
    inside = len(path.parts) > 1 and not language_of_name(name.lower())
    return bool(name and _is_there(path)) or path.suffix in SUFFIXES or inside


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
