from __future__ import annotations

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.errors import UsageError
from coach.player.engine.resilient_background import ResilientBackground
from coach.units import RATE
from tests.player.engine.driving import roughness

pytestmark = pytest.mark.unit


class Tone:
    """A background that can be read up to a frame."""

    powers = np.ones(100)
    peak = 0.1

    def __init__(self, until: int) -> None:
        self._until = until

    def read(self, start: int, end: int) -> Samples:
        if end > self._until:
            raise UsageError("'waves.wav' changed while it was read")
        tone = 0.1 * np.sin(np.arange(start, end) * 0.02)
        return np.repeat(tone[:, None], 2, axis=1).astype(np.float32)

    def close(self) -> None:
        self._until = 0


def test_as_long_as_it_can_be_read_it_is_what_it_was() -> None:
    background = ResilientBackground(Tone(9 * RATE))
    assert np.array_equal(background.read(500, 9_000), Tone(9 * RATE).read(500, 9_000))
    assert (background.peak, len(background.powers), background.failure) == (0.1, 100, None)


@pytest.mark.parametrize("size", [RATE // 10, RATE, 3 * RATE])
def test_what_cannot_be_read_any_more_fades_away_without_a_seam(size: int) -> None:
    background = ResilientBackground(Tone(3 * RATE))
    heard = np.concatenate([background.read(at, at + size) for at in range(0, 9 * RATE, size)])
    assert len(heard) == 9 * RATE
    assert str(background.failure) == "'waves.wav' changed while it was read"
    assert roughness(heard) < 1e-4  # with a corner, 1.5e-3
    assert np.abs(heard[3 * RATE : 3 * RATE + RATE // 4]).max() > 0.05
    assert not heard[4 * RATE :].any()


def test_it_does_not_come_up_again_where_it_faded_away() -> None:
    background = ResilientBackground(Tone(3 * RATE))
    for start in (2 * RATE, 3 * RATE, 3 * RATE):  # a second is read for each stretch of it
        background.read(start, start + RATE)
    assert np.abs(background.read(3 * RATE, 4 * RATE)).max() > 0.05
    assert not background.read(RATE, 4 * RATE).any(), "after a jump back"
    assert not background.read(3 * RATE, 4 * RATE).any(), "and on from there"


def test_one_that_cannot_be_read_at_all_is_nothing() -> None:
    assert not ResilientBackground(Tone(0)).read(0, RATE).any()


def test_a_loss_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    background = ResilientBackground(Tone(RATE))
    for start in range(0, 5 * RATE, RATE):
        background.read(start, start + RATE)
    (told,) = caplog.records
    assert (told.levelname, told.name) == ("WARNING", "coach.player.engine.resilient_background")
    assert told.getMessage().endswith(f"frame {RATE}: UsageError: 'waves.wav' changed while it was read")
