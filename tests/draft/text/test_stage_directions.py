from __future__ import annotations

import pytest

from coach.draft.text.blocks import Block
from coach.draft.text.stage_directions import with_rests
from tests.draft.steps.test_whole_drafts import steps_of

pytestmark = pytest.mark.unit


def rests_of(*texts: str) -> list[str]:
    return [block.text for block in with_rests([Block("text", text, 1) for text in texts])]


@pytest.mark.parametrize("rest", ["(8 seconds)", "– 8 seconds –"])
def test_a_bare_time_is_a_rest_in_a_script(rest: str) -> None:
    assert rests_of(f"Imagine a lake. {rest}", "Listen. (pause)", "Rest. (silence)")[0] == "Imagine a lake. [8 seconds]"


def test_a_bare_time_behind_an_exercise_stays_its_time() -> None:
    assert rests_of("Lift your arm. (8 seconds)") == ["Lift your arm. (8 seconds)"]


def test_a_bare_time_behind_dots_is_a_rest_in_any_text() -> None:
    assert rests_of("Let it sink... (10 seconds) Look up.") == ["Let it sink... [10 seconds] Look up."]


def test_what_stands_before_a_rest_is_spoken() -> None:
    first, second = steps_of("Sit down. (pause)\n\nThe waves come and go. (pause 8 seconds)\n", "a.txt")
    assert (first["say"], second["say"], second["pause"]) == ("Sit down.", "The waves come and go.", "8s")
