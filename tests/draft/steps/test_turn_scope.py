from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Step

pytestmark = pytest.mark.unit


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
