from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import lint

END = "{say: Rest. This is the end.}"

Found = Callable[..., list[str]]


@pytest.fixture(scope="session")
def found() -> Found:
    """A function that returns the codes found in steps, each on one line, after keys `head` and before a last step."""

    def codes(*steps: str, head: str = "", end: str = END) -> list[str]:
        listed = "".join(f"  - {step}\n" for step in (*steps, end) if step)
        routine = parse_routine(f"title: T\n{head}\nsteps:\n{listed}".encode(), "FILE")
        return [problem.code for problem in lint(routine, estimate_by_pace(routine.voice.pace))]

    return codes
