from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.speech import Voice
from coach.speech.engines.espeak import TRAITS
from coach.speech.postprocess import CEILING, REFERENCE, SPEECH_LUFS, NoSpeech, gain_of, level, soften
from coach.speech.worker import Worker
from coach.units import RATE, frames_at

pytestmark = pytest.mark.unit


def written(path: Path, samples: Samples, rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return path


def tone(seconds: float, hertz: float = 440.0, rate: int = RATE) -> Samples:
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)


def test_silence_around_the_voice_is_cut_off(tmp_path: Path) -> None:
    samples = soften(written(tmp_path / "padded.wav", np.concatenate((silence(0.7), tone(1), silence(1.3)))))
    assert len(samples) == pytest.approx(RATE, abs=frames_at(60))  # the fade, and the filters' last swing


def test_silence_between_two_sentences_stays(tmp_path: Path) -> None:
    samples = soften(written(tmp_path / "two.wav", np.concatenate((tone(1), silence(0.6), tone(1)))))
    assert len(samples) == pytest.approx(2.6 * RATE, abs=frames_at(45))


def test_the_voice_begins_within_five_milliseconds(tmp_path: Path) -> None:
    samples = np.abs(soften(written(tmp_path / "padded.wav", np.concatenate((silence(0.7), tone(1))))))
    assert np.argmax(samples > samples.max() / 2) <= frames_at(5)


def test_the_end_fades_to_nothing(tmp_path: Path) -> None:
    samples = soften(written(tmp_path / "abrupt.wav", np.concatenate((tone(1), silence(1)))))
    assert abs(samples[-1]) < 10 ** (-80 / 20)


def test_any_rate_becomes_the_house_rate(tmp_path: Path) -> None:
    samples = soften(written(tmp_path / "8k.wav", tone(1, rate=8000), rate=8000))
    assert len(samples) == pytest.approx(RATE, abs=frames_at(45))


def test_highs_of_espeak_are_softened_and_rumble_is_cut(tmp_path: Path) -> None:
    def heard(hertz: int) -> float:
        return float(soften(written(tmp_path / f"{hertz}.wav", tone(1, hertz)), TRAITS.filters).std())

    levels = {hertz: heard(hertz) for hertz in (30, 1000, 12_000)}
    assert 20 * np.log10(levels[12_000] / levels[1000]) == pytest.approx(-6, abs=0.5)
    assert 20 * np.log10(levels[30] / levels[1000]) < -12


@pytest.mark.parametrize("content", [b"", b"no sound file at all" * 100])
def test_a_file_without_sound_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "spoken"
    path.write_bytes(content)
    with pytest.raises(NoSpeech, match="it gave no sound file"):
        soften(path)


def test_silence_is_no_speech(tmp_path: Path) -> None:
    with pytest.raises(NoSpeech, match="only silence"):
        soften(written(tmp_path / "mute.wav", silence(1)))


def test_a_sound_file_without_a_frame_is_no_speech(tmp_path: Path) -> None:
    with pytest.raises(NoSpeech):
        soften(written(tmp_path / "short.wav", silence(0)))


def test_the_voice_comes_to_its_level_under_its_ceiling() -> None:
    with Worker("system") as worker:
        raw = soften(worker.speak(Voice(), REFERENCE), worker.traits.filters)
    levelled = level(raw, gain_of(raw))
    assert measure(levelled).lufs == pytest.approx(SPEECH_LUFS, abs=0.2)
    assert np.abs(levelled).max() <= CEILING + 1e-6


def test_a_voice_that_cannot_be_measured_is_left_alone() -> None:
    assert gain_of(silence(3)) == 1
