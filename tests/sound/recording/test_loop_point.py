from __future__ import annotations

import numpy as np
import pytest

from coach.audio.loudness import HOP, powers
from coach.audio.samples import Samples
from coach.sound.recording.loop_point import Candidate, LoopPoint, find_loop_point
from coach.units import RATE

pytestmark = pytest.mark.unit

FADE = 20


def noise(seconds: float, seed: int = 1) -> Samples:
    return (0.1 * np.random.default_rng(seed).standard_normal((int(seconds * RATE), 2))).astype(np.float32)


def tone(seconds: float, hertz: float) -> Samples:
    one = 0.1 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.stack((one, one), axis=1).astype(np.float32)


def level_db(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-12))


def levels(samples: Samples, window: float = 0.2) -> list[float]:
    frames = int(window * RATE)
    return [level_db(samples[at : at + frames]) for at in range(0, len(samples) - frames + 1, frames)]


def seam_of(sound: Samples, fade: int = FADE) -> LoopPoint:
    """Of a sound, with half of it as either end."""
    half = len(sound) // HOP // 2
    head, tail = Candidate(0, sound[: half * HOP]), Candidate(half, sound[half * HOP : 2 * half * HOP])
    return find_loop_point(tail, head, np.concatenate(list(powers([sound]))), fade)


def around(sound: Samples, seam: LoopPoint, seconds: float = 2) -> Samples:
    """What is heard before, in and after the crossfade."""
    out, back = seam.leaves * HOP, (seam.enters + seam.fade) * HOP
    beside = int(seconds * RATE)
    return np.concatenate((sound[max(0, out - beside) : out], seam.samples, sound[back : back + beside]))


def highs(samples: Samples) -> list[float]:
    """The energy over 2 kHz of short windows: a click is wide."""
    shape = np.hanning(1024)[:, None]
    windows = [samples[at : at + 1024] * shape for at in range(0, len(samples) - 1024, 256)]
    return [float(np.square(np.abs(np.fft.rfft(window, axis=0)))[1024 * 2000 // RATE :].sum()) for window in windows]


def test_noise_is_as_loud_in_the_seam_as_beside_it() -> None:
    sound = noise(20)
    heard = levels(around(sound, seam_of(sound)))
    assert max(heard) - min(heard) <= 0.5


@pytest.mark.parametrize("hertz", [440, 445, 997.3])
def test_a_tone_neither_swells_nor_fades_in_the_seam(hertz: float) -> None:
    sound = tone(20, hertz)
    heard = levels(around(sound, seam_of(sound)))
    assert max(heard) - min(heard) <= 0.5


def test_no_click_is_heard_where_the_seam_begins_and_ends() -> None:
    sound = tone(20, 445) + 0.1 * noise(20)
    elsewhere = highs(sound[5 * RATE : 9 * RATE])
    assert max(highs(around(sound, seam_of(sound)))) <= 2 * max(elsewhere)


def test_fades_at_the_ends_are_not_part_of_the_loop() -> None:
    sound, fade = noise(30), np.linspace(0, 1, 4 * RATE, dtype=np.float32)[:, None]
    sound[: len(fade)] *= fade
    sound[-len(fade) :] *= fade[::-1]
    seam = seam_of(sound)
    heard = levels(around(sound, seam, 1))
    assert max(heard) - min(heard) <= 1
    assert min(heard) >= level_db(noise(30)) - 0.5
    assert seam.period * HOP > 15 * RATE


def test_soft_ends_are_not_part_of_the_loop() -> None:
    """They are alike, but not what one hears for the most part."""
    sound = noise(30)
    sound[: 4 * RATE] *= np.float32(0.2)
    sound[-4 * RATE :] *= np.float32(0.2)
    assert min(levels(around(sound, seam_of(sound), 1))) >= level_db(noise(30)) - 0.5


def test_like_goes_to_like() -> None:
    """The sound begins high and ends low, as loud: the loop is closed where it is high or low at either end."""
    low, high = tone(5, 300), tone(5, 700)
    sound = np.concatenate((high, low, low, high, high, low)) + 0.01 * noise(30)
    seam = seam_of(sound)
    out, back = sound[seam.leaves * HOP :][:RATE, 0], sound[(seam.enters + seam.fade) * HOP - RATE :][:RATE, 0]
    assert abs(np.argmax(np.abs(np.fft.rfft(out))) - np.argmax(np.abs(np.fft.rfft(back)))) <= 2


def test_a_loop_is_whole_hops_long_and_goes_forward() -> None:
    seam = seam_of(noise(6), 10)
    assert seam.fade == 10
    assert seam.enters >= 0
    assert seam.enters + seam.fade <= seam.leaves <= 60 - seam.fade
