"""A cue is found wherever within 30 ms it is, and measured there, under whatever background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.samples import Samples, inner_product, middle_of
from coach.export.verified_cue import REACH, VerifiedCue, planned_cues, verify_cue
from coach.session import Session
from coach.sound.mix import Mix
from coach.units import RATE
from tests.kinds import at_most

pytestmark = pytest.mark.property


@dataclass(frozen=True)
class _Block:
    start: int
    samples: Samples


@dataclass(frozen=True)
class _Under:
    """A background alone: nothing but this noise."""

    noise: Samples

    def blocks(self, start: int, end: int) -> list[_Block]:
        """Return the noise from `start` to `end`, as one block."""
        return [_Block(start, np.stack((self.noise[start:end],) * 2, axis=1))]


def found(session: Session, number: int, late: int, noise_db: float, gain: float = 1) -> VerifiedCue:
    """Return a cue of the session as it is found that many frames late, over noise that is so much softer."""
    planned = planned_cues(session.mix)[number]
    voice = session.mix.levels.voice.of(planned.cue)
    noise = np.random.default_rng(number).standard_normal(planned.end + 2 * REACH).astype(np.float32)
    noise *= np.float32(voice.std() * 10 ** (noise_db / 20))
    heard = noise.copy()
    heard[planned.onset + late :][: len(voice)] += voice * np.float32(gain)
    around = heard[planned.onset - REACH : planned.end + REACH]
    return verify_cue(planned, around, session.mix, cast("Mix", _Under(noise)))


@given(st.integers(0, 3), st.integers(-REACH, REACH), st.floats(-60, -3))
@at_most(50)
def test_a_cue_at_another_time_is_found_there_to_the_frame(
    small_session: Session, number: int, late: int, noise_db: float
) -> None:
    cue = found(small_session, number, late, noise_db)
    assert round(cue.late_ms * RATE / 1000) == late
    assert cue.correlation > 0.999
    assert cue.under_off_db == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("gain_db", [-20, -3, 6])
def test_a_cue_at_another_level_is_measured_as_such(small_session: Session, gain_db: float) -> None:
    spoken = planned_cues(small_session.mix)[1].spoken
    cue = found(small_session, 1, 0, -10, 10 ** (gain_db / 20))
    assert cue.spoken.lufs - spoken.lufs == pytest.approx(gain_db, abs=0.05)


@pytest.mark.parametrize("length", [0, 1, 1_023, 1_024, 1_025, 100_000])
def test_a_product_is_that_of_wider_numbers(length: int) -> None:
    one, other = np.random.default_rng(length).standard_normal((2, length)).astype(np.float32) + np.float32(0.3)
    exact = float(np.dot(one.astype(float), other.astype(float)))
    assert inner_product(one, other) == pytest.approx(exact, rel=1e-5, abs=1e-4)


def test_the_middle_of_one_channel_is_itself() -> None:
    one, other = np.ones(3, np.float32), np.zeros(3, np.float32)
    assert np.array_equal(middle_of([one]), one)
    assert np.array_equal(middle_of([one, other]), [0.5] * 3)
