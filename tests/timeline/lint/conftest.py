from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import RULES, lint
from coach.timeline.lint.subject import Subject

END = "{say: Rest. This is the end.}"

Found = Callable[..., list[str]]
Said = Callable[..., list[tuple[int, str, str]]]


@pytest.fixture(scope="session")
def found() -> Found:
    """A function that returns the codes found in steps, each on one line, after keys `head` and before a last step."""

    def codes(*steps: str, head: str = "", end: str = END) -> list[str]:
        listed = "".join(f"  - {step}\n" for step in (*steps, end) if step)
        routine = parse_routine(f"title: T\n{head}\nsteps:\n{listed}".encode(), "FILE")
        return [problem.code for problem in lint(routine, estimate_by_pace(routine.voice.pace))]

    return codes


@pytest.fixture(scope="session")
def said() -> Said:
    """A function that returns what a rule finds in a said text, whose first character stands in column 1."""

    def findings(code: str, text: str, language: str = "en") -> list[tuple[int, str, str]]:
        block = f"title: T\nlanguage: {language}\nsteps:\n  - say: |\n     {text}\n"
        routine = parse_routine(block.encode(), "FILE")
        subject = Subject.of(routine, estimate_by_pace(routine.voice.pace))
        return [(it.place.column - 5, it.message, it.hint) for it in RULES[code].find(subject)]

    return findings
