"""A file + the mix that it holds → its verification: decoded to its end, measured, and compared cue by cue."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import decode_chunks
from coach.audio.loudness import both_sides, decibels
from coach.audio.meter import Meter
from coach.export.format_loss import NO_LOSS, BackgroundAlone, FormatLoss
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.audio.decode import Readable
    from coach.audio.loudness import Loudness
    from coach.audio.samples import Samples
    from coach.sound.mix import Mix
    from coach.sound.voice import Spoken
    from coach.timeline.timeline import Cue

_LAYOUTS = {1: "mono", 2: "stereo"}
"""The layout as which a mix is decoded: FFmpeg would make mono 3 dB softer in each of two channels, players do not."""
_SECONDS = (("asetnsamples", f"n={RATE}:p=0"),)
_REACH = frames_at(30)
"""The frames to each side of its planned place within which a cue is looked for."""
_ONSET = frames_at(300)
"""The frames of a cue's beginning that are compared to find its place."""


@dataclass(frozen=True, eq=False)
class VerifiedCue:
    """A spoken cue, as it was measured in the file."""

    cue: Cue
    late_ms: float
    """The milliseconds by which it begins later than planned; negative if earlier."""
    correlation: float
    """The correlation with its clip: 1 for the very same, 0 for something else or nothing."""
    spoken: Spoken
    """The loudness of the cue."""
    under_lufs: float
    """The loudness of the background under it, in LUFS; `-inf` for none."""
    under_off_db: float
    """The decibels by which the background is louder than planned; 0 without one."""

    @property
    def over_background(self) -> float:
        """The LU by which the cue lies over the background."""
        return self.spoken.lufs - self.under_lufs

    def after(self, loss: FormatLoss) -> VerifiedCue:
        """Return the same cue over the background as it sounds, and not only as far as it is like its plan."""
        decibels = loss.hidden_db(self.under_off_db)
        return replace(self, under_lufs=self.under_lufs + decibels, under_off_db=self.under_off_db + decibels)


@dataclass(frozen=True, eq=False)
class Verification:
    """The measurements of a whole file."""

    frames: int
    loudness: Loudness
    cues: tuple[VerifiedCue, ...]
    """The cues that are meant to be heard: none with the silent engine."""
    background: FormatLoss = NO_LOSS
    """What the format does to the background where nobody speaks."""


def verify(source: Path | Readable, mix: Mix) -> Verification:
    """Decode a file to its end and measure it; raises MediaError for one that cannot be decoded."""
    meter, listener, alone, frames = Meter(), _Listener(mix), BackgroundAlone(mix), 0
    cues: list[VerifiedCue] = []
    for stretch in map(both_sides, decode_chunks(source, _LAYOUTS[mix.channels], _SECONDS)):
        meter.hear(stretch)
        alone.hear(frames, stretch)
        cues += listener.hear(frames, _middle(stretch))
        frames += len(stretch)
    cues += listener.end()
    loss = alone.loss
    return Verification(frames, meter.loudness, tuple(cue.after(loss) for cue in cues), loss)


class _Listener:
    """A comparison in progress, which keeps what it heard until the cue that it belongs to is over."""

    def __init__(self, mix: Mix) -> None:
        self._mix = mix
        self._background = mix.stem("background")
        cues = zip(mix.timeline.speech, mix.levels.spoken, mix.levels.under_lufs, strict=True)
        self._waiting = [cue for cue in cues if math.isfinite(cue[1].lufs)][::-1]
        self._start, self._heard = -_REACH, np.zeros(_REACH, np.float32)

    def hear(self, start: int, mono: Samples) -> Iterator[VerifiedCue]:
        """Take in the next stretch, and yield the cues that are over by its end."""
        self._heard = np.concatenate((self._heard, mono))
        end = start + len(mono)
        while self._waiting and frames_at(self._waiting[-1][0].end_ms) + _REACH <= end:
            yield self._judge(*self._waiting.pop())
        first = frames_at(self._waiting[-1][0].start_ms) - _REACH if self._waiting else end
        if first > self._start:
            self._heard, self._start = self._heard[first - self._start :], min(first, end)

    def end(self) -> Iterator[VerifiedCue]:
        """Yield the cues that are not over at the end of the file, as if silence followed."""
        silence = np.zeros(_REACH, np.float32)
        start = self._start + len(self._heard)
        while self._waiting:
            yield from self.hear(start, silence)
            start += len(silence)

    def _judge(self, cue: Cue, spoken: Spoken, under_lufs: float) -> VerifiedCue:
        onset, voice = frames_at(cue.start_ms), self._mix.levels.voice.of(cue)
        heard = self._heard[onset - _REACH - self._start :][: len(voice) + 2 * _REACH]
        late = _late(heard, voice[:_ONSET])
        place = heard[_REACH + late :][: len(voice)]
        voice = voice[: len(place)]
        blocks = self._background.blocks(onset + late, onset + late + len(voice))
        background = np.concatenate([voice[:0], *(_middle(block.samples) for block in blocks)])
        (speech_gain, under_gain), correlation = _shares(place, voice, background)
        off = decibels(under_gain**2) if math.isfinite(under_lufs) else 0.0
        louder = spoken.louder(decibels(speech_gain**2))
        return VerifiedCue(cue, late * 1000 / RATE, correlation, louder, under_lufs + off, off)


def _middle(stereo: Samples) -> Samples:
    """Return the mean of both channels, where the voice is."""
    return (stereo[:, 0] + stereo[:, 1]) * np.float32(0.5)


def _late(heard: Samples, onset: Samples) -> int:
    """Return how many frames after `_REACH` a clip's beginning is found in what is heard, by cross-correlation."""
    window = heard[: len(onset) + 2 * _REACH]
    size = 1 << (len(window) + len(onset)).bit_length()
    correlation = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(onset, size)), size)
    return int(np.argmax(correlation[: 2 * _REACH + 1])) - _REACH


def _shares(heard: Samples, voice: Samples, background: Samples) -> tuple[tuple[float, float], float]:
    """Return the gains of the voice and the background whose sum is nearest to what is heard, by least squares.

    The second value is the correlation of the voice with what is heard without the background.
    """
    background = np.pad(background, (0, len(voice) - len(background)))
    parts = np.stack((voice, background, heard), dtype=np.float64)
    # Without BLAS: its threads go on spinning when they are done, which costs the encoder half of its time.
    products = np.einsum("ik,jk->ij", parts, parts)
    gains = np.linalg.lstsq(products[:2, :2], products[:2, 2], rcond=None)[0]
    # The rest is what is heard without the background: heard - gains[1] * background.
    square = float(products[2, 2] - 2 * gains[1] * products[1, 2] + gains[1] ** 2 * products[1, 1])
    alike = float(products[0, 2] - gains[1] * products[0, 1])
    norm = math.sqrt(max(0.0, square) * float(products[0, 0]))
    return (float(gains[0]), float(gains[1])), alike / norm if norm else 0.0
