from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ExportError
from coach.export.formats.mp3_frames import last_main_data, reservoir_of, split, windows_meet, with_reservoir
from tests.export.formats.mp3_bits import LONG, bare_frame, frames_in

pytestmark = pytest.mark.property

START, SHORT, STOP = 1, 2, 3
LEAVE_LONG, COME_LONG = (LONG, STOP), (LONG, START)


def test_the_frames_made_here_are_ones() -> None:
    (read,) = frames_in(bare_frame((START, SHORT, LONG, STOP), back=300, padding=1))
    assert read.types == [[START, SHORT], [LONG, STOP]]
    assert (read.size, read.begin) == (418, -300)
    (mono,) = frames_in(bare_frame((SHORT, STOP), bitrate=64, mixed=1))
    assert (mono.types, mono.mixed, mono.area) == ([[SHORT, STOP]], True, (0, 208 - 21))


@given(st.integers(0, 511), st.sampled_from([(LONG, LONG), (LONG, LONG, START, SHORT)]))
def test_the_reservoir_of_a_frame_is_as_it_says(back: int, types: tuple[int, ...]) -> None:
    assert reservoir_of(bare_frame(types, back=back)) == back


@pytest.mark.parametrize(("before", "after"), [*product(range(4), range(4))])
@pytest.mark.parametrize("channels", [1, 2])
def test_windows_meet_if_both_halves_are_long_or_both_are_short(before: int, after: int, channels: int) -> None:
    meet = (before in LEAVE_LONG) == (after in COME_LONG)
    other = (LONG, LONG) * (channels - 1)
    assert windows_meet(bare_frame((LONG, before, *other)), bare_frame((after, LONG, *other))) == meet
    assert windows_meet(bare_frame((*other, LONG, before)), bare_frame((*other, after, LONG))) == meet


def test_mixed_windows_never_meet() -> None:
    short = (SHORT, SHORT, SHORT, SHORT)
    assert windows_meet(bare_frame(short), bare_frame(short))
    assert not windows_meet(bare_frame(short, mixed=1), bare_frame(short))
    assert not windows_meet(bare_frame(short), bare_frame(short, mixed=1))
    assert not windows_meet(bare_frame(short, mixed=1), bare_frame(short, mixed=1))


BITRATES = st.sampled_from([64, 128, 320])


@given(st.binary(max_size=511), BITRATES, st.booleans(), st.integers(3, 5), st.binary(min_size=1, max_size=9))
def test_a_reservoir_is_read_where_it_was_written_and_nothing_else_changes(
    data: bytes, bitrate: int, mono: bool, count: int, fill: bytes
) -> None:
    types = (LONG, SHORT) * (1 if mono else 2)
    frames = [bare_frame(types, bitrate=bitrate, padding=number % 2, back=number, fill=fill) for number in range(count)]
    changed = with_reservoir(frames, data)
    assert last_main_data(changed, len(data)) == data
    assert [*map(len, changed)] == [*map(len, frames)]
    head = 4 + (17 if mono else 32)
    assert [each[:head] for each in changed] == [each[:head] for each in frames]
    whole, other = (b"".join(each[head:] for each in part) for part in (frames, changed))
    assert whole[: len(whole) - len(data)] + data == other


@given(st.lists(st.integers(0, 1), max_size=6), st.integers(0, 400), st.sampled_from([64, 128, 320]))
def test_a_stream_is_split_into_its_frames_and_a_rest(paddings: list[int], rest: int, bitrate: int) -> None:
    frames = [bare_frame(bitrate=bitrate, padding=padding) for padding in paddings]
    begun = bare_frame(bitrate=bitrate)[: min(rest, 144_000 * bitrate // 44_100 - 1)]
    assert split(b"".join(frames) + begun, bitrate) == (frames, begun)


def test_what_is_no_frame_is_an_error() -> None:
    with pytest.raises(ExportError, match="no frame"):
        split(bare_frame() + b"ID3\x03" + bare_frame(), 128)
