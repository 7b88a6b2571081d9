from __future__ import annotations

import math
import wave
from pathlib import Path

import numpy as np
import pytest

from coach.media import MediaError, Samples, decode, measure
from coach.units import RATE


def sine(level_db: float, seconds: float = 4, hertz: float = 997) -> Samples:
    wave_of_time = np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return (10 ** (level_db / 20) * wave_of_time).astype(np.float32)


def written(path: Path, samples: Samples, rate: int = RATE) -> Path:
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return path


def test_a_sine_on_both_sides_reads_as_the_standard_says() -> None:
    # EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS on each side is -23 LUFS.
    heard = measure(sine(-23))
    assert heard.lufs == pytest.approx(-23, abs=0.1)
    assert heard.peak_dbtp == pytest.approx(-23, abs=0.1)


def test_a_peak_between_two_samples_is_seen() -> None:
    beside_its_peaks = np.tile(np.array([1, 1, -1, -1], np.float32), RATE) * np.float32(0.5)  # RATE / 4 Hz
    faded = beside_its_peaks * np.hanning(len(beside_its_peaks)).astype(np.float32)
    assert measure(faded).peak_dbtp == pytest.approx(-3, abs=0.1)


def test_silence_has_no_loudness() -> None:
    heard = measure(np.zeros((RATE * 2, 2), np.float32))
    assert (heard.lufs, heard.peak_dbtp) == (-math.inf, -math.inf)


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    stereo = np.stack((sine(-10), sine(-20)), axis=1)
    assert decode(written(tmp_path / "s.wav", stereo), "stereo") == pytest.approx(stereo, abs=1e-4)


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000, 96_000])
def test_any_rate_is_resampled_and_keeps_its_length(tmp_path: Path, rate: int) -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(rate * 2) / rate).astype(np.float32) * np.float32(0.5)
    samples = decode(written(tmp_path / "r.wav", tone, rate), "mono")
    assert len(samples) == pytest.approx(2 * RATE, abs=32)
    assert np.argmax(np.abs(np.fft.rfft(samples[:RATE]))) == 440


def test_a_filter_is_applied_to_a_file_that_does_not_name_its_channels(tmp_path: Path) -> None:
    samples = decode(written(tmp_path / "f.wav", sine(-10, hertz=50)), "mono", (("highpass", "f=500"),))
    assert samples[RATE:].std() < 0.05 * sine(-10).std()


def test_what_is_no_sound_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.wav"
    path.write_text("not a sound")
    with pytest.raises(MediaError):
        decode(path, "mono")
