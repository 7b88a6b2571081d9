"""Files for the tests: noise, silence and films, in the formats that listeners have."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import cast

import av
import av.error
import numpy as np
import pytest
from av.audio.stream import AudioStream

from coach.audio.samples import Samples
from coach.sound.recording import Recording, RecordingError, open_recording
from coach.sound.recording.stream import Stream
from coach.units import RATE


def noise(seconds: float, rate: int = RATE) -> Samples:
    """Return pink, stationary noise at -20 dBFS."""
    frames = int(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal((frames, 2)), axis=0)
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1) + frames / 400)[:, None], frames, axis=0)
    return np.asarray(0.1 * pink / pink.std(), np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros((int(seconds * RATE), 2), np.float32)


def wav(path: Path, samples: Samples, rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((samples.shape[1], 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return path


def black() -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")


def encoded(
    path: Path,
    samples: Samples,
    codec: str,
    muxing: dict[str, str] | None = None,
    *,
    film: bool = False,
    variable: bool = False,
) -> Path:
    """Write a file of one sound, maybe with a small film."""
    with av.open(str(path), "w", options=muxing or {}) as file:
        picture = file.add_stream("mpeg4", rate=5) if film else None
        rate = 48_000 if codec == "libopus" else RATE  # libopus takes no 44.1 kHz: the sound becomes a little shorter
        options = {"strict": "-2"} if codec == "vorbis" else VARIABLE if variable else {}
        stream = cast(AudioStream, file.add_stream(codec, rate=rate, options=options))
        stream.codec_context.layout = "stereo"
        for at in range(0, len(samples), RATE):
            block = np.ascontiguousarray(samples[at : at + RATE]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout="stereo")
            frame.sample_rate, frame.pts = rate, at
            file.mux(stream.encode(frame))
            for _ in range(5):
                if picture:
                    file.mux(picture.encode(black()))
        if picture:
            file.mux(picture.encode(None))
        file.mux(stream.encode(None))
    return path


VARIABLE = {"flags": "+qscale", "global_quality": str(4 * 118)}
CODECS = {"mp3": "libmp3lame", "m4a": "aac", "flac": "flac", "ogg": "vorbis", "opus": "libopus", "mkv": "vorbis"}


def heard(recording: Recording, seconds: float) -> Samples:
    frames = int(seconds * RATE)
    return np.concatenate([recording.read(at, min(at + RATE, frames)) for at in range(0, frames, RATE)])


def level_db(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-12))


def refused(path: Path, seconds: float = 60) -> str:
    """Return the message for a file that is refused, and check that there is a hint, too."""
    with pytest.raises(RecordingError) as caught:
        open_recording(Stream(path), int(seconds * RATE))
    message, hint = caught.value.args
    assert hint
    return str(message)
