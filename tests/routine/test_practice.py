from __future__ import annotations

from typing import Any

import pytest

from coach.errors import RoutineError
from coach.routine.base_model import RoutineModel
from coach.routine.breaths import Breaths
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.routine.practice import (
    FORMS,
    MOST_TIMES,
    Circles,
    Repetitions,
    Rounds,
    Strokes,
    Timed,
    Times,
    UntilReady,
)

pytestmark = pytest.mark.unit


def practice(written: str) -> RoutineModel:
    (step,) = parse_routine(f"title: T\nsteps:\n  - do: {written}\n".encode(), "FILE").steps
    assert isinstance(step, Step)
    assert step.do is not None
    return step.do


def refused(written: str) -> str:
    with pytest.raises(RoutineError) as error:
        practice(written)
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "form", "values"),
    [
        ("40s", Timed, {"time": 40_000}),
        ("1:30", Timed, {"time": 90_000}),
        ("40s exactly", Timed, {"time": 40_000, "from": 40_000, "to": 40_000}),
        ("1.5 min exactly", Timed, {"time": 90_000, "from": 90_000, "to": 90_000}),
        ("{time: 40s}", Timed, {"time": 40_000}),
        ("{time: 40s, from: 20s, to: 60s}", Timed, {"time": 40_000, "from": 20_000, "to": 60_000}),
        ("{time: 40s, style: kneading}", Timed, {"time": 40_000, "style": "kneading"}),
        (
            "{strokes: 4, path: 40cm, speed: 3cm/s, turn: 1s}",
            Strokes,
            {"strokes": Repetitions(4, 1, 12), "path": 400_000, "speed": 30_000, "turn": 1_000},
        ),
        ("{strokes: 3, path: 1in}", Strokes, {"strokes": Repetitions(3, 1, 9), "path": 25_400, "style": "effleurage"}),
        (
            "{circles: 12 exactly, across: 2.5cm, style: kneading}",
            Circles,
            {"circles": Repetitions(12, 12, 12), "across": 25_000, "style": "kneading"},
        ),
        (
            "{circles: 2, across: 1cm}",
            Circles,
            {"circles": Repetitions(2, 1, 6), "across": 10_000, "style": "friction"},
        ),
        (
            "{times: 5, each: 4s, count: aloud}",
            Times,
            {"times": Repetitions(5, 1, 15), "each": 4_000, "count": "aloud"},
        ),
        ("{times: 5}", Times, {"times": Repetitions(5, 1, 15), "style": "pressing"}),
        ("{breaths: 6, in: 4s, out: 6s}", Breaths, {"breaths": 6, "in": 4_000, "out": 6_000, "sound": "breath"}),
        (
            "{breaths: 3, in: 4s, out: 6s, sound: none}",
            Breaths,
            {"breaths": 3, "in": 4_000, "out": 6_000, "sound": "none"},
        ),
        (
            "{breaths: 1, in: 4s, out: 6s, words: {in: In., out: And out.}}",
            Breaths,
            {"breaths": 1, "in": 4_000, "out": 6_000, "words": {"in": "In.", "out": "And out."}},
        ),
        ("{rounds: 2, tense: 7s, release: 30s}", Rounds, {"rounds": 2, "tense": 7_000, "release": 30_000}),
        (
            "{rounds: 1, tense: 5s, release: 30s, words: {tense: Clench., release: Let go.}}",
            Rounds,
            {"rounds": 1, "tense": 5_000, "release": 30_000, "words": {"tense": "Clench.", "release": "Let go."}},
        ),
        ("until ready", UntilReady, {}),
        ("until   ready", UntilReady, {}),
    ],
)
def test_every_form_of_a_practice_is_read(written: str, form: type[RoutineModel], values: dict[str, Any]) -> None:
    read = practice(written)
    assert type(read) is form
    assert read.model_dump() == form.model_validate(values).model_dump()


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("{path: 18cm, speed: 3cm/s, strokes: 3}", Strokes),
        ("{style: kneading, time: 40s}", Timed),
        ("{each: 4s, times: 5}", Times),
        ("{out: 6s, in: 4s, breaths: 2}", Breaths),
        ("{release: 30s, tense: 7s, rounds: 2}", Rounds),
        ("{across: 2cm, circles: 2}", Circles),
    ],
)
def test_the_key_that_counts_shows_the_form_wherever_it_stands(written: str, form: type[RoutineModel]) -> None:
    assert type(practice(written)) is form


