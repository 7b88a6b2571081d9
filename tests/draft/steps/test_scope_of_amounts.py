"""What an amount belongs to: its sentence, what stands before it, one of several things, or each of two."""

from __future__ import annotations

from typing import Any

import pytest

from tests.draft.steps.test_whole_drafts import steps_of

pytestmark = pytest.mark.unit


def done_by(text: str) -> list[Any]:
    """Return the practices of a text in order; those of a group in a tuple behind how it is repeated."""
    return [_done(step) for step in steps_of(f"{text}\n", "a.txt")]


def _done(step: Any) -> Any:
    if "steps" not in step:
        return step.get("do")
    how = step.get("repeat") or next(iter(step["each"]))
    return (how, *(_done(inner) for inner in step["steps"]))


@pytest.mark.parametrize(
    "text",
    [
        "Pull your chin back; count to five; let go; ten of these.",
        "Press the palms together for 5 seconds, let go, and all that ten times.",
        "Press the palms together for 5 seconds. Let go. Shake them out. 10 times.",
        "Press the palms together for 5 seconds. Lower them. Repeat 10 times.",
    ],
)
def test_a_count_at_the_end_counts_all_of_it(text: str) -> None:
    assert done_by(text) == [{"times": "10 exactly", "each": "5s"}]


def test_a_count_in_the_phrase_that_acts_is_that_of_the_phrase() -> None:
    assert done_by("Press the palms together for 5 seconds, then blink 20 times.") == [
        "5s exactly",
        {"times": "20 exactly"},
    ]


def test_a_rest_is_repeated_with_what_stands_before_it() -> None:
    text = "Squeeze the ball ten times. Rest for a minute, then do two more rounds."
    assert done_by(text) == [(3, {"times": "10 exactly"}, "1m exactly")]


def test_more_of_what_is_counted_is_done_once() -> None:
    text = "Squeeze the ball ten times. After a break of 30 seconds do ten more."
    assert done_by(text) == [{"times": "10 exactly"}, "30s exactly", {"times": "10 exactly"}]


def test_a_sentence_that_acts_repeats_itself() -> None:
    text = "Rub your palms for one minute. Bring the thumb to the nose and move it away; repeat eight times."
    assert done_by(text) == ["1m exactly", {"times": "8 exactly"}]


def test_what_is_put_to_each_of_two_is_put_at_once() -> None:
    assert done_by("Put a cold bag on each eye. Stay like that for 10 minutes.") == ["10m exactly"]
    assert done_by("Rub each foot for 2 minutes.") == [None, ("side", "2m exactly")]


def test_a_rest_beside_sides_is_between_them() -> None:
    step, sides = steps_of("Lift the heel. 15 repetitions on each leg with a 30 second rest in between.\n", "a.txt")
    assert "do" not in step
    assert (sides["each"], sides["between"]) == ({"side": ["left", "right"]}, "Rest. [pause 30s]")
    assert sides["steps"][0]["do"] == {"times": "15 exactly"}


def test_the_time_of_all_gives_the_number_of_rounds() -> None:
    text = "Press firmly for 3 seconds, release for 3 seconds; go on like this for a minute."
    (done,) = done_by(text)
    assert (done["rounds"], done["tense"], done["release"]) == (10, "3s", "3s")


def test_a_least_time_stands_beside_as_long_as_you_like() -> None:
    (done,) = done_by("Stand in the tree for as long as you like, but no less than two minutes.")
    assert (done["time"], done["from"]) == ("2m", "2m")


def test_the_parts_of_a_breath_on_lines_of_their_own_are_one_breath() -> None:
    lines = "Breathe in: 4 seconds\nHold: 4 seconds\nBreathe out: 4 seconds\nHold: 4 seconds\nRepeat 6 times."
    assert done_by(f"Box breathing\n\n{lines}") == [{"breaths": 6, "in": "4s", "hold": "4s", "out": "4s", "rest": "4s"}]


def test_figures_in_signs_beside_a_step_are_sets_and_their_rest() -> None:
    (group,) = steps_of("Lift your heels. 3 sets · 12 reps · 45 s rest\n", "a.txt")
    assert (group["repeat"], group["between"]) == (3, "Rest. [pause 45s]")


def test_two_fractions_are_a_span() -> None:
    (done,) = done_by("Leave it on for a quarter to half an hour.")
    assert (done["from"], done["to"]) == ("15m", "30m")
