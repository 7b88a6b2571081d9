"""Recordings made from formulas: a voice-like sound in a room, written as any kind of file."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from coach.audio.samples import Samples
from coach.speech.recordings.line_names import line_name
from coach.units import RATE

CODECS = {
    "wav": "pcm_s16le",
    "mp3": "libmp3lame",
    "m4a": "aac",
    "flac": "flac",
    "opus": "libopus",
    "ogg": "libopus",
    "webm": "libopus",
}


def syllables(count: int, dbfs: float = -26.0, hertz: float = 140.0) -> Samples:
    """Syllables of 200 ms with 50 ms between them, at a mean level while they sound."""
    at = np.arange(RATE // 5) / RATE
    vowel = sum(np.sin(2 * np.pi * hertz * n * at + n) / n for n in range(1, 20)) * np.hanning(len(at)) ** 0.25
    vowel *= 10 ** (dbfs / 20) / np.sqrt(np.mean(vowel**2))
    return np.concatenate([np.concatenate([vowel, np.zeros(RATE // 20)]) for _ in range(count)]).astype(np.float32)


def hiss(frames: int, dbfs: float) -> Samples:
    return np.random.default_rng(frames).normal(0, 10 ** (dbfs / 20), frames).astype(np.float32)


def in_a_room(voice: Samples, room_dbfs: float = -75.0, before_s: float = 0.6, after_s: float = 0.5) -> Samples:
    """A voice with the room around it, and in it."""
    padded = np.pad(voice, (round(before_s * RATE), round(after_s * RATE)))
    return (padded + hiss(len(padded), room_dbfs)).astype(np.float32)


def write_sound(path: Path, samples: Samples, rate: int = 48_000) -> Path:
    """Write a sound in the format of the file's name."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(CODECS[path.suffix[1:]], rate=rate, layout="mono")
        assert isinstance(stream, AudioStream)
        frame = av.AudioFrame.from_ndarray(np.clip(samples, -1, 1)[None].astype(np.float32), "flt", "mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(stream.format.name, "mono", rate, stream.frame_size or 1024)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def write_line(folder: Path, text: str, samples: Samples, suffix: str = "wav") -> Path:
    """Write the recording of a line, under its name."""
    return write_sound(folder / f"{line_name(text, 'en')}.{suffix}", samples)