@pytest.mark.parametrize("key", FORMS)
def test_a_misspelled_key_that_counts_is_answered_with_the_right_one(key: str) -> None:
    assert f"(did you mean '{key}'?)" in refused(f"{{{key}x: 3, path: 18cm}}")


def test_the_first_of_two_forms_holds_and_the_other_is_unknown() -> None:
    assert "unknown key 'circles'" in refused("{strokes: 3, path: 18cm, circles: 4}")


@pytest.mark.parametrize(
    ("often", "repetitions"),
    [
        ("1", Repetitions(1, 1, 3)),
        ("3", Repetitions(3, 1, 9)),
        ("3 exactly", Repetitions(3, 3, 3)),
        ("3   exactly", Repetitions(3, 3, 3)),
        ("' 3 exactly '", Repetitions(3, 3, 3)),
        (str(MOST_TIMES), Repetitions(MOST_TIMES, 1, 3 * MOST_TIMES)),
    ],
)
def test_repetitions_are_so_many_or_exactly_so_many(often: str, repetitions: Repetitions) -> None:
    read = practice(f"{{times: {often}}}")
    assert isinstance(read, Times)
    assert read.times == repetitions


@pytest.mark.parametrize(
    "often", ["three", "3.0", "3.5", "-1", "+3", "1e1", "٣", "exactly", "3exactly", "exactly 3", "3 times"]
)
def test_anything_else_is_no_number_of_times(often: str) -> None:
    assert "is not a number of times" in refused(f"{{times: {often}}}")


@pytest.mark.parametrize("written", ["{times: 0}", "{times: 0 exactly}", "{breaths: 0, in: 4s, out: 6s}"])
def test_nothing_happens_less_than_once(written: str) -> None:
    assert "is too little (at least 1)" in refused(written)


@pytest.mark.parametrize(
    "written", ["{times: 1001}", "{times: 1001 exactly}", "{rounds: 1001, tense: 7s, release: 30s}"]
)
def test_nothing_happens_more_than_a_thousand_times(written: str) -> None:
    assert f"is too much (at most {MOST_TIMES})" in refused(written)


@pytest.mark.parametrize(
    "written",
    [
        "{breaths: 3, in: 999ms, out: 6s}",
        "{breaths: 3, in: 4s, out: 999ms}",
        "{rounds: 3, tense: 999ms, release: 30s}",
        "{rounds: 3, tense: 7s, release: 999ms}",
    ],
)
def test_no_part_of_a_breath_or_a_round_is_shorter_than_a_second(written: str) -> None:
    assert "0.999s is too short (at least 1s)" in refused(written)


@pytest.mark.parametrize(
    "written", ["{time: 40s, from: 40s, to: 40s}", "{time: 40s, from: 0s}", "{time: 40s, to: 40s}"]
)
def test_a_time_may_lie_at_its_bounds(written: str) -> None:
    assert isinstance(practice(written), Timed)


@pytest.mark.parametrize("written", ["{time: 40s, from: 40.001s}", "{time: 40s, to: 39.999s}", "{time: 40s, to: 0s}"])
def test_a_time_outside_its_bounds_is_refused(written: str) -> None:
    assert "'time' does not lie between 'from' and 'to'" in refused(written)


def test_a_time_can_be_made_without_a_file() -> None:
    assert Timed(time=40_000) == Timed.model_validate("40s")
