from __future__ import annotations

import pytest

from coach.routine.changes import changes_below, changes_in, texts_of
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Routine, Step

pytestmark = pytest.mark.unit

TEXT = """
title: T
words: {how: {default: firmly, crps: softly}}
steps:
  - each: {hand: [left, "right, {how}"]}
    with: {plain: slowly}
    steps:
      - say: Press {hand} and {other_hand}, {plain}.
        words: {where: {default: "here, {how}", arthritis: there}}
        do: 9s
        guide: {half: "Half, {where}."}
"""


def inside(conditions: list[str]) -> tuple[Step, dict[str, int]]:
    """The step, and how many changes there are in a text of each name alone."""
    routine: Routine = parse_routine(TEXT.encode(), "FILE")
    (group,) = routine.steps
    assert isinstance(group, Group)
    (step,) = group.steps
    assert isinstance(step, Step)
    changes = changes_below(routine, conditions, {})
    for item in (group, step):
        changes = changes_below(item, conditions, changes)
    return step, {name: len(changes_in(f"{{{name}}}", changes)) for name in changes}


@pytest.mark.parametrize(
    ("conditions", "changed"),
    [
        ([], {}),
        (["pregnancy"], {}),
        (["crps"], {"how": 1, "hand": 1, "other_hand": 1, "where": 1}),
        (["arthritis"], {"where": 1}),
    ],
)
def test_a_change_is_found_through_all_names_that_have_it(conditions: list[str], changed: dict[str, int]) -> None:
    assert {name: many for name, many in inside(conditions)[1].items() if many} == changed


def test_words_during_a_practice_are_among_the_texts_of_a_step() -> None:
    assert [*texts_of(inside([])[0])] == ["Press {hand} and {other_hand}, {plain}.", "Half, {where}."]
