"""Names → routines: one's own, the bundled ones, paths, and standard input."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.routine.folders import LIBRARY, SUFFIXES, own_folder
from coach.routine.loader import load_routine, read_routine

if TYPE_CHECKING:
    from coach.routine.model import Routine

STANDARD_INPUT = "-"


def bundled_routines() -> dict[str, Path]:
    """Name → file of the routines that come with coach."""
    return _routines(LIBRARY)


def own_routines() -> dict[str, Path]:
    """Name → file of the routines in one's own folder, which may not be there."""
    return _routines(own_folder())


def _routines(folder: Path) -> dict[str, Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and _may_be_read(path))
    except OSError:  # no folder, or one that is closed to us: no names
        return {}
    named = {path.stem: path for path in reversed(files)}  # of two suffixes, the first holds, as in `use`
    return dict(sorted(named.items()))


def _may_be_read(path: Path) -> bool:
    """Whether it is a file, or a link that leads nowhere, of which its reader is told; no folder, pipe or device."""
    return path.is_file() or not path.exists()


def named_routines() -> dict[str, Path]:
    """Name → file of all that need no path; of two of one name, one's own."""
    return bundled_routines() | own_routines()


def find_routine(name: str) -> Path:
    """The file of a routine: its name among one's own or in the library, or its path; raises UsageError."""
    named = named_routines()
    if name in named:
        return named[name]
    path = Path(name)
    if (name and _is_there(path)) or path.suffix in SUFFIXES or len(path.parts) > 1:
        return path
    near = get_close_matches(name, named, 1)
    hint = f"did you mean '{near[0]}'?" if near else "`coach list` shows the names; a path names a file"
    raise UsageError(f"there is no routine called '{name}'; {hint}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long, or in a folder that is closed to us: opening it will say so
        return True


def open_routine(routine: Path | str) -> Routine:
    """The routine of a file, of that name, or, for `-`, on standard input; raises UsageError, RoutineError."""
    if routine == STANDARD_INPUT:
        return read_routine()
    return load_routine(routine if isinstance(routine, Path) else find_routine(routine))
