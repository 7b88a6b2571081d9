"""Cues as strips and marks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from coach.export.picture.strips import marks, strips
from coach.timeline.timeline import Cue
from tests.export.picture.making import (
    steps,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("least_ms", [1, 500, 5000, 60_000])
def test_strips_hold_all_cues_in_order_and_never_overlap(least_ms: int) -> None:
    speech = steps(200).speech
    blocks = strips(speech, least_ms)
    assert [block.first for block in blocks] == list(np.cumsum([0, *(block.count for block in blocks)])[:-1])
    assert sum(block.count for block in blocks) == len(speech)
    assert all(early.end_ms <= late.start_ms for early, late in pairwise(blocks))
    assert all(block.start_ms == speech[block.first].start_ms for block in blocks)
    alone = [block for block in blocks if block.count == 1 and block.end_ms == speech[block.first].end_ms]
    assert all(block.share == 1 for block in alone)


def test_a_strip_of_many_is_as_full_as_they_are() -> None:
    half = [Cue(ms, ms + 10, "speech", "x") for ms in range(0, 20_000, 20)]
    shares = [block.share for block in strips(half, 1000)]
    assert len(shares) == pytest.approx(20_000 / 3000, abs=1)
    assert shares == pytest.approx([0.5] * len(shares), abs=0.01)


@pytest.mark.parametrize("duration_ms", [1, 20_000, 300_000, 860_000, 36_000_000, 400_000_000])
def test_marks_of_time_are_round_begin_at_nought_and_keep_their_distance(duration_ms: int) -> None:
    least = duration_ms / 12
    times = marks(duration_ms, least)
    assert (times[0], times.step % 1000) == (0, 0)
    assert times.step >= least
    assert len(times) <= 13
    assert duration_ms < 20_000 or len(times) >= 4
