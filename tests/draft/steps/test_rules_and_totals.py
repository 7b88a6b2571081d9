"""What a text says of all its steps at once: how long each is done, with which side, or how long all of them take."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from coach.draft import draft_routine

pytestmark = pytest.mark.unit


def steps_of(text: str) -> Any:
    return yaml.safe_load(draft_routine(text.encode(), "a.md"))["steps"]


def test_a_rule_that_is_done_with_both_is_done_for_each() -> None:
    text = "# Calves\n\nHold each stretch for 20 seconds and do both legs.\n\n- Lean on a wall\n- Sit and reach out\n"
    groups = [step for step in steps_of(text) if "each" in step]
    assert [group["steps"][0]["do"] for group in groups] == ["20s exactly", "20s exactly"]


def test_who_only_sits_down_tenses_nothing() -> None:
    text = "# Letting go\n\nTense each part for 5 seconds and release it for 15.\n\n"
    steps = steps_of(f"{text}- Sit down\n- Clench your fists\n- Pull your shoulders up\n- Before you get up, yawn\n")
    assert ["rounds" in str(step.get("do")) for step in steps[-4:]] == [False, True, True, False]


def test_the_time_of_a_heading_over_steps_with_times_is_that_of_all_of_them() -> None:
    text = "# The hill\n\n### Guided meditation, 12 min\n\nStay still for two minutes.\n\nNow open your eyes.\n"
    assert [step["do"] for step in steps_of(text)] == ["2m exactly", "6s"]


def test_names_in_a_list_are_steps_if_a_line_says_how_long_each_is_done() -> None:
    text = "# Circuit\n\n45 seconds of work and 15 of rest at each station.\n\n- Squats\n- Knee plank\n- Long lunges\n"
    assert [(step["say"], step["do"]) for step in steps_of(text)[1:]] == [
        ("Squats.", "45s exactly"),
        ("Knee plank.", "45s exactly"),
        ("Long lunges.", "45s exactly"),
    ]


def test_a_rule_may_be_in_the_passive() -> None:
    text = (
        "# Points\n\nAll points are pressed for half a minute each.\n\nPress beside the nose.\n\nPinch the earlobe.\n"
    )
    assert [step.get("do") for step in steps_of(text)] == [None, "30s exactly", "30s exactly"]


def test_to_go_through_all_of_it_again_is_no_rule() -> None:
    text = "# Car\n\nSit for 8 seconds.\n\nRub your hands for 8 seconds.\n\nGo through all of that three times.\n"
    assert [step["repeat"] for step in steps_of(text)] == [3]


def test_an_hour_is_not_the_time_of_each_step() -> None:
    text = "# Breath\n\nBreathe in.\n\nBreathe out.\n\nGo for a walk of 1 hour 30 and let every breath last longer.\n"
    assert [step.get("do") for step in steps_of(text)][2] == "1h30m exactly"
    assert "1h30m exactly" not in [step.get("do") for step in steps_of(text)][:2]
