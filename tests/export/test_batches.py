from __future__ import annotations

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.export.batches import batches
from coach.session import Session
from coach.sound.mix import Mix
from coach.units import RATE

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("channels", [1, 2])
def test_pieces_are_the_mix_from_one_frame_to_another(small_session: Session, channels: int) -> None:
    whole = small_session.mix
    mix = Mix(whole.timeline, whole.levels, whole.background, channels=channels)
    start, end = RATE + 7, 12 * RATE + 5
    pieces = [*batches(mix, start, end, np.copy)]
    assert [first for first, *_ in pieces[:3]] == [start, 2 * RATE, 3 * RATE]
    assert [behind for _, behind, _ in pieces] == [*(first for first, *_ in pieces[1:]), end]
    samples = np.concatenate([block.samples for block in mix.blocks(start, end)])[:, :channels]
    assert np.array_equal(np.concatenate([piece for *_, piece in pieces]), samples)


def test_there_is_nothing_behind_the_end(small_session: Session) -> None:
    mix = small_session.mix
    assert sum(batches(mix, 0, mix.frames + 99, len), ())[-2:] == (mix.frames, mix.frames % RATE or RATE)
    assert [*batches(mix, 5, 5, len)] == []


def test_no_block_of_the_mix_is_mixed_twice(small_session: Session) -> None:
    mixed: list[int] = []

    class Noted(Mix):
        def _mixed(self, start: int, end: int) -> Samples:
            mixed.append(start)
            return super()._mixed(start, end)

    whole = small_session.mix
    start = 7 * RATE + 5
    assert [*batches(Noted(whole.timeline, whole.levels, whole.background), start, 25 * RATE, len)]
    assert mixed == [*range(7 * RATE, 25 * RATE, RATE)]
