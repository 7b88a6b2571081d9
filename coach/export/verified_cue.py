"""A cue's clip + what is heard around its place → the cue as it was measured there: when, how loud, over how much."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import decibels
from coach.audio.samples import inner_product, middle_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.audio.samples import Samples
    from coach.export.format_loss import FormatLoss
    from coach.sound.mix import Mix
    from coach.sound.voice import Spoken
    from coach.timeline.timeline import Cue

REACH = frames_at(30)
"""The frames to each side of its planned place within which a cue is looked for."""
_ONSET = frames_at(300)
"""The frames of a cue's beginning that are compared to find its place."""


@dataclass(frozen=True, eq=False, slots=True)
class PlannedCue:
    """A cue that is meant to be heard, as it was planned."""

    cue: Cue
    spoken: Spoken
    under_lufs: float
    """The loudness of the background under it, in LUFS; `-inf` for none."""

    @property
    def onset(self) -> int:
        """Its first frame."""
        return frames_at(self.cue.start_ms)

    @property
    def end(self) -> int:
        """The frame at which it is over."""
        return frames_at(self.cue.end_ms)


@dataclass(frozen=True, eq=False, slots=True)
class VerifiedCue:
    """A spoken cue, as it was measured in the file."""

    cue: Cue
    late_ms: float
    """The milliseconds by which it begins later than planned; negative if earlier."""
    correlation: float
    """The correlation with its clip: 1 for the very same, 0 for something else or nothing."""
    planned: Spoken
    """The loudness of the cue as it was planned."""
    off_db: float
    """The decibels by which the cue is louder than planned."""
    under_lufs: float
    """The loudness of the background under it, in LUFS; `-inf` for none."""
    under_off_db: float
    """The decibels by which the background is louder than planned; 0 without one."""

    @property
    def spoken(self) -> Spoken:
        """The loudness of the cue."""
        return self.planned.louder(self.off_db)

    @property
    def over_background(self) -> float:
        """The LU by which the cue lies over the background."""
        return self.planned.lufs + self.off_db - self.under_lufs

    def after(self, loss: FormatLoss) -> VerifiedCue:
        """Return the same cue over the background as it sounds, and not only as far as it is like its plan."""
        decibels = loss.hidden_db(self.under_off_db)
        return replace(self, under_lufs=self.under_lufs + decibels, under_off_db=self.under_off_db + decibels)


def planned_cues(mix: Mix) -> list[PlannedCue]:
    """Return the cues that are meant to be heard: none with the silent engine."""
    cues = zip(mix.timeline.speech, mix.levels.spoken, mix.levels.under_lufs, strict=True)
    return [PlannedCue(*cue) for cue in cues if math.isfinite(cue[1].lufs)]


def verify_cue(planned: PlannedCue, heard: Samples, mix: Mix, background: Mix) -> VerifiedCue:
    """Look for a cue in what is heard from `REACH` frames before it on, mono, and measure it.

    `background` is the mix's own, alone.
    """
    voice = mix.levels.voice.of(planned.cue)
    late = _late(heard, voice[:_ONSET])
    place, start = heard[REACH + late :][: len(voice)], planned.onset + late
    blocks = background.blocks(start, start + len(place))
    (speech_gain, under_gain), correlation = _shares(
        place, voice, ((each.start - start, each.samples) for each in blocks)
    )
    under_off = decibels(under_gain**2) if math.isfinite(planned.under_lufs) else 0.0
    under, off = planned.under_lufs + under_off, decibels(speech_gain**2)
    return VerifiedCue(planned.cue, late * 1000 / RATE, correlation, planned.spoken, off, under, under_off)


def _late(heard: Samples, onset: Samples) -> int:
    """Return how many frames after `REACH` a clip's beginning is found in what is heard, by cross-correlation.

    All places are looked at: by this transform that takes no longer than a direct look at the nearest few milliseconds,
    which could also take one period of a voice for another.
    """
    window = heard[: len(onset) + 2 * REACH]
    size = 1 << (len(window) - 1).bit_length()  # what comes round the end lies beyond the places that are asked for
    correlation = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(onset, size)), size)
    return int(np.argmax(correlation[: 2 * REACH + 1])) - REACH


def _shares(
    heard: Samples, voice: Samples, background: Iterable[tuple[int, Samples]]
) -> tuple[tuple[float, float], float]:
    """Return the gains of the voice and the background whose sum is nearest to what is heard, by least squares.

    The background comes in blocks, each with its place. The second value is the correlation of the voice with what is
    heard without the background.
    """
    voice = voice[: len(heard)]
    own, found = np.zeros((2, 2)), np.zeros(2)
    own[0, 0], found[0], whole = inner_product(voice, voice), inner_product(voice, heard), inner_product(heard, heard)
    for start, block in background:
        under, here = middle_of(block.T), slice(start, start + len(block))
        own += [[0, inner_product(voice[here], under)], [0, inner_product(under, under)]]
        found[1] += inner_product(under, heard[here])
    own[1, 0] = own[0, 1]
    gains = np.linalg.lstsq(own, found, rcond=None)[0]
    # The rest is what is heard without the background: heard - gains[1] * background.
    square = float(whole - 2 * gains[1] * found[1] + gains[1] ** 2 * own[1, 1])
    alike = float(found[0] - gains[1] * own[0, 1])
    norm = math.sqrt(max(0.0, square) * own[0, 0])
    return (float(gains[0]), float(gains[1])), alike / norm if norm else 0.0
