from __future__ import annotations

import numpy as np
import pytest

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
    pieces = [*batches(mix, start, end)]
    assert [first for first, _ in pieces[:3]] == [start, 2 * RATE, 3 * RATE]
    samples = np.concatenate([block.samples for block in mix.blocks(start, end)])[:, :channels]
    assert np.array_equal(np.concatenate([piece for _, piece in pieces]), samples)


def test_there_is_nothing_behind_the_end(small_session: Session) -> None:
    assert sum(len(piece) for _, piece in batches(small_session.mix, 0, small_session.mix.frames + 99)) == (
        small_session.mix.frames
    )
    assert [*batches(small_session.mix, 5, 5)] == []
