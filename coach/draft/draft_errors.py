"""How-to text that cannot become a routine → an error that says why, and what to do."""

from __future__ import annotations

from coach.errors import Place, Problem, RoutineError


def draft_error(name: str, message: str, hint: str) -> RoutineError:
    """Return the error for a text that cannot become a routine."""
    return RoutineError([Problem(Place(name), message, hint)])
