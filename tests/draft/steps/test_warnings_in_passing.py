"""Warnings that stand among the steps → said there, with nothing to do."""

from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.routine.loader import parse_routine
from tests.draft.judging import practice_of, said_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "# Neck\n\nDo each exercise 8 times.\n\n1. Turn your head.\n2. {}\n3. Nod slowly.\n",
        "# Neck\n\n1. Turn your head.\n2. {}\n3. Nod slowly.\n",
    ],
    ids=["with a rule for all", "without times"],
)
@pytest.mark.parametrize("warning", ["If you feel dizzy, sit down and stop.", "Do not push into the pain."])
def test_nothing_is_done_where_a_step_only_warns(text: str, warning: str) -> None:
    routine = parse_routine(draft_routine(text.format(warning).encode(), "neck.md").encode(), "neck.yaml")
    done = {said.text: bool(practice_of(said)) for said in said_in(routine.steps)}
    assert (done["Turn your head."], done[warning], done["Nod slowly."]) == (True, False, True)
