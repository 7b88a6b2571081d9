"""Circuits: how often all steps are gone through."""

import pytest

from coach.draft import draft_routine
from coach.draft.steps.circuit_rounds import rest_in, rounds_in
from coach.routine.loader import parse_routine
from tests.draft.judging import said_in

pytestmark = pytest.mark.unit

MOVES = "1. Stand up and sit down.\n2. Lift your heels.\n3. Roll your shoulders.\n"


def groups_of(text: str) -> list[tuple[int, str]]:
    items = parse_routine(draft_routine(text.encode(), "text.txt").encode(), "draft.yaml").steps
    found = {id(group): group for said in said_in(items) for group in said.groups}
    return [(group.repeat, group.between.text if group.between else "") for group in found.values() if group.repeat]


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("Do 3 rounds of the following:", 3),
        ("Rounds: 4", 4),
        ("Go through the whole list twice.", 2),
        ("Superset A (3 sets)", 3),
        ("3 rounds of box breathing", 0),
        ("Repeat each exercise 8 times.", 0),
        ("Turn round 3 times.", 0),
    ],
)
def test_rounds_are_those_of_all_steps(text: str, rounds: int) -> None:
    assert rounds_in(text) == rounds


def test_the_rest_between_two_rounds_is_none_of_the_interval() -> None:
    assert rest_in("Work for 30 seconds / 15 seconds of rest, 2 rounds, in between 1 minute of rest") == 60_000


def test_a_circuit_is_a_group_with_the_rest_between_its_rounds() -> None:
    text = f"Legs\n\nDo 3 rounds of the following.\n\n{MOVES}\nRest 60 seconds between rounds.\n"
    assert groups_of(text) == [(3, "Rest 60 seconds between rounds. [pause 1m]")]


def test_rounds_in_a_heading_are_those_of_what_stands_under_it() -> None:
    text = f"# Legs\n\n## Warm-up\n\nWalk on the spot.\n\n## Circuit (2 rounds)\n\n{MOVES}\n## End\n\nLie down.\n"
    assert [repeat for repeat, _ in groups_of(text)] == [2]


def test_rounds_of_a_movement_are_its_own() -> None:
    assert groups_of(f"Feet\n\nTurn your foot, six rounds.\n\n{MOVES}") == []
