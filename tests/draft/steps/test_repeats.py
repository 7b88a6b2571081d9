from __future__ import annotations

import pytest

from coach.draft.steps.nodes import GroupNode, StepNode, steps_in
from coach.draft.steps.repeats import Repeat, repeat_in
from coach.draft.steps.two_sides import mirror

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Repeat on the other hand.",
        "Repeat on the other side.",
        "Now repeat with your other foot.",
        "Do the same with the left hand.",
        "Switch hands.",
        "Change sides.",
        "Now the other side.",
        "Move on to the other hand.",
        "Do this on the opposite leg.",
        "Then the other ear.",
        "Repeat the whole sequence on the other side.",
    ],
)
def test_another_side_is_a_repetition(text: str) -> None:
    repeat = repeat_in(text)
    assert repeat is not None
    assert repeat.kind == "other"


@pytest.mark.parametrize(
    ("text", "kind", "times", "numbers"),
    [
        ("Repeat step 1.", "steps", 1, range(1, 2)),
        ("Repeat steps 2 to 4 twice.", "steps", 2, range(2, 5)),
        ("Repeat steps 2-4.", "steps", 1, range(2, 5)),
        ("Return to step 2 twice.", "steps", 2, range(2, 3)),
        ("Repeat step 3 and step 4 ten times.", "steps", 10, range(3, 5)),
        ("Repeat steps two to four twice.", "steps", 2, range(2, 5)),
        ("Repeat the exercises 2 to 5 two times.", "steps", 2, range(2, 6)),
        ("Now go back to number three.", "steps", 1, range(3, 4)),
        ("Repeat exercises 3 times.", "times", 3, range(0)),
        ("Repeat three times.", "times", 3, range(0)),
        ("Do this 3 more times.", "times", 4, range(0)),
    ],
)
def test_what_is_to_be_repeated(text: str, kind: str, times: int, numbers: range) -> None:
    repeat = repeat_in(text)
    assert repeat is not None
    assert (repeat.kind, repeat.times, repeat.numbers) == (kind, times, numbers)


def test_the_whole_and_the_side_that_are_named() -> None:
    assert repeat_in("Repeat the whole sequence 3 times.") == Repeat("times", whole=True, times=3)
    assert repeat_in("Repeat on the left side.") == Repeat("other", after="left")


@pytest.mark.parametrize(
    "text",
    [
        "Rub your hands.",
        "Rub it 3 times.",
        "Hold it with the other hand.",
        "With the other hand, press the palm.",
        "Repeat.",
        "The other hand rests.",
        "Step 3 is next.",
        "",
    ],
)
def test_nothing_is_to_be_repeated(text: str) -> None:
    assert repeat_in(text) is None


def names(group: GroupNode) -> list[str]:
    return [step.say for step in steps_in(group.nodes)]


@pytest.mark.parametrize(
    ("say", "after", "each", "said"),
    [
        ("Rub your left hand.", "", ("left", "right"), "Rub your {side} hand."),
        ("Rub your right hand.", "", ("right", "left"), "Rub your {side} hand."),
        ("Left hand on right knee.", "", ("left", "right"), "{side} hand on {other_side} knee."),
        ("Left hand on right knee.", "left", ("right", "left"), "{other_side} hand on {side} knee."),
        ("Turn left and right, right away.", "", ("left", "right"), "Turn {side} and {other_side}, right away."),
    ],
)
def test_left_and_right_change_places(say: str, after: str, each: tuple[str, str], said: str) -> None:
    group = mirror([StepNode(say, 1)], "Now the other.", after)
    assert (group.each, group.between, names(group)) == (("side", each), "Now the other.", [said])


def test_without_left_and_right_it_is_just_repeated() -> None:
    group = mirror([StepNode("Sit right there.", 1)], "Now the other.", "")
    assert (group.each, group.repeat, names(group)) == (None, 2, ["Sit right there."])


@pytest.mark.parametrize(
    ("after", "sides"), [("left", ("right", "left")), ("right", ("left", "right")), ("", ("left", "right"))]
)
def test_the_side_that_a_turn_names_comes_second_where_no_step_names_one(after: str, sides: tuple[str, str]) -> None:
    assert mirror([StepNode("Circle the foot.", 1)], "Then do the same with that one.", after).each == ("side", sides)
