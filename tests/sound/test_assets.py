"""The shipped sounds themselves, decoded: nothing in them may startle, throb, lean, hiss or show where a loop ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.decode import decode
from coach.audio.loudness import integrated, measure
from coach.audio.samples import Samples
from coach.routine.sounds import SOUND_MS
from coach.sound.layers import Layers, open_layers
from coach.sound.loop import close_loop
from coach.sound.sound_library import CUE_SOUNDS, SOUNDS, LoopFile, Sound, file_of
from coach.units import RATE, frames_at

pytestmark = pytest.mark.session

Floats = NDArray[np.float64]

BACKGROUNDS = pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
FILES = [file for sound in SOUNDS.values() for file in sound.layers]
LOOPS = pytest.mark.parametrize("loop_file", FILES, ids=lambda file: file.name)
RUNG = pytest.mark.parametrize("name", [name for name in CUE_SOUNDS if name in SOUND_MS])
SWELLING = {"ocean", "stream", "night", "singing-bowls"}
ROLLING = ["ocean", "night", "singing-bowls"]
TICKS = 100
"""Points in a second of a level."""
SECONDS = 100
"""Of a background that are looked at: as long as both its loops together; the level is followed for half an hour."""


@lru_cache
def file(name: str) -> Samples:
    return decode(file_of(name), "stereo")


@lru_cache
def loop(loop_file: LoopFile) -> Samples:
    return close_loop(file(loop_file.name).copy(), frames_at(loop_file.overlap_ms))


@lru_cache
def heard(sound: Sound) -> Samples:
    """The beginning of a background."""
    return open_layers(sound).read(0, SECONDS * RATE)


@lru_cache
def level(sound: Sound) -> Floats:
    """The K-weighted power in hundredths of a second, but for the first and the last half of a second."""
    frames = len(heard(sound))
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(frames, 1 / RATE) / 48_000)  # BS.1770 gives its filters for 48 kHz
    weight = np.polyval([1.19839281085285, -2.69169618940638, 1.53512485958697], z)
    weight /= np.polyval([0.73248077421585, -1.69065929318241, 1.0], z)
    weight *= (1 - z) ** 2 / np.polyval([0.99007225036621, -1.99004745483398, 1.0], z)
    weighted = np.fft.irfft(np.fft.rfft(heard(sound), axis=0) * weight[:, None], frames, axis=0)
    return np.asarray(np.square(weighted).sum(axis=1).reshape(-1, RATE // TICKS).mean(axis=1))[TICKS // 2 : -TICKS // 2]


@lru_cache
def long(sound: Sound) -> Layers:
    """A background under half an hour."""
    return open_layers(sound, 1_800 * RATE)


def decibels(power: Floats | float) -> Floats:
    return np.asarray(10 * np.log10(np.maximum(power, 1e-20)))


def windows_lufs(sound: Sound, seconds: float) -> Floats:
    """Loudness of every window of such a length in half an hour, a tenth of a second apart."""
    hops = round(seconds * 10)
    total = np.cumsum(np.concatenate(([0.0], long(sound).powers)))
    return decibels((total[hops:] - total[:-hops]) / hops) - 0.691


@lru_cache
def spectrum(sound: Sound) -> Samples:
    """The power of each frequency, in each side; a window keeps the low ones from leaking."""
    window = np.hanning(len(heard(sound))).astype(np.float32)[:, None]
    return np.asarray(np.square(np.abs(np.fft.rfft(heard(sound) * window, axis=0))))


def octaves_db(sound: Sound, edges: list[int], sides: slice = slice(2)) -> list[float]:
    """The power between each edge and the next, from the whole."""
    power = spectrum(sound)[:, sides].sum(axis=1)
    hertz = np.fft.rfftfreq(len(heard(sound)), 1 / RATE)
    return [
        float(decibels(power[(hertz >= low) & (hertz < high)].sum() / power.sum())) for low, high in pairwise(edges)
    ]


def around(loop_file: LoopFile, frame: int, frames: int) -> Samples:
    return loop(loop_file).take(np.arange(frame - frames, frame + frames), axis=0, mode="wrap")


def seams(loop_file: LoopFile) -> list[int]:
    """Where a loop begins again, and where the crossfade is over."""
    return [0, frames_at(loop_file.overlap_ms)]


def elsewhere(loop_file: LoopFile) -> range:
    return range(2 * RATE, len(loop(loop_file)) - 2 * RATE, RATE // 7)


@BACKGROUNDS
def test_a_background_is_small_enough_to_ship(sound: Sound) -> None:
    assert sum(file.path.stat().st_size for file in sound.layers) <= 1_300_000


@LOOPS
def test_a_file_is_the_loop_and_one_second_of_what_follows(loop_file: LoopFile) -> None:
    frames = frames_at(loop_file.loop_ms)
    assert loop_file.overlap_ms == 1000
    assert len(file(loop_file.name)) == frames + RATE
    follows, begins = file(loop_file.name)[frames:], file(loop_file.name)[:RATE]
    assert np.corrcoef(follows[RATE // 4 : -RATE // 4, 0], begins[RATE // 4 : -RATE // 4, 0])[0, 1] > 0.95


@BACKGROUNDS
def test_a_background_has_its_loudness_and_no_high_peaks(sound: Sound) -> None:
    assert integrated(long(sound).powers) == pytest.approx(-23, abs=0.1)
    measured = measure(heard(sound))
    assert measured.lufs == pytest.approx(-23, abs=0.2)
    assert measured.peak_dbtp <= -9
    assert decibels(long(sound).peak ** 2) <= -9


@BACKGROUNDS
def test_there_is_nothing_too_low_to_be_heard(sound: Sound) -> None:
    """What there is is the coding's."""
    assert np.abs(heard(sound).mean(axis=0)).max() < 1e-4
    assert octaves_db(sound, [0, 30]) < [-35]


