from __future__ import annotations

import pytest

from coach.draft.steps.named_step import named_again
from coach.draft.steps.nodes import GroupNode, Node, StepNode, steps_in
from coach.draft.steps.repeats import Repeat
from coach.draft.steps.turn_scope import is_counted_turn, start_of_turn

pytestmark = pytest.mark.unit


def nodes(*said: str) -> list[Node]:
    return [StepNode(say, line) for line, say in enumerate(said, 1)]


@pytest.mark.parametrize(
    ("said", "turn", "after", "start"),
    [
        (("Sit down.", "Take one foot.", "Rub the sole."), "Now the other foot.", "", 1),
        (("Fill a bowl.", "Lift the right arm.", "Lower it."), "Repeat with the left arm.", "left", 1),
        (("Stroke the palm.", "Press with your right thumb."), "Repeat on the other hand.", "", 0),
        (("Roll your shoulders.", "Circle with your right arm."), "Then the left.", "left", 1),
        (("Tilt your head.", "Hold on."), "Now the other side.", "", 0),
        (("Circle one way.", "Circle the knees."), "Then the other way.", "", 1),
    ],
)
def test_a_change_of_sides_begins_where_one_of_two_is_first_named(
    said: tuple[str, ...], turn: str, after: str, start: int
) -> None:
    assert start_of_turn(nodes(*said), turn, after, 0, 0) == start


@pytest.mark.parametrize(("turn", "start"), [("Then go on to the other foot.", 1), ("And then the other foot.", 2)])
def test_only_what_moves_on_takes_in_the_items_before(turn: str, start: int) -> None:
    assert start_of_turn(nodes("Sit.", "Take one foot.", "Pull each toe."), turn, "", 2, 0) == start


def test_a_change_with_a_figure_is_no_step_of_its_own() -> None:
    texts = ("Then 10 times with the other leg.", "Bend it 10 times, then the other leg.")
    assert [is_counted_turn(text) for text in texts] == [False, True]


def test_a_step_that_is_named_again_is_done_again_and_not_the_last() -> None:
    group = named_again(nodes("Lift the shoulders.", "Frown."), Repeat("times", times=3), "Repeat the shoulders twice.")
    assert isinstance(group, GroupNode)
    assert (group.repeat, [step.say for step in steps_in([group])]) == (2, ["Lift the shoulders."])
    assert named_again(nodes("Frown."), Repeat("times", times=3), "Repeat the shoulders twice.") is None
