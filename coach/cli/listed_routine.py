"""A routine to choose from, as `coach list` has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from coach.routine.model import Routine


@dataclass(frozen=True)
class Listed:
    """A routine, where it is, and about how long it takes."""

    name: str
    path: Path
    own: bool
    """Whether it is one of the user's own."""
    routine: Routine
    length_ms: int
