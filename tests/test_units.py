from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.units import (
    RATE,
    format_duration,
    format_timestamp,
    frames_at,
    ms_to_hold,
    parse_duration,
    parse_length,
    parse_speed,
    rounded_duration,
    to_tenths,
)

pytestmark = pytest.mark.unit

times = st.integers(0, 1_000 * 3_600_000)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("20s", 20_000),
        ("1m30s", 90_000),
        ("1m 30s", 90_000),
        ("1.5 min", 90_000),
        ("2h", 7_200_000),
        ("250ms", 250),
        (" 1h2m3.004s ", 3_723_004),
        ("1:30", 90_000),
        ("90:00", 5_400_000),
        ("0:01:30", 90_000),
        ("1:02:03.5", 3_723_500),
        ("0s", 0),
        ("0.0004s", 0),
    ],
)
def test_a_duration_is_read(text: str, ms: int) -> None:
    assert parse_duration(text) == ms


@pytest.mark.parametrize(
    "text", ["", "20", "s", "-5s", "1,5s", "20 seconds", "1:75", "1:2", "1e3s", "twenty", "1.s", "9999999999s", "٣s"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("20-30s", "write one time, such as '25s'; under 'do', {time: 25s, from: 20s, to: 30s} is a range"),
        ("20s to 30 seconds", "write one time, such as '25s'; under 'do', {time: 25s, from: 20s, to: 30s} is a range"),
        ("2 bis 4 min", "write one time, such as '3m'; under 'do', {time: 3m, from: 2m, to: 4m} is a range"),
        ("wait", "'do: until ready' waits for the listener"),
        ("As long as you like", "'do: until ready' waits for the listener"),
    ],
)
def test_a_range_and_a_wait_are_answered_with_how_they_are_written(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a duration") as refusal:
        parse_duration(text)
    assert refusal.value.args[1] == hint


def test_a_bare_number_is_answered_with_its_spelling() -> None:
    with pytest.raises(ValueError, match="is not a duration") as error:
        parse_duration("45")
    assert "'45s'" in error.value.args[1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("90 seconds", "1m30s"),
        ("1.5 minutes", "1m30s"),
        ("half a minute", "30s"),
        ("Half an hour", "30m"),
        ("a minute and a half", "1m30s"),
        ("one and a half minutes", "1m30s"),
        ("1 minute, 30 seconds", "1m30s"),
        ("one hour and 5 mins", "1h5m"),
        ("forty-five sec", "45s"),
        ("2,5 min", "2m30s"),
        ("20sec", "20s"),
    ],
)
def test_a_duration_that_is_spelled_is_answered_with_how_it_is_written(text: str, written: str) -> None:
    with pytest.raises(ValueError, match="is not a duration") as error:
        parse_duration(text)
    assert error.value.args[1] == f"write '{written}'"
    assert parse_duration(written)


@pytest.mark.parametrize("text", ["a few minutes", "20-30", "minutes", "twenty", "1 minute or 2", "10 sheep"])
def test_one_that_cannot_be_known_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration") as error:
        parse_duration(text)
    assert error.value.args[1].startswith("write a number and a unit, such as '20s'")


@pytest.mark.parametrize(
    ("text", "micrometres"),
    [
        ("18cm", 180_000),
        ("2.5 cm", 25_000),
        (" 3mm ", 3_000),
        ("1in", 25_400),
        ("0.5in", 12_700),
        ("1m", 1_000_000),
        ("0cm", 0),
        ("0.0004mm", 0),
    ],
)
def test_a_length_is_read(text: str, micrometres: int) -> None:
    assert parse_length(text) == micrometres


@pytest.mark.parametrize(
    "text", ["", "18", "cm", "-1cm", "1ft", "1 metre", "1e3cm", "1cm 2mm", "1.cm", "9999999cm", "٣cm", "1CM"]
)
def test_what_is_no_length_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length") as error:
        parse_length(text)
    assert "'18cm'" in error.value.args[1]


