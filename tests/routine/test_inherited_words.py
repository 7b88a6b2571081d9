"""A plain text of `words`: what is said to everybody, while each condition keeps the words from above."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.routine.for_listener import adapt
from coach.routine.loader import load_routine, parse_routine
from coach.routine.model import Routine
from coach.routine.narration import Words
from coach.timeline.expand import expand

pytestmark = pytest.mark.unit

AROUND = "words: {how: {default: calmly, crps: barely touching, arthritis or diabetes: only lightly}}"
STEPS = """
  - say: Circle, {how}.
    words: {how: gently but firmly}
  - section: Palm
    words: {how: slowly}
    steps:
      - say: Stroke, {how}.
      - say: Press, {how}.
        words: {how: none}
  - say: Rest, {how}.
"""


def heard(found: Routine, *conditions: str) -> list[str]:
    """What is said, without the cautions at the start."""
    actions = [*expand(adapt(found, conditions))][len(conditions) :]
    return [" ".join(part.text for part in action.narration if isinstance(part, Words)) for action in actions]


def routine(steps: str = STEPS, around: str = AROUND) -> Routine:
    return parse_routine(f"title: T\n{around}\nsteps:\n{steps}".encode(), "FILE")


def test_everybody_hears_the_nearest_words() -> None:
    assert heard(routine()) == ["Circle, gently but firmly.", "Stroke, slowly.", "Press.", "Rest, calmly."]


@pytest.mark.parametrize(
    ("condition", "how"), [("crps", "barely touching"), ("arthritis", "only lightly"), ("diabetes", "only lightly")]
)
def test_each_condition_hears_what_stands_above_all_of_them(condition: str, how: str) -> None:
    assert heard(routine(), condition) == [f"{verb}, {how}." for verb in ("Circle", "Stroke", "Press", "Rest")]


def test_words_for_conditions_in_between_are_the_nearest_ones() -> None:
    steps = """
  - section: Palm
    words: {how: {default: firmly, crps: like a feather}}
    steps:
      - say: Press, {how}.
        words: {how: hard}
"""
    assert heard(routine(steps), "crps") == ["Press, like a feather."]
    assert heard(routine(steps), "arthritis") == ["Press, hard."]


def test_a_step_that_is_used_elsewhere_keeps_the_conditions_of_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "palm.yaml").write_text(f"title: T\n{AROUND}\nsteps:\n{STEPS.replace('- say: Circle', TITLED)}")
    for words in ("", "    words: {how: {default: hard, crps: hardly}}\n"):
        (tmp_path / "mine.yaml").write_text(f"title: M\nsteps:\n  - use: palm/Circles\n{words}")
        mine = load_routine(tmp_path / "mine.yaml")
        assert heard(mine) == ["Circle, gently but firmly."]
        assert heard(mine, "crps") == ["Circle, barely touching."]


TITLED = "- title: Circles\n    say: Circle"


def test_where_nothing_around_tells_of_a_condition_the_place_is_told_once() -> None:
    steps = "  - say: Circle, {how}.\n    words: {how: firmly}\n"
    with pytest.raises(RoutineError) as caught:
        routine(steps, "summary: S")
    (problem,) = caught.value.problems
    assert str(problem) == (
        "FILE:5:13: nothing around it says what {how} is for a condition "
        "(write 'how: {default: firmly, CONDITION: other words}')"
    )


def test_words_around_that_cannot_be_read_are_the_only_problem() -> None:
    with pytest.raises(RoutineError) as caught:
        routine(around="words: {how: [calmly]}")
    assert [problem.place.line for problem in caught.value.problems] == [2]
