"""Names → routine files: the bundled library, and paths of one's own."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.routine.loader import load_routine
from coach.routine.use import LIBRARY, SUFFIXES

if TYPE_CHECKING:
    from coach.routine.model import Routine


def routine_names() -> list[str]:
    """The names of the bundled routines."""
    return sorted(path.stem for path in LIBRARY.glob("*.yaml"))


def find_routine(name: str) -> Path:
    """The file of a routine, by the library's name or by path; raises UsageError for an unknown name."""
    if name in routine_names():
        return LIBRARY / f"{name}.yaml"
    path = Path(name)
    if _is_there(path) or path.suffix in SUFFIXES or len(path.parts) > 1:
        return path
    near = get_close_matches(name, routine_names(), 1)
    hint = f"did you mean '{near[0]}'?" if near else "`coach list` shows the names; a path names a file"
    raise UsageError(f"there is no routine called '{name}'; {hint}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long, or in a folder that is closed to us: opening it will say so
        return True


def open_routine(name: str) -> Routine:
    """The routine of that name or path."""
    return load_routine(find_routine(name))
