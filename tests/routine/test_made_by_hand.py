"""A routine that a program makes is told its faults as one in a file is, with the way down to each."""

from __future__ import annotations

from typing import Any

import pytest

from coach.errors import RoutineError, UsageError
from coach.routine.made_by_hand import check_made
from coach.routine.model import Group, Routine, Step
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

pytestmark = pytest.mark.unit

REST = {"say": "Rest your {hand}.", "do": "20s"}


def told(make: Any, *arguments: Any, **values: Any) -> list[str]:
    with pytest.raises(RoutineError) as error:
        make(*arguments, **values)
    return [str(problem) for problem in error.value.problems]


def test_all_faults_are_told_at_once_each_with_its_way() -> None:
    steps = [{"sya": "Sit."}, {"say": 3}, {"steps": [{"say": "Sit.", "do": {"path": "x", "strokes": 3}}]}]
    assert told(Routine, langage="en", steps=steps) == [
        "Routine.langage: unknown key 'langage' (did you mean 'language'?)",
        "Routine.steps[0].sya: unknown key 'sya' (did you mean 'say'?)",
        "Routine.steps[1].say: 'say' needs a text (quote it if it begins with [ or {)",
        "Routine.steps[2].steps[0].do.path: 'x' is not a length (write a number and a unit, such as '18cm' or '1in')",
        "Routine.title: 'title' is missing",
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "Step: a step with nothing to hear or do (give it 'say' or 'do')"),
        ({"do": -20}, "Step.do.time: 'time: -20' is too little (at least 0)"),
        ({"do": 2.5}, "Step.do: 'do' cannot be 2.5 (a time is a text, such as '20s'; else write its keys and values)"),
        ({"say": "[pause 2"}, "Step.say: "),
    ],
)
def test_a_step_of_a_program_is_told_alike(values: dict[str, Any], expected: str) -> None:
    assert told(Step, **values)[0].startswith(expected)


def test_a_value_without_a_name_is_told() -> None:
    with pytest.raises(UsageError, match="Step takes no values without a name; there are title, say, again"):
        Step("Sit down.")  # type: ignore[call-arg]


def test_words_of_python_can_be_written_with_an_underscore() -> None:
    made = Routine(title="A rest", for_="caregiver", steps=[Group(with_={"hand": "left"}, steps=[REST])])
    assert (made.for_, made.steps[0].with_) == ("caregiver", {"hand": "left"})  # type: ignore[union-attr]


def routine(**values: Any) -> Routine:
    return Routine(title="A rest", **values)


@pytest.mark.parametrize(
    "values",
    [
        {"steps": [{"each": {"hand": ["left", "right"]}, "steps": [REST]}]},
        {"steps": [{"with": {"hand": "left"}, "steps": [REST]}]},
        {"words": {"hand": {"default": "left"}}, "steps": [REST]},
        {"steps": [{"repeat": 2, "steps": [{"say": "Round {round} of {rounds}."}]}]},
        {"steps": [{"each": {"hand": ["left", "right"]}, "steps": [{"say": "The {other_hand}."}]}]},
    ],
)
def test_what_can_be_unrolled_is(values: dict[str, Any]) -> None:
    assert compile_routine(routine(**values), estimate_by_pace(125)).speech


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"steps": [REST]}, "{hand} is never set"),
        ({"steps": [{"say": "Sit.", "do": "20s", "guide": {"half": "The {hand}."}}]}, "{hand} is never set"),
        ({"steps": [{"each": {"side": ["a {hand}", "b"]}, "steps": [{"say": "The {side}."}]}]}, "{hand} is never set"),
        ({"steps": [{"say": "Round {round}."}]}, "{round} is never set"),
        ({"steps": [{"repeat": 10**12, "steps": [{"say": "Sit."}]}]}, "the routine unrolls to more than 100,000 cues"),
    ],
)
def test_what_cannot_be_unrolled_is_refused_at_once(values: dict[str, Any], expected: str) -> None:
    for use in (check_made, lambda made: compile_routine(made, estimate_by_pace(125))):
        assert expected in told(use, routine(**values))[0]


def test_equal_routines_have_one_hash() -> None:
    assert hash(routine(steps=[REST])) == hash(routine(steps=[REST])) != hash(routine(steps=[REST, REST]))
