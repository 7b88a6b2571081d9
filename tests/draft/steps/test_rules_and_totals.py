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


@pytest.mark.parametrize(
    ("rule", "do"),
    [
        ("Remain in every shape for half a minute.", "30s exactly"),
        ("Dwell on every shape for half a minute.", "30s exactly"),
        ("Do 12 of all exercises.", "{'times': '12 exactly'}"),
        ("In each group, tense for 5 seconds and release for 15.", "rounds"),
    ],
)
def test_any_verb_may_begin_a_rule_if_the_steps_behind_it_have_no_amounts(rule: str, do: str) -> None:
    steps = steps_of(f"# Shapes\n\n{rule}\n\nClench the fists.\n\nPush the elbows down.\n\nPress the knees.\n")
    assert "do" not in steps[0]
    assert all(do in str(step["do"]) for step in steps[1:])


def test_each_step_behind_a_rule_in_its_paragraph_takes_its_amount() -> None:
    steps = steps_of("# Gates\n\nStay in every shape for 20 seconds. Open the arms. Gather the air. Lower the palms.\n")
    assert [step.get("do") for step in steps] == [None, "20s exactly", "20s exactly", "20s exactly"]


@pytest.mark.parametrize(
    "step",
    [
        "Each sole is then stroked for one minute.",
        "Go round all of the shapes once more.",
        "Take five breaths and let yourself get heavier with each one.",
        "Bend over the right leg, then over the left, 15 seconds each.",
    ],
)
def test_what_is_done_to_both_or_once_more_is_no_rule(step: str) -> None:
    steps = steps_of(f"# Shapes\n\n{step}\n\n- Open the arms.\n- Gather the air.\n- Lower the palms.\n")
    assert not any("said for all" in str(each) for each in steps)
    assert {each.get("do") for each in steps[-3:]} <= {"6s", "15s"}


def test_a_rest_takes_nothing_from_a_rule() -> None:
    text = "# Shapes\n\nDo each exercise 6 times.\n\n- Open the arms.\n- Rest for ten seconds.\n- Gather the air.\n"
    assert [str(step.get("do")) for step in steps_of(text)[-3:]][1] == "10s exactly"


def test_a_rule_is_nearer_than_the_time_of_a_section_with_several_steps() -> None:
    text = "# Mornings\n\nStay in every pose for 45 seconds.\n\n## Sitting (4 min)\n\n1. Bend.\n2. Turn.\n\n"
    sections = steps_of(f"{text}## Lying (3 min)\n\nLie flat.\n")
    assert [step["do"] for step in sections[-2]["steps"]] == ["45s exactly", "45s exactly"]
    assert [step["do"] for step in sections[-1]["steps"]] == ["3m exactly"]


def test_stations_are_repeated_by_their_name_and_not_the_sections_before() -> None:
    text = "# Hall\n\n## Warm up\n\nMarch for one minute.\n\n## Round\n\n"
    text += "Station 1: Push the wall.\n\nStation 2: Stand on a mat.\n\nGo round the stations once more.\n"
    warm, stations = steps_of(text)
    assert "repeat" not in str(warm)
    assert [each["repeat"] for each in stations["steps"]] == [2]


def test_the_side_that_is_named_first_is_the_first() -> None:
    steps = steps_of("# Legs\n\nBend over the right leg, then over the left, 15 seconds each.\n")
    assert steps[-1]["each"] == {"side": ["right", "left"]}
    steps = steps_of("# Face\n\nKnead the temple, first the right and then the left, for ten seconds each.\n")
    assert steps[-1]["each"] == {"side": ["right", "left"]}


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
