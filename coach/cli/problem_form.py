"""A problem of a routine → its form for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.errors import Problem


def problem_form(problem: Problem) -> dict[str, Any]:
    """Return the form of a problem in `coach check --json`, and wherever else one is printed."""
    own = {key: value for key, value in asdict(problem).items() if key not in ("place", "meant")}
    return problem.place._asdict() | own
