from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.samples import Samples
from coach.export.pcm import packed, pcm_of
from coach.session import Session
from coach.sound.mix import Mix
from coach.units import RATE

pytestmark = pytest.mark.unit


def whole(mix: Mix, bits: int) -> NDArray[np.int64]:
    """The samples of a mix, as the bytes say them."""
    data = np.frombuffer(b"".join(pcm_of(mix, bits=bits)), np.uint8).reshape(-1, bits // 8)
    unsigned = sum(data[:, place].astype(np.int64) << 8 * place for place in range(bits // 8))
    return np.asarray(unsigned - ((unsigned >= 2 ** (bits - 1)) << bits)).reshape(-1, 2)


def samples_of(mix: Mix) -> Samples:
    return np.concatenate([block.samples for block in mix.blocks()])


@pytest.fixture(scope="module")
def deafening(small_session: Session) -> Mix:
    """A mix that goes far over full scale, to both sides."""
    mix = small_session.mix
    curve = replace(mix.levels.curve, decibels=mix.levels.curve.decibels + 60)
    return Mix(mix.timeline, replace(mix.levels, curve=curve), mix.background)


@pytest.mark.parametrize(("bits", "steps"), [(16, 2**15 - 1), (24, 2**23)])
def test_a_sample_is_the_nearest_step(small_session: Session, bits: int, steps: int) -> None:
    wanted = samples_of(small_session.mix).astype(np.float64) * steps
    assert np.abs(whole(small_session.mix, bits) - wanted).max() <= 0.51


def test_24_bits_hold_every_sample_as_it_is(small_session: Session) -> None:
    assert np.array_equal(whole(small_session.mix, 24) / 2**23, samples_of(small_session.mix))


@pytest.mark.parametrize(("bits", "lowest"), [(16, -(2**15) + 1), (24, -(2**23))])
def test_what_is_too_loud_is_cut_and_never_wraps(deafening: Mix, bits: int, lowest: int) -> None:
    samples, heard = samples_of(deafening), whole(deafening, bits)
    assert np.abs(samples).max() > 2
    assert (heard[samples >= 1] == 2 ** (bits - 1) - 1).all()
    assert (heard[samples <= -1] == lowest).all()
    assert heard[samples >= 1].size > 100 < heard[samples <= -1].size


def test_a_gain_is_applied(small_session: Session) -> None:
    half = np.frombuffer(packed(samples_of(small_session.mix), 0.5), "<i2").reshape(-1, 2)
    assert np.abs(half - whole(small_session.mix, 16) / 2).max() <= 1


def test_progress_is_told_block_by_block(small_session: Session) -> None:
    seen: list[tuple[int, int]] = []
    note: Callable[[int, int], None] = lambda done, total: seen.append((done, total))  # noqa: E731 - a callback
    blocks = [len(data) for data in pcm_of(small_session.mix, note)]
    frames = small_session.mix.frames
    assert [done for done, _ in seen] == [*range(RATE, frames, RATE), frames]
    assert {total for _, total in seen} == {frames}
    assert sum(blocks) == frames * 4
