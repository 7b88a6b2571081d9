from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from coach.audio.limiter import REACH, limit
from coach.audio.samples import Samples

pytestmark = pytest.mark.unit

ANY_SAMPLES = arrays.arrays(np.float32, st.integers(0, 4 * REACH), elements=st.floats(-4, 4, width=32))


@given(ANY_SAMPLES)
def test_nothing_comes_out_over_the_ceiling(samples: Samples) -> None:
    assert np.abs(limit(samples.copy(), 0.7)).max(initial=0) <= np.float32(0.7)


@given(ANY_SAMPLES)
def test_nothing_is_made_louder_or_turned_over(samples: Samples) -> None:
    limited = limit(samples.copy(), 0.7)
    assert len(limited) == len(samples)
    assert (np.abs(limited) <= np.abs(samples)).all()
    assert (limited * samples >= 0).all()


def test_what_is_under_the_ceiling_stays_as_it_is() -> None:
    quiet = np.linspace(-0.6, 0.6, 10_000, dtype=np.float32)
    assert np.array_equal(limit(quiet.copy(), 0.7), quiet)


def test_the_gain_moves_smoothly_and_only_around_the_peak() -> None:
    samples = np.full(20 * REACH, 0.5, np.float32)
    samples[10 * REACH] = 1.4
    gain = limit(samples.copy(), 0.7) / samples
    assert gain[10 * REACH] == pytest.approx(0.5)
    assert np.abs(np.diff(gain)).max() <= 0.5 / (2 * REACH + 1) + 1e-6
    assert gain[: 8 * REACH - 1] == pytest.approx(1)
    assert gain[12 * REACH + 2 :] == pytest.approx(1)
