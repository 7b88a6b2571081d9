from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.routine.breaths import Breaths, Ramp
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.routine.motion import span_of

pytestmark = pytest.mark.unit


def breaths(written: str) -> Breaths:
    (found,) = parse_routine(f"title: T\nsteps:\n  - do: {{{written}}}\n".encode(), "FILE").steps
    assert isinstance(found, Step)
    assert isinstance(found.do, Breaths)
    return found.do


def refused(written: str) -> str:
    with pytest.raises(RoutineError) as error:
        breaths(written)
    return str(error.value)


def phases(found: Breaths) -> list[tuple[str, int, int]]:
    return [(phase.name, phase.start_ms, phase.end_ms) for phase in found.phases]


def test_a_breath_is_held_after_it_went_in_and_rests_after_it_went_out() -> None:
    assert phases(breaths("breaths: 2, in: 4s, hold: 7s, out: 8s, rest: 1s")) == [
        ("in", 0, 4_000),
        ("hold", 4_000, 11_000),
        ("out", 11_000, 19_000),
        ("rest", 19_000, 20_000),
        ("in", 20_000, 24_000),
        ("hold", 24_000, 31_000),
        ("out", 31_000, 39_000),
        ("rest", 39_000, 40_000),
    ]


@pytest.mark.parametrize("more", ["", ", rest: 0s", ", hold: 0s, rest: 0s"])
def test_what_takes_no_time_is_no_phase(more: str) -> None:
    found = breaths(f"breaths: 1, in: 4s, out: 6s{more}")
    assert phases(found) == [("in", 0, 4_000), ("out", 4_000, 10_000)]
    assert not found.is_held
    assert found.rule == "1 × (4s in + 6s out)"


def test_a_ramp_grows_evenly_from_the_first_breath_to_the_last() -> None:
    found = breaths("breaths: 5, in: 4s, out: 6s to 8s")
    assert [end - start for name, start, end in phases(found) if name == "out"] == [6_000, 6_500, 7_000, 7_500, 8_000]
    assert span_of(found).rule == "5 × (4s in + 6s to 8s out)"


@pytest.mark.parametrize("key", ["in", "hold", "out", "rest"])
@pytest.mark.parametrize(("ramp", "times"), [("3s to 5s", [3_000, 4_000, 5_000]), ("5s to 2s", [5_000, 3_500, 2_000])])
def test_every_phase_can_have_a_ramp_up_or_down(key: str, ramp: str, times: list[int]) -> None:
    others = {"in": "4s", "out": "6s"} | {key: ramp}
    found = breaths("breaths: 3, " + ", ".join(f"{name}: {time}" for name, time in others.items()))
    assert [end - start for name, start, end in phases(found) if name == key] == times


def test_a_hold_can_grow_from_none() -> None:
    found = phases(breaths("breaths: 3, in: 4s, hold: 0s to 2s, out: 6s"))
    assert [name for name, _, _ in found] == ["in", "out", "in", "hold", "out", "in", "hold", "out"]


ramps = st.builds(Ramp, st.integers(1_000, 9_000), st.integers(1_000, 9_000))


@given(st.integers(2, 60), ramps, st.none() | ramps, ramps, st.none() | ramps)
def test_phases_follow_each_other_and_add_up_to_the_millisecond(
    often: int, into: Ramp, hold: Ramp | None, out: Ramp, rest: Ramp | None
) -> None:
    found = Breaths.model_validate({"breaths": often, "in": into, "hold": hold, "out": out, "rest": rest})
    every = phases(found)
    assert [0, *(end for _, _, end in every)] == [*(start for _, start, _ in every), found.duration_ms]
    assert span_of(found).least_ms == span_of(found).most_ms == found.duration_ms
    for name, ramp in (("in", into), ("hold", hold), ("out", out), ("rest", rest)):
        lengths = [end - start for each, start, end in every if each == name]
        assert len(lengths) == (often if ramp else 0)
        for number, length in enumerate(lengths):
            assert ramp
            assert abs(length - ramp.at(number, often)) <= 1


