from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.steps.named_step import named_again
from coach.draft.steps.nodes import GroupNode, Node, Remark, StepNode, steps_in
from coach.draft.steps.repeats import Repeat
from coach.draft.steps.turn_scope import is_counted_turn, preparing, start_of_turn
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Step

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
        (
            ("Wrap both feet.", "Uncover the right and spread the cream."),
            "Repeat it all with the left foot.",
            "left",
            1,
        ),
        (("Sit, forearms on the thighs.", "Turn to your right arm."), "Now the same with the left arm.", "left", 1),
        (("Circle one way.", "Circle the knees."), "Then the other way.", "", 1),
    ],
)
def test_a_change_of_sides_begins_where_one_of_two_is_first_named(
    said: tuple[str, ...], turn: str, after: str, start: int
) -> None:
    assert start_of_turn(nodes(*said), turn, after, 0, 0) == start


@pytest.mark.parametrize(("turn", "start"), [("Then go on to the other foot.", 1), ("And then the other foot.", 2)])
def test_only_what_moves_on_takes_in_the_items_before(turn: str, start: int) -> None:
    assert start_of_turn(nodes("Sit.", "Take one foot.", "Circle the ankle."), turn, "", 2, 0) == start


def test_a_change_with_a_figure_is_no_step_of_its_own() -> None:
    texts = ("Then 10 times with the other leg.", "Bend it 10 times, then the other leg.")
    assert [is_counted_turn(text) for text in texts] == [False, True]


def test_a_step_that_is_named_again_is_done_again_and_not_the_last() -> None:
    group = named_again(nodes("Lift the shoulders.", "Frown."), Repeat("times", times=3), "Repeat the shoulders twice.")
    assert isinstance(group, GroupNode)
    assert (group.repeat, [step.say for step in steps_in([group])]) == (2, ["Lift the shoulders."])
    assert named_again(nodes("Frown."), Repeat("times", times=3), "Repeat the shoulders twice.") is None


def drafted(text: str) -> list[Step | Group]:
    """Return the steps and groups of a draft of a text."""
    return list(parse_routine(draft_routine(text.encode(), "text.txt").encode(), "draft.yaml").steps)


PAGE = """How to give a foot massage

Greeting
Hold the right foot between both hands.

The sole
Press your thumbs into the sole for 20 seconds.

The toes
Pull each toe gently.

At the end
Wrap it in a towel. Repeat on the other foot.
"""


def test_a_treatment_over_several_sections_is_repeated_from_where_the_first_foot_is_taken() -> None:
    first, *_ = drafted(PAGE)
    assert isinstance(first, Group)
    assert first.each == {"side": ["right", "left"]}
    assert [section.section for section in first.steps if isinstance(section, Group)] == [
        "Greeting",
        "The sole",
        "The toes",
        "At the end",
    ]


def test_an_exercise_that_names_its_foot_stands_alone() -> None:
    steps = "1. Stand on your right foot.\n2. Rest.\n3. Lift the heel of one foot. Repeat on the other foot.\n"
    (*_, last) = drafted(f"Exercises\n\n{steps}")
    assert isinstance(last, Group)
    assert len(last.steps) == 1


def test_an_item_that_does_not_say_to_what_it_is_done_goes_on_with_what_was_named_before() -> None:
    steps = "1. Take your right foot.\n2. Press the sole.\n3. Wrap it up. Repeat on the other foot.\n"
    (group,) = drafted(f"A foot massage\n\n{steps}")
    assert isinstance(group, Group)
    assert len(group.steps) == 3


@pytest.mark.parametrize(
    "text",
    [
        "• Sit on your right hand\n• Tilt your head to the left\n• Pull softly for 20 seconds, then change sides\n",
        "• Siéntate sobre tu mano derecha\n• Inclina la cabeza a la izquierda\n• Tira, 20 segundos, y cambia de lado\n",
        "• Setz dich auf deine rechte Hand\n• Neige den Kopf nach links\n• Zieh, 20 Sekunden, dann Seite wechseln\n",
    ],
)
def test_a_change_of_sides_reaches_back_to_the_item_that_names_the_first_one(text: str) -> None:
    (group,) = drafted(f"Neck\n\n{text}")
    assert isinstance(group, Group)
    assert len(group.steps) == len(text.splitlines())
    assert group.each


def test_what_is_repeated_as_a_whole_can_be_followed_by_another_turn() -> None:
    text = "Foot massage\n\nOne\nHold one foot. Rub it.\n\nTwo\nPress the sole. Repeat everything on the other foot.\n"
    assert drafted(f"{text}Repeat on the other foot.\n")


def test_nobody_settles_anew_in_each_round() -> None:
    settled = nodes("Sit on a chair.", "Breathe in.", "Breathe out.")
    assert [preparing(each) for each in (settled, settled[1:], settled[:1])] == [1, 0, 0]


def test_the_other_side_takes_in_what_was_repeated_just_before() -> None:
    drafted = draft_routine(
        b"Legs\n\n1. Lie on your side.\n2. Lift the top leg.\n3. Repeat ten times.\n4. Switch sides.\n", "l.txt"
    )
    lying, both = parse_routine(drafted.encode(), "l.yaml").steps
    assert isinstance(lying, Step)
    assert isinstance(both, Group)
    (repeated,) = both.steps
    assert both.each
    assert "side" in both.each
    assert isinstance(repeated, Group)
    assert repeated.repeat == 10


def test_the_other_side_leaves_what_was_repeated_before_the_steps_that_it_means() -> None:
    repeated: list[Node] = [GroupNode(nodes("Flop over."), repeat=3, remarks=[Remark("so told", 2)])]
    assert start_of_turn([*repeated, *nodes("Squeeze the hand.")], "Other hand.", "", 0, 0) == 1
    assert start_of_turn([*repeated, *nodes("Lower it.")], "Other hand.", "", 0, 0) == 1


def test_ten_the_other_is_the_other_way_of_the_step_before_it() -> None:
    said = nodes("Make a fist.", "Roll the wrists one way.")
    assert start_of_turn(said, "and 10 the other", "", 0, 0) == 1
