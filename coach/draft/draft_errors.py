"""A how-to text that cannot become a routine → why, and what to do."""

from __future__ import annotations

from coach.errors import Place, Problem, RoutineError


def draft_error(name: str, message: str, hint: str) -> RoutineError:
    """A text that cannot become a routine."""
    return RoutineError([Problem(Place(name), message, hint)])
