from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.filters import Filters
from coach.audio.samples import Samples
from coach.units import RATE
from tests.kinds import at_most

pytestmark = pytest.mark.unit

STEREO = np.random.default_rng(1).standard_normal((3 * RATE + 77, 2)).astype(np.float32) * np.float32(0.1)


def filtered(filters: Filters, *stretches: Samples) -> Samples:
    frames = [frame for stretch in stretches for frame in filters.push(stretch)] + list(filters.end())
    return np.concatenate([STEREO[:0], *(frame.to_ndarray().reshape(-1, 2) for frame in frames)])


def low_pass() -> Filters:
    return Filters(("lowpass", "f=1000"), ("aformat", "sample_fmts=flt"))


ONCE = filtered(low_pass(), STEREO)


def test_filters_work_on_what_comes_in() -> None:
    assert ONCE.shape == STEREO.shape
    spectrum = np.abs(np.fft.rfft(ONCE[:, 0]) / np.fft.rfft(STEREO[:, 0]))
    hertz = np.fft.rfftfreq(len(ONCE), 1 / RATE)
    assert spectrum[hertz < 200].mean() == pytest.approx(1, abs=0.1)
    assert spectrum[(hertz > 8000) & (hertz < 10_000)].mean() < 0.05


@given(st.lists(st.integers(0, len(STEREO)), max_size=6))
@at_most(100)
def test_filters_go_on_from_stretch_to_stretch(cuts: list[int]) -> None:
    assert np.allclose(filtered(low_pass(), *np.split(STEREO, sorted(cuts))), ONCE, atol=1e-6)


def test_filters_give_at_the_end_what_they_held_back() -> None:
    held = Filters(("asetnsamples", f"n={RATE}:p=0"), ("aformat", "sample_fmts=flt"))
    given_out = [frame.samples for frame in held.push(STEREO)]
    assert given_out == [RATE] * 3
    assert [frame.samples for frame in held.end()] == [77]


def test_a_filter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no filter"):
        Filters(("no-such-filter", ""))


def test_filters_take_what_is_turned_or_wide() -> None:
    """Other layouts in memory and other kinds of numbers are the same sound."""
    reverse = np.asfortranarray(STEREO[::-1].astype(np.float64))[::-1]
    assert np.allclose(filtered(low_pass(), reverse.astype(np.float32, order="K")), ONCE, atol=1e-6)
    assert np.allclose(filtered(low_pass(), reverse), ONCE, atol=1e-6)  # type: ignore[arg-type]
