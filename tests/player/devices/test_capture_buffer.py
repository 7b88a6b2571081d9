from __future__ import annotations

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.player.devices.capture_buffer import CaptureBuffer

pytestmark = pytest.mark.unit


@pytest.fixture
def heard() -> CaptureBuffer:
    """Frames 0 to 99, in stretches of ten, each frame with its number."""
    buffer = CaptureBuffer()
    for start in range(0, 100, 10):
        buffer.hear(numbers(start, start + 10))
    return buffer


def numbers(start: int, end: int) -> Samples:
    return np.arange(start, end, dtype=np.float32)


@pytest.mark.parametrize(("start", "end"), [(0, 100), (13, 57), (99, 100), (50, 50)])
def test_any_part_can_be_read(heard: CaptureBuffer, start: int, end: int) -> None:
    assert np.array_equal(heard.read(start, end), numbers(start, end))


def test_without_an_end_it_is_read_to_the_newest_frame(heard: CaptureBuffer) -> None:
    heard.hear(numbers(100, 110))
    assert np.array_equal(heard.read(95), numbers(95, 110))
    assert heard.frames == 110


def test_what_is_not_there_is_left_out(heard: CaptureBuffer) -> None:
    assert np.array_equal(heard.read(-5, 3), numbers(0, 3))
    assert np.array_equal(heard.read(98, 200), numbers(98, 100))


def test_what_is_forgotten_does_not_move_the_rest(heard: CaptureBuffer) -> None:
    heard.forget(40)
    heard.hear(numbers(100, 110))
    heard.forget(60)
    assert np.array_equal(heard.read(0), numbers(60, 110))
    assert np.array_equal(heard.read(70, 80), numbers(70, 80))
    heard.forget(30)
    assert np.array_equal(heard.read(60, 62), numbers(60, 62))


def test_a_stretch_may_be_overwritten_by_who_gave_it(heard: CaptureBuffer) -> None:
    stretch = numbers(100, 110)
    heard.hear(stretch)
    stretch[:] = 0
    assert np.array_equal(heard.read(100), numbers(100, 110))
