from __future__ import annotations

import random
from collections.abc import Callable
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.samples import Samples
from coach.player.engine.playback_buffer import Chunk, PlaybackBuffer
from coach.player.session.state import State
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from coach.units import frames_at

pytestmark = pytest.mark.property

PLAN = plan_routine(parse_routine(b"title: T\nsteps: [{say: Rest., do: 1h}]\n", "t.yaml"), lambda _: 1000)
BEGINNING = State(PLAN, frames_at(PLAN.timeline.duration_ms))
STEP = np.float32(2**-24)
"""Each frame of the ramp tells its own number."""
lengths = st.integers(0, 4000)


def moment(at: int) -> State:
    return BEGINNING.after(at) if at else BEGINNING


def ramp(at: int, frames: int) -> Samples:
    return np.repeat(np.arange(at + 1, at + 1 + frames, dtype=np.float32)[:, None] * STEP, 2, axis=1)


def chunk(at: int, frames: int, sound: Callable[[int, int], Samples] = ramp) -> Chunk:
    return Chunk(moment(at), sound(at, frames))


def tape_of(*frames: int, sound: Callable[[int, int], Samples] = ramp) -> PlaybackBuffer:
    buffer, at = PlaybackBuffer(BEGINNING), 0
    for some in frames:
        buffer.add(chunk(at, some, sound))
        at += some
    return buffer


def noise(frames: int, seed: int, level: float = 0.1) -> Samples:
    return (np.random.default_rng(seed).standard_normal((frames, 2)) * level).astype(np.float32)


def tone(frames: int, hertz: float, level: float = 0.3) -> Samples:
    wave = np.sin(2 * np.pi * hertz * np.arange(frames) / 44_100) * level
    return np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)


def steepest(samples: Samples) -> float:
    return float(np.abs(np.diff(samples, axis=0)).max(initial=0))


@given(st.lists(st.integers(1, 3000), max_size=5), st.lists(lengths, max_size=8))
def test_exactly_so_many_frames_are_taken_and_none_is_lost_or_doubled(added: list[int], wanted: list[int]) -> None:
    buffer = tape_of(*added)
    taken = [buffer.take(frames) for frames in wanted]
    assert [len(samples) for samples in taken] == wanted
    there = min(sum(added), sum(wanted))
    heard = np.concatenate([np.zeros((0, 2), np.float32), *taken])
    assert np.array_equal(heard[:there], ramp(0, there))
    assert not heard[there:].any()
    assert (buffer.taken, buffer.missing, len(buffer)) == (sum(wanted), sum(wanted) - there, sum(added) - there)


@given(late=st.integers(0, 2000), most=st.integers(0, 2000))
def test_where_words_begin_no_more_of_the_new_is_left_out_than_leads_in_to_them(late: int, most: int) -> None:
    buffer = tape_of(5000)
    buffer.take(late)
    buffer.cut(0, [chunk(7000, 3000)], fade=0, most=most)
    assert np.array_equal(buffer.take(500), ramp(7000 + min(late, most), 500))
    assert buffer.heard[0] == moment(7000 + min(late, most) + 500)


def test_after_the_end_nothing_is_missing() -> None:
    buffer = PlaybackBuffer(moment(BEGINNING.spoken_until - 1))
    buffer.add(Chunk(buffer.after, ramp(0, 1)))
    assert buffer.after.phase == "ended"
    buffer.take(500)
    assert buffer.missing == 0


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=5), lengths)
def test_what_is_heard_is_known_to_the_frame(added: list[int], wanted: int) -> None:
    buffer = tape_of(*added)
    wanted = min(wanted, sum(added))
    buffer.take(wanted)
    state, taken = buffer.heard
    assert (state.at, taken) == (wanted, wanted)
    assert np.array_equal(buffer.take(1)[: len(buffer) + 1], ramp(wanted, 1)) or wanted == sum(added)


@given(
    st.integers(0, 3000),
    st.integers(0, 3000),
    st.integers(0, 500),
    st.lists(st.integers(1, 2000), min_size=1, max_size=4),
)
def test_a_cut_goes_on_where_it_was_thought_out_and_what_was_taken_meanwhile_is_left_out(
    before: int, meanwhile: int, fade: int, new: list[int]
) -> None:
    """Cut to the same sound: as nothing is lost or doubled, and equal sounds add up to themselves, nothing is heard."""
    buffer = tape_of(10_000)
    buffer.take(before)
    state, since = buffer.heard
    starts = np.cumsum([state.at, *new])
    chunks = [chunk(int(at), frames) for at, frames in zip(starts, new, strict=False)]
    buffer.take(meanwhile)
    buffer.cut(since, chunks, fade)
    left = max(0, sum(new) - meanwhile)
    assert len(buffer) == left
    assert buffer.heard[0].at == before + min(meanwhile, sum(new))
    heard = buffer.take(left)[fade if left < fade else 0 :]
    assert np.allclose(heard, ramp(before + meanwhile, len(heard)), rtol=1e-5, atol=0)


