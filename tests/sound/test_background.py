from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.errors import MissingPart
from coach.media import Samples, measure
from coach.sound import library
from coach.sound.background import Background, close_loop, open_background
from coach.sound.library import LUFS, SOUNDS, Sound
from coach.units import RATE

EACH = pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)


def around(background: Background, frame: int, frames: int) -> Samples:
    return background.read(frame - frames, frame + frames)


def level_db(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


@EACH
def test_it_has_the_loudness_that_the_mix_counts_on(sound: Sound) -> None:
    heard = measure(open_background(sound).loop)
    assert heard.lufs == pytest.approx(LUFS, abs=0.2)
    assert heard.peak_dbtp <= -9


@EACH
def test_there_is_no_step_of_level_at_the_seam(sound: Sound) -> None:
    background = open_background(sound)
    seam, window = len(background.loop), int(0.4 * RATE)
    before, after = np.split(around(background, seam, window), 2)
    assert abs(level_db(after) - level_db(before)) <= 0.5


@EACH
def test_there_is_no_click_at_the_seam(sound: Sound) -> None:
    """A click is wide: over 2 kHz, the seam would stand out of all the other places."""
    background = open_background(sound)
    window = np.hanning(2048)[:, None]

    def highs(frame: int) -> float:
        spectrum = np.abs(np.fft.rfft(around(background, frame, 1024) * window, axis=0))
        return float(np.square(spectrum[2048 * 2000 // RATE :]).sum())

    frames = len(background.loop)
    elsewhere = [highs(frame) for frame in range(2 * RATE, frames - 2 * RATE, RATE // 7)]
    fade_end = sound.overlap_ms * RATE // 1000
    assert max(highs(frames), highs(frames + fade_end)) <= 1.5 * max(elsewhere)


@EACH
def test_it_is_wide_and_survives_one_loudspeaker(sound: Sound) -> None:
    left, right = open_background(sound).loop.T
    assert 0.1 < np.corrcoef(left, right)[0, 1] < 0.9
    both = np.stack((left, right), axis=1)
    assert level_db((left + right) / 2) >= level_db(both) - 3


@EACH
def test_the_spectrum_falls_towards_the_highs(sound: Sound) -> None:
    loop = open_background(sound).loop[:, 0]
    power, hertz = np.abs(np.fft.rfft(loop)) ** 2, np.fft.rfftfreq(len(loop), 1 / RATE)
    octaves = [power[(hertz >= low) & (hertz < 2 * low)].sum() for low in (250, 500, 1000, 2000)]
    assert octaves == sorted(octaves, reverse=True)


def test_reading_goes_round_and_round() -> None:
    background = Background(np.arange(10, dtype=np.float32).repeat(2).reshape(-1, 2))
    assert background.read(8, 23)[:, 0].tolist() == [8, 9, *range(10), 0, 1, 2]
    assert background.read(10**9, 10**9 + 3)[:, 0].tolist() == [0, 1, 2]


def test_the_sound_goes_on_over_the_seam() -> None:
    frames, overlap = 4000, 500
    whole = np.sin(np.arange(frames + overlap) * 2 * np.pi / 400).astype(np.float32)[:, None].repeat(2, axis=1)
    loop = close_loop(whole.copy(), overlap)
    assert loop == pytest.approx(whole[:frames], abs=1e-5)


@pytest.mark.parametrize("damage", ["cut in half", "a hole", "no sound"])
def test_a_damaged_sound_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    data = SOUNDS["warm-pad"].path.read_bytes()
    hole = data[:400_000] + bytes(20_000) + data[420_000:]
    damaged = {"cut in half": data[: len(data) // 2], "a hole": hole, "no sound": b"x" * 100}[damage]
    (tmp_path / "warm-pad.opus").write_bytes(damaged)
    monkeypatch.setattr(library, "_HOMES", (tmp_path,))
    with pytest.raises(MissingPart, match="'warm-pad' is damaged; install coach again"):
        open_background(SOUNDS["warm-pad"])


def test_a_sound_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_HOMES", ())
    with pytest.raises(MissingPart, match="'warm-pad' is not where coach is installed; install coach again"):
        open_background(SOUNDS["warm-pad"])