@given(ramps, st.integers(2, 1_000))
def test_a_ramp_begins_and_ends_where_it_is_written(ramp: Ramp, often: int) -> None:
    assert [ramp.at(0, often), ramp.at(often - 1, often)] == [Fraction(ramp.first_ms), Fraction(ramp.last_ms)]
    steps = {ramp.at(number, often) - ramp.at(number - 1, often) for number in range(1, often)}
    assert steps == {Fraction(ramp.last_ms - ramp.first_ms, often - 1)}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("out: 6s-8s", "'6s-8s' is not a duration (for one that changes with each breath, write '6s to 8s')"),
        ("out: 6-8s", "'6-8s' is not a duration (for one that changes with each breath, write '6s to 8s')"),
        ("out: 6 to 8s", "'6 to 8s' is not a duration (for one that changes with each breath, write '6s to 8s')"),
        ("out: 6s → 8s", "'6s → 8s' is not a duration (for one that changes with each breath, write '6s to 8s')"),
        ("out: 6s to 8", "'8' is not a duration (write a number and a unit, such as '8s', '8m' or '1:30')"),
        ("out: 6s to", "'6s to' is not a duration (write a number and a unit, such as '20s', '1m30s' or '1:30')"),
        ("out: 900ms to 8s", "0.9s is too short (at least 1s)"),
        ("out: 8s to 900ms", "0.9s is too short (at least 1s)"),
        ("out: [6s]", "'out' needs a duration (such as '20s', '1m30s' or '1:30')"),
        (
            "out: 6s, hold: long",
            "'long' is not a duration (write a number and a unit, such as '20s', '1m30s' or '1:30')",
        ),
        ("out: 6s, hald: 4s", "unknown key 'hald' (did you mean 'hold'?)"),
        (
            "out: 6s, pause: 4s",
            "'pause' belongs in the step itself (write it in a line of its own, under 'say' or 'do')",
        ),
        (
            "out: 6s, words: {in: In., out: Out., hold: Hold.}",
            "words for 'hold', which takes no time (write 'hold: 4s' too, or no words)",
        ),
        (
            "out: 6s, words: no",
            "'words' needs keys and values (such as 'words: {in: Breathe in., out: And out.}', or 'yes', or 'none')",
        ),
    ],
)
def test_a_mistake_is_told_with_what_to_write(written: str, told: str) -> None:
    assert refused(f"breaths: 4, in: 4s, {written}").partition(": ")[2] == told


def test_one_breath_cannot_change() -> None:
    told = "FILE:3:5: 'hold: 2s to 4s' for one breath (write one time, or more breaths)"
    assert refused("breaths: 1, in: 4s, hold: 2s to 4s, out: 6s") == told


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("", False),
        (", hold: 4s", True),
        (", rest: 4s", True),
        (", hold: 0s", False),
        (", words: yes", True),
        (", hold: 4s, words: none", False),
        (", hold: 4s, words: {in: In., out: Out.}", False),
    ],
)
def test_coach_speaks_where_a_breath_is_held_and_nobody_else_does(written: str, own: bool) -> None:
    assert breaths(f"breaths: 2, in: 4s, out: 6s{written}").has_own_words is own


def test_breaths_can_be_made_without_a_file() -> None:
    fields: dict[str, Any] = {"breaths": 2, "in": 4_000, "hold": 7_000, "out": Ramp(6_000, 8_000)}
    assert Breaths(**fields).model_dump() == breaths("breaths: 2, in: 4s, hold: 7s, out: 6s to 8s").model_dump()


def test_phases_of_one_breath_come_in_their_order() -> None:
    found = phases(breaths("rest: 1s, out: 8s, hold: 7s, in: 4s, breaths: 3"))
    assert [name for name, _ in groupby(name for name, _, _ in found)] == ["in", "hold", "out", "rest"] * 3
