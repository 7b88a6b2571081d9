from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.crossfade import correlation, crossfade
from coach.audio.samples import Samples
from tests.kinds import at_most

pytestmark = pytest.mark.unit


def noise(frames: int, seed: int) -> Samples:
    return (0.1 * np.random.default_rng(seed).standard_normal((frames, 2))).astype(np.float32)


def powers_db(sound: Samples) -> list[float]:
    """The level of each tenth of a sound, over that of the noise."""
    return [float(10 * np.log10(np.square(part).mean() / 0.01)) for part in np.array_split(sound, 10)]


def mixed(one: Samples, other: Samples, alike: float) -> Samples:
    """A sound of the same level that is so much like the first."""
    return one * np.float32(alike) + other * np.float32((1 - alike**2) ** 0.5)


@given(st.integers(1, 5000), st.integers(0, 10))
def test_sounds_that_are_equal_stay_as_they_are(frames: int, seed: int) -> None:
    sound = noise(frames, seed)
    assert np.allclose(crossfade(sound, sound), sound, atol=1e-6)


@given(st.integers(20_000, 40_000), st.integers(0, 10))
def test_sounds_that_are_not_alike_keep_their_power(frames: int, seed: int) -> None:
    heard = crossfade(noise(frames, seed), noise(frames, seed + 20))
    assert powers_db(heard) == pytest.approx(np.zeros(10), abs=1.0)


@pytest.mark.parametrize("alike", [-0.4, 0.0, 0.3, 0.7, 0.95, 1.0])
def test_sounds_that_are_somewhat_alike_keep_their_power_too(alike: float) -> None:
    old = noise(180_000, 1)
    heard = crossfade(old, mixed(old, noise(180_000, 2), alike))
    assert powers_db(heard) == pytest.approx(np.zeros(10), abs=0.3)


@pytest.mark.parametrize("pair", [(0, 1), (1, 0), (0, 0)])
def test_it_fades_from_silence_and_into_it(pair: tuple[int, int]) -> None:
    old, new = (noise(5000, 3) * np.float32(there) for there in pair)
    heard = crossfade(old, new)
    assert np.isfinite(heard).all()
    assert np.abs(heard).max(initial=0) <= max(np.abs(old).max(), np.abs(new).max())
    assert np.array_equal(heard[0], old[0])


@at_most(20)
@given(seed=st.integers(0, 1000), opposed=st.floats(0, 1), frames=st.integers(1, 9000))
def test_it_is_never_much_louder_than_its_sides(seed: int, opposed: float, frames: int) -> None:
    out = noise(frames, seed)
    heard = crossfade(out, np.float32(-opposed) * out)
    assert len(heard) == frames
    assert np.abs(heard).max() <= 1.5 * np.abs(out).max()


def test_opposite_sounds_are_not_made_louder() -> None:
    sound = noise(5000, 3)
    assert np.abs(crossfade(sound, -sound)).max() <= np.abs(sound).max() * 1.01


def test_nothing_fades_into_nothing() -> None:
    assert crossfade(noise(0, 1), noise(0, 2)).shape == (0, 2)


@pytest.mark.parametrize("gain", [1.0, 0.1, -3.0])
def test_a_sound_at_another_level_is_the_same_or_its_opposite(gain: float) -> None:
    sound = noise(1000, 1)
    assert correlation(sound, np.float32(gain) * sound) == pytest.approx(np.sign(gain), abs=1e-6)


def test_silence_is_like_nothing() -> None:
    assert correlation(noise(1000, 1), np.zeros((1000, 2), np.float32)) == 0
