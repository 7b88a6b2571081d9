"""The layers of a sound together: their sum from any frame, and what is known of it without its samples."""

from __future__ import annotations

import tracemalloc
from math import gcd
from pathlib import Path
from threading import Event, current_thread

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.loudness import HOP, integrated, powers
from coach.audio.samples import Samples
from coach.errors import MissingPart
from coach.sound.layers import Layers, LayersOnce, _opened, open_layers
from coach.sound.loop import LoopOnce
from coach.sound.rounds import STEP_MS, Rounds, starts_of
from coach.sound.sound_library import SOUNDS, Sound
from coach.units import RATE, frames_at
from tests.sound.going_round import going_round

pytestmark = pytest.mark.unit

EACH = pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
MINUTES = 4
"""Longer than what is measured at once."""


def noise(frames: int, seed: int = 1) -> Samples:
    return np.random.default_rng(seed).standard_normal((frames, 2)).astype(np.float32) * np.float32(0.1)


@pytest.fixture(scope="module")
def layers() -> Layers:
    """Two layers of noise, under a session of some minutes and a little more."""
    lengths = (61 * 2 * HOP, 67 * 2 * HOP)
    rounds = [Rounds(noise(frames, frames), starts_of(str(frames), frames)) for frames in lengths]
    return Layers(rounds, MINUTES * 60 * RATE + 5)


@EACH
def test_a_sound_comes_round_after_more_than_two_hours(sound: Sound) -> None:
    first, second = (layer.loop_ms for layer in sound.layers)
    assert gcd(first, second) == STEP_MS
    assert sound.repeats_ms == first * second // STEP_MS > 2 * 3_600_000


@EACH
def test_what_is_read_is_the_sum_of_its_layers(sound: Sound) -> None:
    opened = open_layers(sound)
    parts = [Rounds(_loop(sound, number), _starts(sound, number), sound.alike) for number in range(2)]
    for start in (0, 40 * RATE, 3_600 * RATE):
        end = start + 5 * RATE
        assert np.array_equal(opened.read(start, end), parts[0].look(start, end) + parts[1].look(start, end))


def _loop(sound: Sound, number: int) -> Samples:
    from coach.sound.loop import decode_loop

    return decode_loop(sound.layers[number], sound.name)


def _starts(sound: Sound, number: int) -> tuple[int, ...]:
    layer = sound.layers[number]
    return starts_of(layer.name, frames_at(layer.loop_ms), sound.repeats_ms // layer.loop_ms)


@EACH
def test_all_layers_come_round_together_and_what_is_measured_of_them_is_enough_for_any_session(sound: Sound) -> None:
    opened, whole = open_layers(sound), frames_at(sound.repeats_ms)
    for start in (-RATE, 0, 40 * RATE):
        assert np.array_equal(opened.read(whole + start, whole + start + RATE), opened.read(start, start + RATE))
    assert whole % HOP == 0


def test_the_powers_of_a_session_that_is_longer_than_that_are_those_of_what_is_heard() -> None:
    frames = 30 * RATE
    once = LayersOnce([Rounds(noise(frames, 1), starts_of("x", frames, 8))], repeats=8 * frames)
    longer, measured = Layers(once, 20 * frames + 5), Layers(once.layers, 20 * frames + 5)
    assert len(longer.powers) == len(measured.powers)
    assert longer.powers == pytest.approx(measured.powers, rel=1e-4)
    assert longer.peak == measured.peak


def test_one_layer_alone_may_be_changed_where_it_is_read() -> None:
    alone = going_round(noise(RATE))
    before = alone.read(0, 100)
    alone.read(0, 100)[:] = 0
    assert np.array_equal(alone.read(0, 100), before)


def test_its_powers_are_those_of_what_is_heard_over_the_joints_of_what_is_measured_at_once(layers: Layers) -> None:
    (heard,) = powers([layers.read(0, MINUTES * 60 * RATE)])
    assert len(layers.powers) == MINUTES * 600 + 1
    assert layers.powers[5:-1] == pytest.approx(heard[5:], rel=1e-3)


def test_nothing_is_over_its_peak(layers: Layers) -> None:
    loudest = np.abs(layers.read(0, MINUTES * 60 * RATE)).max()
    assert loudest <= layers.peak <= 1.1 * loudest


def test_its_peak_is_the_highest_sample_of_either_sign_on_either_side() -> None:
    samples = np.zeros((3 * HOP, 2), np.float32)
    samples[500, 1] = -0.75
    samples[700, 0] = 0.5
    assert going_round(samples).peak == 0.75


def test_its_filter_comes_to_the_beginning_as_if_it_had_sounded_before() -> None:
    """From nothing, the first hop of a low tone would read as something else than the same hop later on."""
    tone = np.sin(2 * np.pi * 30 * np.arange(20 * HOP) / RATE + 1)
    background = going_round(np.repeat(tone.astype(np.float32)[:, None], 2, axis=1), 20 * HOP)
    assert background.powers[0] == pytest.approx(background.powers[10], rel=1e-3)


def test_a_longer_session_is_as_loud_as_its_loop() -> None:
    samples = noise(10 * HOP)
    once, often = (integrated(going_round(samples, hops * HOP).powers) for hops in (10, 1000))
    assert often == pytest.approx(once, abs=0.05)


def test_a_sound_that_is_known_is_decoded_when_it_is_read_and_not_before(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, decoded, opened = SOUNDS["ocean"], [], []

    def counted(path: Path, layout: str) -> Samples:
        decoded.append(path)
        return decode(path, layout)

    monkeypatch.setattr("coach.sound.loop.decode_beside", counted)
    for _ in range(2):
        _opened.cache_clear()
        opened.append(open_layers(sound, 240 * RATE))
        assert len(opened[-1].powers) == 2_400
        assert len(decoded) == 2
    new, known = opened
    assert np.array_equal(new.powers, known.powers)
    assert new.peak == known.peak
    assert len(decoded) == 2
    assert np.array_equal(new.read(5, RATE), known.read(5, RATE))
    assert len(decoded) == 4
    assert len([*own_cache.glob("levels/*.levels")]) == 2
    _opened.cache_clear()


def test_one_that_is_loaded_ahead_is_decoded_in_other_threads_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    both, threads = Event(), []

    def noted(path: Path, layout: str) -> Samples:
        threads.append(current_thread())
        if len(threads) == 2:
            both.set()
        return decode(path, layout)

    open_layers(SOUNDS["ocean"])  # its levels are known from here on
    _opened.cache_clear()
    monkeypatch.setattr("coach.sound.loop.decode_beside", noted)
    background = open_layers(SOUNDS["ocean"])
    background.load_ahead()
    assert both.wait(10)
    background.read(5, RATE)
    assert len(threads) == 2
    assert current_thread() not in threads
    _opened.cache_clear()


def test_what_fails_ahead_is_told_where_it_is_read() -> None:
    def damaged() -> Samples:
        raise MissingPart("it is damaged", "")

    background = Layers([Rounds(LoopOnce(damaged))])
    background.load_ahead()
    with pytest.raises(MissingPart, match="damaged"):
        background.read(0, 1)


def test_measuring_it_holds_a_few_seconds_of_it_at_most(layers: Layers) -> None:
    second = 2 * RATE * 4
    tracemalloc.start()
    try:
        layers._once._measure(0)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20 * second
