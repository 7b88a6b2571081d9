from __future__ import annotations

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import RULES, lint
from coach.timeline.lint.subject import Subject

pytestmark = pytest.mark.unit


def found(step: str) -> list[str]:
    routine = parse_routine(f"title: T\nsteps:\n  - {step}\n".encode(), "FILE")
    return [it.message for it in RULES["lost-words"].find(Subject.of(routine, estimate_by_pace(100)))]


@pytest.mark.parametrize(
    "step",
    [
        "say: Press point #4 gently.",
        "{say: Press point #4 gently.\n     , do: 10s}",
        "say: Press the\n     point #4 gently.",
        "{say: A, do: {time: 20s, from: 10s, to: 30s}, guide: {half: Press point #4 gently.\n    }}",
    ],
)
def test_words_behind_a_sign_that_begins_a_comment_are_told(step: str) -> None:
    assert found(step) == ["“#4 gently.” is not said: a # behind a blank begins a comment"]


@pytest.mark.parametrize(
    "step",
    [
        "say: Press point 4.   # gently",
        "say: 'Press point #4 gently.'",
        'say: "Press point #4 gently."  # yes',
        "say: Press point C#4 gently.",
        "say: |\n     Press point #4 gently.",
        "say: >-\n     Press point #4\n     gently.",
        "say: Press.\n    #do: 10s",
        "say: Press.\n    do: 10s #4",
    ],
)
def test_what_is_said_and_what_is_meant_as_a_comment_is_not(step: str) -> None:
    assert found(step) == []


def test_it_is_allowed_where_it_is_meant() -> None:
    for allowed in ("    allow: [lost-words]\n  - say: The end.\n", "  - say: The end.\nallow: [lost-words]\n"):
        text = f"title: T\nsteps:\n  - say: Press point #4 gently.\n    do: 10s\n{allowed}"
        assert lint(parse_routine(text.encode(), "FILE"), estimate_by_pace(100)) == []