def test_what_a_cut_is_given_stays_as_it_is() -> None:
    given_ones = [chunk(0, 1000), chunk(1000, 1000)]
    buffer = tape_of(5000, sound=lambda _, frames: noise(frames, 1))
    buffer.cut(0, given_ones, 1500)
    buffer.take(2000)
    assert np.array_equal(given_ones[0].samples, ramp(0, 1000))


@pytest.mark.parametrize("fade", [100, 2000, 6615])
def test_a_cut_begins_with_what_would_have_come_and_ends_with_the_new(fade: int) -> None:
    old, new = tone(20_000, 220), tone(20_000, 330, level=0.1)
    buffer = tape_of(20_000, sound=lambda _, __: old)
    buffer.take(777)
    buffer.cut(777, [Chunk(moment(9), new)], fade)
    heard = buffer.take(20_000)
    assert np.allclose(heard[0], old[777], atol=1e-6)
    assert np.array_equal(heard[fade:], new[fade:])


@given(st.integers(1, 3000), st.integers(0, 4000))
def test_what_is_shorter_than_the_crossfade_is_reached_before_it_ends(frames: int, late: int) -> None:
    old, new = tone(20_000, 220), tone(frames, 330, level=0.1)
    buffer = tape_of(20_000, sound=lambda _, __: old)
    buffer.take(late)
    buffer.cut(0, [Chunk(moment(0), new.copy())], 2000)
    left = max(0, frames - late)
    heard = buffer.take(left)
    assert len(buffer) == 0
    if left > 100:
        assert np.allclose(heard[0], old[late], atol=1e-6)
        assert np.allclose(heard[-1], new[-1], atol=5e-3)


@given(st.integers(0, 10_000), st.integers(1000, 8000), st.floats(60, 900), st.floats(60, 900), st.floats(0.01, 0.5))
def test_no_step_is_larger_than_those_of_either_sound(
    before: int, fade: int, one: float, other: float, level: float
) -> None:
    old, new = tone(30_000, one), tone(30_000, other, level)
    buffer = tape_of(30_000, sound=lambda _, __: old)
    buffer.take(before)
    buffer.cut(before, [Chunk(moment(0), new)], fade)
    heard = np.concatenate((old[:before], buffer.take(20_000)))
    of_the_fade = 2 * np.pi * max(0.3, level) / fade
    assert steepest(heard) <= np.hypot(steepest(old), steepest(new)) * 1.1 + of_the_fade


def test_the_answer_is_not_weakened_by_the_crossfade() -> None:
    old, new, earcon = noise(9000, 1), noise(9000, 2), tone(9000, 400)
    plain, answered = (tape_of(9000, sound=lambda _, __: old) for _ in range(2))
    for buffer in (plain, answered):
        buffer.take(300)
    plain.cut(0, [Chunk(moment(0), new)], 6000)
    answered.cut(0, [Chunk(moment(0), new + earcon)], 6000, earcon)
    added = answered.take(8700) - plain.take(8700)
    assert np.allclose(added[441:], earcon[741:], atol=1e-5)
    assert steepest(added) <= 1.5 * steepest(earcon)  # though it begins in the middle


def test_a_listener_gets_what_the_device_takes() -> None:
    buffer = tape_of(500)
    overheard: list[Samples] = []
    buffer.listener = overheard.append
    taken = [buffer.take(200), buffer.take(400)]
    assert np.array_equal(np.concatenate(overheard), np.concatenate(taken))


@pytest.mark.parametrize("seed", range(4))
def test_between_two_threads_no_frame_is_lost_or_doubled(seed: int) -> None:
    """One takes as a device does, the other adds and cuts to the same sound, of which nothing is to be heard."""
    rng, buffer, heard = random.Random(seed), tape_of(9000), []

    def device() -> None:
        sizes = random.Random(seed + 100)
        while buffer.taken < 300_000:
            if len(buffer) >= 6000:
                heard.append(buffer.take(sizes.randint(0, 3000)))

    thread = Thread(target=device)
    thread.start()
    cuts = [0]
    while thread.is_alive():
        if len(buffer) < 9000:
            buffer.add(chunk(buffer.after.at, rng.randint(1, 4000)))
        elif buffer.taken > cuts[-1] + 3000:
            state, since = buffer.heard
            buffer.cut(since, [chunk(state.at, 11_000), chunk(state.at + 11_000, rng.randint(1, 4000))], 500)
            cuts.append(since)
    thread.join()
    numbers = np.concatenate(heard)[:, 0].astype(np.float64) / STEP
    expected = np.arange(1, len(numbers) + 1)
    assert np.allclose(numbers, expected, rtol=3e-5)  # as exact as a crossfade of float32 is
    assert np.mean(numbers == expected) > 0.5  # and in between to the frame
    assert (buffer.missing, buffer.taken) == (0, len(numbers))
    assert len(cuts) > 5