@BACKGROUNDS
def test_a_background_is_wide_and_does_not_lean(sound: Sound) -> None:
    left, right = heard(sound).T.astype(np.float64)
    assert 0.1 <= np.corrcoef(left, right)[0, 1] <= 0.85
    assert abs(decibels(left.var() / right.var())) <= 1


@BACKGROUNDS
def test_a_background_survives_one_loudspeaker(sound: Sound) -> None:
    left, right = heard(sound).T.astype(np.float64)
    assert decibels(((left + right) / 2).var() / ((left.var() + right.var()) / 2)) >= -3


@BACKGROUNDS
def test_every_octave_is_softer_than_the_one_below(sound: Sound) -> None:
    for sides in (slice(2), slice(1), slice(1, 2)):
        octaves = octaves_db(sound, [250, 500, 1000, 2000, 4000, 8000, 16000], sides)
        assert octaves == sorted(octaves, reverse=True)


@BACKGROUNDS
def test_the_loudness_stays_put(sound: Sound) -> None:
    momentary, short_term = windows_lufs(sound, 0.4), windows_lufs(sound, 3)
    assert np.abs(momentary + 23).max() <= (3.5 if sound.name in SWELLING else 1.5)
    assert np.abs(short_term + 23).max() <= 2.5


@BACKGROUNDS
def test_nothing_throbs(sound: Sound) -> None:
    """No component of the level is strong, and none stands out of its neighbours: chance alone makes up to 4.5 times.

    One in three hundred is far below what can be heard, with or without neighbours.
    """
    window = np.hanning(len(level(sound)))  # a swell that is cut off at both ends is no pulse
    cycles = np.abs(np.fft.rfft((level(sound) - level(sound).mean()) * window)) * 2 / (level(sound) * window).sum()
    per_hertz = len(level(sound)) // TICKS
    lines = range(per_hertz // 4, 8 * per_hertz + 1)
    reach = per_hertz // 4
    neighbours = [np.median(cycles[line - reach + 1 : line + reach]) for line in lines]
    assert cycles[lines].max() <= 0.03
    assert (cycles[lines] <= np.maximum(0.0035, 5 * np.array(neighbours))).all()


@pytest.mark.parametrize("sound", [SOUNDS[name] for name in ROLLING], ids=ROLLING)
def test_swells_come_without_a_rhythm(sound: Sound) -> None:
    """No shift by 4 s or more lays the swells over themselves."""
    swells = decibels(long(sound).powers.reshape(-1, 10).mean(axis=1))
    swells -= swells.mean()
    likeness = np.fft.irfft(np.square(np.abs(np.fft.rfft(swells))), len(swells)) / np.square(swells).sum()
    assert likeness[4 : len(swells) // 2 + 1].max() <= 0.4


@LOOPS
def test_the_seam_is_no_step(loop_file: LoopFile) -> None:
    def step(frame: int) -> float:
        before, after = np.split(np.square(around(loop_file, frame, int(0.4 * RATE)), dtype=np.float64), 2)
        return abs(float(decibels(after.mean() / before.mean())))

    assert max(map(step, seams(loop_file))) <= 0.5


@LOOPS
def test_the_seam_is_no_click(loop_file: LoopFile) -> None:
    """A click is wide: over 2 kHz, the seam would stand out of all the other places."""
    window = np.hanning(2048)[:, None]

    def highs(frame: int) -> float:
        spectrum = np.fft.rfft(around(loop_file, frame, 1024) * window, axis=0)
        return float(np.square(np.abs(spectrum[2048 * 2000 // RATE :])).sum())

    assert max(map(highs, seams(loop_file))) <= max(map(highs, elsewhere(loop_file)))


def judged(*sounds: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/evaluate_backgrounds", "--minutes", "8", *sounds]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_nothing_in_a_background_comes_again() -> None:
    """Neither its level nor its colour is like itself at any later time."""
    done = judged(*SOUNDS)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.count("never returns") == len(SOUNDS)


@pytest.mark.parametrize("name", ["rain-1", "warm-pad-2"])
def test_a_loop_that_only_goes_round_is_found_to_come_again(name: str) -> None:
    done = judged(str(file_of(name)))
    (length,) = [file.loop_ms / 1000 for file in FILES if file.name == name]
    assert done.returncode == 1
    assert f"| {name}.opus |" in done.stdout
    after = float(done.stdout.splitlines()[-1].split("|")[3].split()[2])
    assert after / length == pytest.approx(round(after / length), abs=0.01)


def envelope(name: str) -> Floats:
    """The level of a sound that is rung, over 10 ms; an edge is 8 ms long in it."""
    window = np.hanning(RATE // 50)
    power = np.square(file(name), dtype=np.float64).sum(axis=1)
    return np.asarray(np.sqrt(np.convolve(power, window / window.sum(), mode="full")))


@RUNG
def test_a_sound_that_is_rung_is_as_long_as_the_timeline_has_it(name: str) -> None:
    assert len(file(name)) == frames_at(SOUND_MS[name])


@RUNG
def test_a_sound_that_is_rung_is_soft(name: str) -> None:
    peaks = {"soft-tick": -28, "side-change": -24, "start-bell": -20, "end-bell": -20}
    assert measure(file(name)).peak_dbtp == pytest.approx(peaks[name], abs=0.5)


@RUNG
def test_a_sound_that_is_rung_has_no_edge(name: str) -> None:
    """From -40 dB to its peak, a bell takes 5 ms, and all others more."""
    least_ms = {"soft-tick": 15, "side-change": 15, "start-bell": 5, "end-bell": 5}[name]
    samples = np.abs(file(name)).max(axis=1)
    rise = int(samples.argmax()) - int((samples > samples.max() / 100).argmax())
    assert rise >= least_ms * RATE / 1000


def test_both_tones_of_the_chime_come_softly() -> None:
    """Within 15 ms, neither makes eight tenths of its way: from 10 to 90 % they take longer."""
    level, span = envelope("side-change"), 15 * RATE // 1000
    rises, second = level[span:] - level[:-span], int(0.2 * RATE)
    assert rises[:second].max() <= 0.8 * level[:second].max()
    assert rises[second:].max() <= 0.8 * level.max()


@RUNG
def test_a_sound_that_is_rung_ends_in_silence(name: str) -> None:
    end = np.abs(file(name)[-frames_at(50) :]).max()
    assert decibels(float(end) ** 2) <= -70


@RUNG
def test_a_sound_that_is_rung_dies_away(name: str) -> None:
    quarters = [np.square(part, dtype=np.float64).mean() for part in np.array_split(file(name), 4)]
    assert quarters == sorted(quarters, reverse=True)


def test_the_bell_at_the_end_is_the_lower_and_longer_one() -> None:
    def root_hz(name: str) -> float:
        return float(np.abs(np.fft.rfft(file(name)[:, 0])).argmax() * RATE / len(file(name)))

    assert root_hz("end-bell") < root_hz("start-bell")
    assert len(file("end-bell")) > len(file("start-bell"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """scripts/make_sounds where it can write without harm."""
    (tmp_path / "scripts").mkdir()
    shutil.copy("scripts/make_sounds", tmp_path / "scripts")
    shutil.copytree("scripts/sounds", tmp_path / "scripts" / "sounds", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def make_sounds(copied: Path, *names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(copied / "scripts" / "make_sounds"), *names]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_the_script_makes_what_is_shipped(copied: Path) -> None:
    """Byte for byte with the same libraries; with others, the same but for coding."""
    done = make_sounds(copied, "brown-noise", *SOUND_MS)
    assert (done.stderr, done.returncode) == ("", 0)
    names = ["brown-noise-1", "brown-noise-2", *SOUND_MS]
    assert sorted(path.stem for path in (copied / "audio_assets").iterdir()) == sorted(names)
    for name in names:
        made, shipped = decode(copied / "audio_assets" / f"{name}.opus", "stereo"), file(name)
        assert np.square(made - shipped).mean() <= 0.001 * np.square(shipped).mean()


def test_a_sound_that_the_script_does_not_know_is_told(copied: Path) -> None:
    done = make_sounds(copied, "thunder")
    assert "there is no thunder; there are warm-pad, rain," in done.stderr
    assert done.returncode == 1
