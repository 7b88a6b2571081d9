"""`--from`: the step that somebody means."""

from __future__ import annotations

import pytest

from coach.cli.start_step import check_start, step_named
from coach.errors import UsageError
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine

pytestmark = pytest.mark.unit

ROUTINE = """
title: Hands
steps:
  - {title: Knuckles on the palm, say: Roll., do: 5s}
  - {title: Palm, say: Stroke., do: 5s}
  - {say: Rest., do: 5s}
  - {title: "Reißen, ziehen", say: Pull., do: 5s}
"""
PLAN = plan_routine(parse_routine(ROUTINE.encode(), "hands.yaml"), lambda text: 50 * len(text))


@pytest.mark.parametrize(
    ("start", "step"),
    [("1", 1), (" 4 ", 4), ("palm", 2), ("PALM", 2), ("the palm", 1), ("knuckles", 1), ("reissen", 4), ("Ziehen", 4)],
)
def test_a_step_is_its_number_or_words_of_its_title(start: str, step: int) -> None:
    assert step_named(start, PLAN) == step


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("0", "there is no step 0; the session has 4"),
        ("5", "there is no step 5; the session has 4"),
        ("plam", "no step is called 'plam'; did you mean 'palm'?"),
        ("?", "no step is called '?'; `coach timeline` shows the steps"),
    ],
)
def test_what_is_no_step_is_refused(start: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        step_named(start, PLAN)
    assert str(refused.value) == told


def test_it_goes_with_neither_a_condition_nor_a_place_that_was_kept() -> None:
    check_start("2", [], resume=False)
    with pytest.raises(UsageError, match="what is said first has to be heard"):
        check_start("2", ["crps"], resume=False)
    with pytest.raises(UsageError, match="give one of them"):
        check_start("2", [], resume=True)
    with pytest.raises(UsageError, match="needs a step"):
        check_start(" ", [], resume=False)
