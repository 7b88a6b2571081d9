from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from coach.audio.loudness import HOP, powers
from coach.audio.samples import Samples
from coach.sound.centred import Centred, centre
from coach.sound.layers import Layers
from coach.sound.rounds import Rounds
from coach.units import RATE
from tests.sound.going_round import going_round

pytestmark = pytest.mark.unit

FRAMES = 3 * RATE + 1234
"""Of a session: longer than the loop, and no whole number of seconds or hops."""


@pytest.fixture(scope="module")
def stereo() -> Layers:
    """A loop of two seconds whose sides have nothing in common."""
    return going_round(
        np.random.default_rng(1).standard_normal((2 * RATE, 2)).astype(np.float32) * np.float32(0.1), FRAMES
    )


def in_pieces(background: Centred, edges: list[int]) -> Iterator[Samples]:
    for start, end in pairwise(edges):
        yield background.read(start, end)


def test_both_sides_have_the_mean_of_both() -> None:
    sides = np.array([[1, 0], [0.5, 0.5], [0.25, -0.25], [-1, -1]], np.float32)
    assert centre(sides).tolist() == [[0.5, 0.5], [0.5, 0.5], [0, 0], [-1, -1]]
    assert centre(sides).dtype == np.float32


def test_it_is_its_background_in_the_middle_wherever_it_is_read(stereo: Layers) -> None:
    heard = np.concatenate([*in_pieces(Centred(stereo, FRAMES), [0, 1, RATE, FRAMES])])
    assert np.array_equal(heard, centre(stereo.read(0, FRAMES)))


def test_its_level_is_that_of_what_is_heard_and_not_of_both_sides(stereo: Layers) -> None:
    centred, whole = Centred(stereo, FRAMES), FRAMES // HOP
    (heard,) = powers([centred.read(0, FRAMES)])
    assert len(centred.powers) == whole + 1
    assert centred.powers[:whole] == pytest.approx(heard[:whole], rel=0.02)
    # What differs between the sides gets softer: by 3 dB for noise that has nothing in common.
    softer = centred.powers[:whole].mean() / stereo.powers[:whole].mean()
    assert 10 * np.log10(softer) == pytest.approx(-3, abs=0.1)


def test_it_never_goes_over_the_peak_that_it_tells(stereo: Layers) -> None:
    centred = Centred(stereo, FRAMES)
    assert np.abs(centred.read(0, FRAMES)).max() <= centred.peak <= 1


def test_its_background_is_closed_with_it() -> None:
    class Closing(Layers):
        closed = False

        def close(self) -> None:
            self.closed = True

    loop = Closing([Rounds(np.zeros((RATE, 2), np.float32))], RATE)
    Centred(loop, RATE).close()
    assert loop.closed
