"""What the judge of drafts takes for a tension that is let go, beside the practice of rounds."""

from __future__ import annotations

from textwrap import indent

import pytest

from coach.routine.loader import parse_routine
from tests.draft.judging import has_phases, is_quiet_for, said_in

pytestmark = pytest.mark.unit

HELD = "- say: Lift both arms.\n  do: 7s exactly\n"
LET_GO = "- say: Let them drop.\n  do: 20s exactly\n"
SHORT = "- say: Let them drop.\n  do: 7s exactly\n"


def is_right(steps: str) -> bool:
    routine = parse_routine(f"title: Arms\nsteps:\n{indent(steps, '  ')}".encode(), "arms.yaml")
    return has_phases([*said_in(routine.steps)][:2], "7s/20s")


@pytest.mark.parametrize(
    "steps",
    [
        HELD + LET_GO,
        HELD + "  pause: 20s\n",
        HELD + "- say: Let them drop. [pause 20s] Now the legs.\n  do: 5s\n",
        HELD + "- say: Let them drop.\n  pause: 20s\n",
        f"- repeat: 2\n  steps:\n{indent(HELD + LET_GO, '    ')}",
    ],
    ids=["a step", "a rest after it", "a rest in the next words", "a rest after the next words", "in a group"],
)
def test_a_hold_and_what_follows_at_once_are_a_round(steps: str) -> None:
    assert is_right(steps)


@pytest.mark.parametrize(
    "steps",
    [
        HELD.replace("7s", "8s") + LET_GO,
        HELD + LET_GO.replace("20s", "15s"),
        HELD.replace(" exactly", "") + LET_GO,
        HELD,
        LET_GO + HELD,
        HELD + SHORT + LET_GO,
        HELD + "  pause: 5s\n" + LET_GO,
        HELD + "- say: '[pause 5s] Let them drop.'\n  do: 20s exactly\n",
        f"{HELD}- repeat: 2\n  steps:\n{indent(LET_GO, '    ')}",
        f"- repeat: 2\n  steps:\n{indent(HELD, '    ')}{LET_GO}",
    ],
    ids=[
        *("another hold", "another release", "a hold that may change", "no release", "another order"),
        *("something between", "a rest between", "a rest first", "a group begins between", "a group ends between"),
    ],
)
def test_what_is_no_round_for_the_listener_is_none(steps: str) -> None:
    assert not is_right(steps)


def is_quiet(steps: str) -> bool:
    routine = parse_routine(f"title: Arms\nsteps:\n{indent(steps, '  ')}".encode(), "arms.yaml")
    return is_quiet_for([*said_in(routine.steps)][:2], "20s")


def test_a_step_that_only_lasts_for_a_time_is_a_rest_of_that_time() -> None:
    assert is_quiet(LET_GO)


@pytest.mark.parametrize(
    "steps",
    [
        LET_GO.replace("20s", "15s"),
        LET_GO.replace(" exactly", ""),
        HELD + LET_GO,
        LET_GO.replace("20s exactly", "{times: 4}"),
    ],
    ids=["another time", "a time that may change", "the time of the next step", "repetitions"],
)
def test_what_is_no_rest_of_that_time_is_none(steps: str) -> None:
    assert not is_quiet(steps)
