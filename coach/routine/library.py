"""Names, paths or standard input → routines: the user's own, the bundled ones, or those of any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.loader import load_routine, read_routine
from coach.routine.routine_files import file_called, find_routine, is_path, no_such_routine

if TYPE_CHECKING:
    from pathlib import Path

    from coach.routine.model import Routine

__all__ = ["STANDARD_INPUT", "file_called", "find_routine", "is_path", "no_such_routine", "open_routine"]

STANDARD_INPUT = "-"


def open_routine(routine: Path | str) -> Routine:
    """Return the routine of a file, of a name, or, for `-`, on standard input; raise UsageError or RoutineError."""
    return read_routine() if routine == STANDARD_INPUT else load_routine(routine)
