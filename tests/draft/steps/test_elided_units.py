from __future__ import annotations

import pytest

from coach.draft import draft_routine

pytestmark = pytest.mark.unit


def steps_of(text: str) -> str:
    return draft_routine(f"Wall rest\n\n{text}\n".encode(), "wall.txt").partition("steps:")[2]


def test_a_number_alone_has_the_unit_of_the_sentence_before_it() -> None:
    drafted = steps_of("Press the heel down. Thirty seconds. And then ten more.")
    assert "do: 30s exactly" in drafted
    assert "say: And then ten more." in drafted
    assert "do: 10s exactly" in drafted


def test_the_same_again_is_held_for_its_own_number() -> None:
    drafted = steps_of("Drop the ear to the shoulder, hang there, fifteen seconds.\n\nChin down, same again, twenty.")
    assert "do: 20s exactly" in drafted


def test_another_number_and_the_same_time_are_those_of_the_sentence_before() -> None:
    drafted = steps_of("Breathe in for 4 seconds.\n\nHold it another 5.\n\nEmpty your lungs for the same time.")
    assert drafted.count("do: 5s exactly") == 2


def test_a_number_after_repetitions_is_one_of_repetitions() -> None:
    drafted = steps_of("Press the heel down ten times. And then five more.")
    assert "5s" not in drafted


def test_an_amount_of_another_kind_is_a_step_of_its_own() -> None:
    drafted = steps_of("Palms to the heat, two minutes. Then ten of these with the thumbs tucked in.")
    assert "do: 2m exactly" in drafted
    assert "do: {times: 10 exactly}" in drafted


def test_once_more_says_nothing_about_how_long_it_takes() -> None:
    drafted = steps_of("Wander through your body once more, from the scalp to the toes.")
    assert "do: 15s   # guessed: no time is given" in drafted


def test_more_of_the_breaths_just_told_of_are_breathed_as_those() -> None:
    drafted = steps_of("In through the nose for four and out through the mouth for seven. Do six of these breaths.")
    assert "do: {breaths: 6, in: 4s, out: 7s}" in drafted


def test_holding_each_other_is_no_rule_for_all_steps() -> None:
    drafted = steps_of("Wrap your baby up. Hold each other for five minutes and do nothing else.")
    assert "do: 5m exactly" in drafted


def test_another_five_are_minutes_behind_minutes() -> None:
    assert "do: 5m exactly" in steps_of("Sit quietly for two minutes. Listen to the sounds for another five.")


def test_half_or_more_of_an_amount_is_measured_by_it() -> None:
    drafted = steps_of("Press the heel down. Give it two minutes. Let go. Press it again for half that time.")
    assert "do: 1m exactly" in drafted
    drafted = steps_of("Press the heel down for twenty seconds. Again, ten seconds longer than that.")
    assert "do: 30s exactly" in drafted


def test_a_rest_is_measured_by_the_last_rest() -> None:
    drafted = steps_of("Squat twelve times.\n\nBreather: 45 seconds.\n\nTwelve more!\n\nAnother 45 off.")
    assert drafted.count("do: 45s exactly") == 2
    assert drafted.count("do: {times: 12 exactly}") == 2


def test_what_comes_later_in_a_sentence_waits_behind_what_is_done_first() -> None:
    drafted = steps_of("Lay the cloth on, and take it off after ten minutes.")
    assert "say: Lay the cloth on.   # line 3\n    do: 10m exactly" in drafted


def test_what_is_done_if_an_amount_is_too_much_is_told_with_it() -> None:
    drafted = steps_of("Squat ten times. If ten is too many, do five. Then sit down.")
    assert "do: {times: 10 exactly}" in drafted
    assert "5" not in drafted.replace("# line", "").split("Then sit down")[0]


def test_another_thirty_on_the_other_side_is_the_second_turn() -> None:
    drafted = steps_of("Kneel on one knee. Tuck the hips under for 30 seconds. And swap, another 30.")
    assert "each: {side: [left, right]}" in drafted
    assert drafted.count("do: 30s exactly") == 1
