from __future__ import annotations

from pathlib import Path

import pytest

from coach.edit.step_at_line import line_of_step, step_at_line
from coach.errors import UsageError
from coach.routine.loader import load_routine, parse_routine
from coach.timeline.compiler import plan_routine
from tests.edit.conftest import ROUTINE, PlanOf

pytestmark = pytest.mark.unit

LINES = dict(enumerate(ROUTINE.splitlines(), 1))


def at(words: str) -> int:
    return next(number for number, line in LINES.items() if words in line)


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (1, 1),
        (at("background"), 1),
        (at("title: Shoulders"), 1),
        (at("say: Let your"), 1),
        (at("section:"), 2),
        (at("each:"), 2),
        (at("between:"), 4),
        (at("title: Rest"), 2),
        (at("skip_for"), 2),
        (at("say: Breathe"), 3),
        (at("to: 5s"), 3),
        (at("title: The end"), 7),
        (len(LINES), 7),
        (999, 7),
    ],
)
def test_a_line_is_of_the_step_that_stands_there(plan_of: PlanOf, line: int, step: int) -> None:
    assert step_at_line(parse_routine(ROUTINE.encode(), "mine.yaml"), plan_of(ROUTINE), line) == step


def test_a_step_that_somebody_does_not_hear_is_told_and_none_beside_it_is_taken(plan_of: PlanOf) -> None:
    routine, plan = parse_routine(ROUTINE.encode(), "mine.yaml"), plan_of(ROUTINE, ["crps"])
    with pytest.raises(UsageError, match=f"the step at line {at('say: Rest')} is left out"):
        step_at_line(routine, plan, at("say: Rest"))
    found = step_at_line(routine, plan, at("say: Breathe"))
    assert plan.parts[found].action.called == "Breathe slowly."


def test_the_line_of_each_step_leads_back_to_it(plan_of: PlanOf) -> None:
    plan = plan_of(ROUTINE)
    lines = [line_of_step(plan, number, "mine.yaml") for number in range(1, 8)]
    assert [LINES[line or 0].strip(" -").partition(":")[0] for line in lines[:3]] == ["title", "title", "say"]
    assert lines[1:3] == lines[4:6]
    assert [line_of_step(plan, 1, "another.yaml")] == [None]


def test_steps_of_another_file_stand_where_they_are_used(tmp_path: Path) -> None:
    (tmp_path / "hands.yaml").write_text("title: Hands\nsteps:\n  - say: One.\n\n\n\n  - say: Two.\n")
    mine = tmp_path / "mine.yaml"
    mine.write_text("title: Mine\nsteps:\n  - say: Begin.\n  - use: hands\n  - say: End.\n")
    routine = load_routine(mine)
    plan = plan_routine(routine, len)
    assert [step_at_line(routine, plan, line) for line in (3, 4, 5, 7)] == [1, 2, 4, 4]
    assert [line_of_step(plan, number, str(mine)) for number in (1, 2, 3, 4)] == [3, None, None, 5]
