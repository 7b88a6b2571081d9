from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.wav import write_mono

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
def test_a_file_has_the_samples_at_their_rate(tmp_path: Path, rate: int) -> None:
    samples = np.linspace(-1, 1, 999, dtype=np.float32)
    write_mono(tmp_path / "a.wav", samples, rate)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (1, 2, rate, 999)
        read = np.frombuffer(file.readframes(999), "<i2") / 32767
    assert np.abs(read - samples).max() <= 0.5 / 32767 + 1e-7


def test_what_is_too_loud_is_at_full_scale_and_never_on_the_other_side(tmp_path: Path) -> None:
    write_mono(tmp_path / "a.wav", np.array([1.5, -1.5, 40, -40], np.float32), 44_100)
    assert decode(tmp_path / "a.wav", "mono") == pytest.approx([1, -1, 1, -1], abs=1e-3)


def test_nothing_is_an_empty_file(tmp_path: Path) -> None:
    write_mono(tmp_path / "a.wav", np.zeros(0, np.float32), 44_100)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() == 0