@pytest.mark.parametrize(
    ("read", "text", "meant"),
    [
        (parse_length, "18", "18cm"),
        (parse_length, "1,5cm", "1.5cm"),
        (parse_length, "1,5 in", "1.5in"),
        (parse_speed, "3", "3cm/s"),
        (parse_speed, "2,5 mm / s", "2.5mm/s"),
        (parse_speed, "3cm", "3cm/s"),
        (parse_duration, "20s;", "20s"),
        (parse_duration, "1:30.", "1:30"),
        (parse_duration, "20s exact", "20s exactly"),
        (parse_duration, "30 Sekunden", "30s"),
        (parse_duration, "5 secs", "5s"),
        (parse_duration, "2,5 Minuten", "2m30s"),
    ],
)
def test_the_hint_is_what_was_meant(read: Callable[[str], int], text: str, meant: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"'{text}' is not a")) as error:
        read(text)
    assert f"'{meant}'" in error.value.args[1]


@pytest.mark.parametrize(
    ("text", "micrometres"),
    [("3cm/s", 30_000), (" 3 cm / s ", 30_000), ("0.5in/s", 12_700), ("1m/s", 1_000_000), ("30mm/s", 30_000)],
)
def test_a_speed_is_read(text: str, micrometres: int) -> None:
    assert parse_speed(text) == micrometres


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "3",
        "3cm",
        "3/s",
        "cm/s",
        "/s",
        "3cm/",
        "3s/cm",
        "3cm/min",
        "3cm/s/s",
        "3cm//s",
        "3cm/2s",
        "3 cms",
        "-3cm/s",
    ],
)
def test_what_is_no_speed_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="is not a speed") as error:
        parse_speed(text)
    assert "'3cm/s'" in error.value.args[1]


@given(st.integers(0, 999_999), st.sampled_from(["mm", "cm", "m", "in"]))
def test_a_speed_is_its_length_in_a_second(number: int, unit: str) -> None:
    assert parse_speed(f"{number}{unit}/s") == parse_length(f"{number} {unit}")


@given(st.integers(0, 99_999_999))
def test_every_length_in_tenths_of_a_millimetre_is_exact(tenths: int) -> None:
    assert parse_length(f"{tenths // 100}.{tenths % 100:02}cm") == tenths * 100


@pytest.mark.parametrize("parse", [parse_duration, parse_length, parse_speed])
@given(text=st.text(max_size=20) | st.text("0123456789.: /hmincs", max_size=12))
def test_any_text_is_a_quantity_or_told_with_what_to_write(parse: Callable[[str], int], text: str) -> None:
    try:
        assert parse(text) >= 0
    except ValueError as error:
        assert len(error.args) == 2  # noqa: PT017 - most texts raise, some do not


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0s"),
        (90_000, "1m30s"),
        (1_500, "1.5s"),
        (7, "0.007s"),
        (3_600_000, "1h"),
        (3_601_000, "1h1s"),
        (-90_000, "-1m30s"),
    ],
)
def test_a_duration_is_written_as_short_as_can_be(ms: int, text: str) -> None:
    assert format_duration(ms) == text


@pytest.mark.parametrize(
    ("ms", "told", "tenths"),
    [
        (0, "0s", "0s"),
        (460, "0.5s", "0.46s"),
        (6_221, "6s", "6.2s"),
        (59_960, "1m", "1m"),
        (89_700, "1m30s", "1m29.7s"),
        (3_600_000, "1h", "1h"),
    ],
)
def test_people_read_round_times(ms: int, told: str, tenths: str) -> None:
    assert (rounded_duration(ms), to_tenths(ms)) == (told, tenths)


@given(times)
def test_a_written_duration_is_read_back(ms: int) -> None:
    assert parse_duration(format_duration(ms)) == ms


@given(times)
def test_a_timestamp_is_read_back(ms: int) -> None:
    assert parse_duration(format_timestamp(ms)) == ms


@pytest.mark.parametrize(("ms", "text"), [(0, "00:00:00.000"), (90_001, "00:01:30.001"), (36_061_020, "10:01:01.020")])
def test_a_timestamp_has_all_its_digits(ms: int, text: str) -> None:
    assert format_timestamp(ms) == text


@given(times)
def test_a_frame_is_within_half_a_frame_of_its_time(ms: int) -> None:
    assert abs(frames_at(ms) * 1000 - ms * RATE) <= 500


@given(times, times)
def test_frames_come_in_the_order_of_their_times(one: int, other: int) -> None:
    early, late = sorted([one, other])
    assert frames_at(early) <= frames_at(late)


@given(st.integers(0, 10**12))
def test_no_fewer_milliseconds_would_hold_the_frames(frames: int) -> None:
    ms = ms_to_hold(frames)
    assert (ms - 1) * RATE < frames * 1000 <= ms * RATE
