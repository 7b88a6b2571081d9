from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.base_model import RoutineModel
from coach.routine.duration_range import DurationRange
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.routine.motion import STYLES, pause_of, span_of
from coach.routine.practice import Strokes, StyleName, Timed, Times

pytestmark = pytest.mark.unit

styles = st.sampled_from(get_args(StyleName))


def step(written: str) -> Step:
    (found,) = parse_routine(f"title: T\nsteps:\n  - {{{written}}}\n".encode(), "FILE").steps
    assert isinstance(found, Step)
    return found


def span(written: str) -> DurationRange:
    practice = step(f"do: {written}").do
    assert practice is not None
    return span_of(practice)


def pause(written: str) -> DurationRange:
    silence = step(f"pause: {written}").pause
    assert silence is not None
    return pause_of(silence)


def bounds(found: DurationRange) -> tuple[int, int, int]:
    return found.least_ms, found.natural_ms, found.most_ms


@pytest.mark.parametrize(
    ("written", "ms", "rule"),
    [
        ("{strokes: 6, path: 18cm}", 44_000, "6 × (18 cm at 3 cm/s + 1s to turn) + 2s to place the hands"),
        (
            "{strokes: 4, path: 12cm, speed: 4cm/s, turn: 500ms}",
            16_000,
            "4 × (12 cm at 4 cm/s + 0.5s to turn) + 2s to place the hands",
        ),
        (
            "{strokes: 3, path: 18cm, style: kneading}",
            32_000,
            "3 × (18 cm at 2 cm/s + 1s to turn) + 2s to place the hands",
        ),
        ("{strokes: 3, path: 6cm, turn: 0s}", 8_000, "3 × (6 cm at 3 cm/s + 0s to turn) + 2s to place the hands"),
        (
            "{strokes: 1, path: 1in, speed: 1in/s}",
            4_000,
            "1 × (2.54 cm at 2.54 cm/s + 1s to turn) + 2s to place the hands",
        ),
        (
            "{circles: 12, across: 2.5cm, speed: 3cm/s}",
            33_416,
            "12 × (π × 2.5 cm at 3 cm/s) + 2s to place the hands",
        ),
        ("{circles: 2, across: 1cm}", 5_142, "2 × (π × 1 cm at 2 cm/s) + 2s to place the hands"),
        ("{times: 5, each: 4s}", 22_000, "5 × 4s + 2s to place the hands"),
        ("{times: 5}", 27_000, "5 × 5s + 2s to place the hands"),
        ("{times: 10, style: tapping}", 6_000, "10 × 0.5s + 1s to place the hands"),
        ("{breaths: 6, in: 4s, out: 6s}", 60_000, "6 × (4s in + 6s out)"),
        ("{rounds: 2, tense: 7s, release: 30s}", 74_000, "2 × (7s tense + 30s release)"),
        ("until ready", 30_000, "until ready: in a file, a natural 30s"),
        ("40s", 40_000, ""),
    ],
)
def test_every_form_takes_its_seconds_and_says_why(written: str, ms: int, rule: str) -> None:
    found = span(written)
    assert (found.natural_ms, found.rule_at(ms)) == (ms, rule)


@given(st.integers(1, 1000), st.integers(1_000, 10_000_000), st.integers(1_000, 10_000_000), styles)
def test_a_motion_does_one_repetition_at_least_and_three_times_as_many_at_most(
    often: int, path: int, speed: int, style: StyleName
) -> None:
    found = span_of(Strokes.model_validate({"strokes": often, "path": path, "speed": speed, "style": style}))
    repetitions = [found.repetitions(ms) for ms in bounds(found)]
    assert repetitions == [1, often, 3 * often]
    assert [found.place_ms + times * found.one_ms for times in repetitions] == list(bounds(found))


@given(st.integers(1, 1000), styles)
def test_a_motion_that_is_exact_never_changes(often: int, style: StyleName) -> None:
    found = span_of(Times.model_validate({"times": f"{often} exactly", "style": style}))
    assert found.least_ms == found.natural_ms == found.most_ms
    assert found.repetitions(found.natural_ms) == often


def test_with_fewer_repetitions_the_rule_says_so() -> None:
    assert span("{times: 5, each: 4s}").rule_at(10_000) == "2 × 4s + 2s to place the hands"


@pytest.mark.parametrize("written", ["{breaths: 6, in: 4s, out: 6s}", "{rounds: 2, tense: 7s, release: 30s}"])
def test_breaths_and_rounds_never_change(written: str) -> None:
    found = span(written)
    assert found.least_ms == found.natural_ms == found.most_ms
    assert found.one_ms == 0


@pytest.mark.parametrize(
    ("written", "least", "natural", "most"),
    [
        ("40s", 16_000, 40_000, 120_000),
        ("40s exactly", 40_000, 40_000, 40_000),
        ("{time: 40s, from: 20s}", 20_000, 40_000, 120_000),
        ("{time: 40s, from: 0s}", 0, 40_000, 120_000),
        ("{time: 40s, to: 60s}", 16_000, 40_000, 60_000),
        ("{time: 40s, from: 20s, to: 60s}", 20_000, 40_000, 60_000),
        ("{time: 40s, style: kneading}", 16_000, 40_000, 120_000),
        ("until ready", 10_000, 30_000, 120_000),
    ],
)
def test_a_practice_keeps_two_fifths_and_stretches_to_three_times(
    written: str, least: int, natural: int, most: int
) -> None:
    assert bounds(span(written)) == (least, natural, most)


@pytest.mark.parametrize(
    ("written", "least", "natural", "most"),
    [
        ("4s", 2_000, 4_000, 12_000),
        ("4s exactly", 4_000, 4_000, 4_000),
        ("{time: 4s, from: 3s}", 3_000, 4_000, 12_000),
        ("{time: 4s, to: 5s}", 2_000, 4_000, 5_000),
        ("0s", 0, 0, 0),
    ],
)
def test_a_pause_keeps_half_and_stretches_to_three_times(written: str, least: int, natural: int, most: int) -> None:
    assert bounds(pause(written)) == (least, natural, most)


@given(st.integers(0, 86_400_000))
def test_a_time_lies_between_its_bounds(ms: int) -> None:
    for found in (span_of(Timed(time=f"{ms}ms")), pause_of(Timed(time=f"{ms}ms"))):
        assert 0 <= found.least_ms <= ms <= found.most_ms


def test_even_the_quickest_repetition_takes_a_moment() -> None:
    found = span("{strokes: 3, path: 1mm, speed: 10m/s, turn: 0s}")
    assert (found.one_ms, found.natural_ms) == (1, 2_003)


def test_every_style_has_its_figures_and_their_source() -> None:
    assert set(STYLES) == set(get_args(StyleName))
    for style in STYLES.values():
        assert style.source
        assert 10_000 <= style.speed_um <= 100_000
        assert min(style.each_ms, style.place_ms) > 0


def test_what_is_no_practice_has_no_rule() -> None:
    with pytest.raises(TypeError, match="no rule for Step"):
        span_of(_something())


def _something() -> RoutineModel:
    return Step(do=Timed(time=1_000))
