"""Rounds of a loop: all of it in each, from another place, and the same whoever reads from where."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.samples import Samples
from coach.sound.rounds import FADE_MS, STEP_MS, Rounds, starts_of
from coach.units import RATE, frames_at
from tests.kinds import at_most

pytestmark = pytest.mark.unit

FADE, STEP = frames_at(FADE_MS), frames_at(STEP_MS)
FRAMES = 50 * STEP
"""Of a loop: ten seconds."""


def numbered(frames: int) -> Samples:
    return np.arange(frames, dtype=np.float32).repeat(2).reshape(-1, 2)


def noise(frames: int = FRAMES, seed: int = 1) -> Samples:
    return np.random.default_rng(seed).standard_normal((frames, 2)).astype(np.float32)


def power(samples: Samples) -> float:
    return float(np.square(samples, dtype=np.float64).mean())


def test_without_starts_it_goes_round_and_round() -> None:
    rounds = Rounds(numbered(10))
    assert rounds.look(8, 23)[:, 0].tolist() == [8, 9, *range(10), 0, 1, 2]
    assert rounds.look(10**9, 10**9 + 3)[:, 0].tolist() == [0, 1, 2]


@given(st.integers(1, 50), st.integers(-10_000, 10_000), st.integers(0, 200))
@at_most(200)
def test_each_frame_is_the_loop_s_frame_of_that_place(length: int, start: int, frames: int) -> None:
    heard = Rounds(numbered(length)).look(start, start + frames)
    assert heard[:, 0].tolist() == [(start + frame) % length for frame in range(frames)]


def test_a_day_later_it_is_still_in_its_place() -> None:
    rounds, day = Rounds(numbered(60 * RATE)), 24 * 3600 * RATE
    assert rounds.look(day - 1, day + 2)[:, 0].tolist() == [60 * RATE - 1, 0, 1]


def test_after_its_crossfade_a_round_is_the_loop_from_its_start_on_and_round_its_end() -> None:
    starts = (7 * STEP, 20 * STEP)
    rounds = Rounds(numbered(FRAMES), starts)
    for turn in (0, 1, 2, 5):
        heard = rounds.look(turn * FRAMES + FADE, (turn + 1) * FRAMES)[:, 0]
        assert np.array_equal(heard, (np.arange(FADE, FRAMES) + starts[turn % 2]) % FRAMES)


def test_a_crossfade_begins_where_the_round_before_has_ended_and_jumps_nowhere() -> None:
    tone = np.sin(2 * np.pi * 50 * np.arange(FRAMES) / RATE).astype(np.float32)
    rounds = Rounds(np.repeat(tone[:, None], 2, axis=1), (0, 21 * STEP), 1.0)
    heard = rounds.look(0, 3 * FRAMES)[:, 0]
    # Whole cycles lie in a step: the tone goes on through all joints as if there were none.
    assert np.allclose(heard, np.tile(tone, 3), atol=1e-5)


@pytest.mark.parametrize("turn", range(1, 4))
def test_a_crossfade_of_noise_is_as_loud_as_the_noise(turn: int) -> None:
    rounds = Rounds(noise(), (0, 9 * STEP, 24 * STEP, 40 * STEP))
    levels = [power(rounds.look(at, at + RATE // 2)) for at in range(turn * FRAMES, turn * FRAMES + FADE, RATE // 2)]
    assert 10 * np.log10(levels) == pytest.approx(0, abs=0.2)


@given(start=st.integers(-2 * FRAMES, 5 * FRAMES), frames=st.integers(0, FRAMES))
@at_most(100)
def test_any_stretch_is_the_same_as_in_the_whole(start: int, frames: int) -> None:
    end = min(start + frames, 5 * FRAMES)
    assert np.array_equal(ROUNDS.look(start, max(start, end)), WHOLE[start + 2 * FRAMES : max(start, end) + 2 * FRAMES])


ROUNDS = Rounds(noise(), starts_of("x", FRAMES))
WHOLE = ROUNDS.look(-2 * FRAMES, 5 * FRAMES)


@pytest.mark.parametrize("frames", [36_200, 50_200], ids=str)
def test_a_round_begins_at_least_a_crossfade_and_at_most_half_a_loop_further(frames: int) -> None:
    frames = frames_at(frames)
    starts = starts_of("rain-1", frames)
    further = [(after - before) % frames for before, after in pairwise([*starts, starts[0]])]
    assert all(start % STEP == 0 for start in starts)
    assert min(further) >= FADE
    assert max(further) <= frames // 2
    assert len(starts) * frames > 24 * 3600 * RATE


def test_the_starts_are_the_same_on_every_machine() -> None:
    """What was drawn once: a session sounds the same wherever it is made."""
    assert [start // STEP for start in starts_of("rain-1", frames_at(36_200))[:8]] == FIRST


FIRST = [73, 136, 0, 84, 142, 169, 47, 98]


def test_a_loop_whose_rounds_cannot_lead_back_to_the_first_one_is_too_short() -> None:
    """Of 31 places, the next one is always 15 further: only after 31 rounds is it the first one again."""
    frames = 31 * STEP
    assert len(starts_of("x", frames, 31)) == 31
    with pytest.raises(ValueError, match="too short for 30 rounds"):
        starts_of("x", frames, 30)


def test_every_time_between_two_rounds_is_about_as_frequent_as_any_other() -> None:
    """So no lag brings a loop back: at most a few of all pairs of rounds have the same distance."""
    frames = frames_at(36_200)
    starts = np.array(starts_of("rain-1", frames)[:200]) // STEP
    places = frames // STEP
    for apart in range(1, 50):
        counts = np.bincount((starts[apart:] - starts[:-apart]) % places, minlength=places)
        assert counts.max() <= 0.06 * len(starts)
