"""A recording → how good it is, and what a speaker can do about it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.loudness import HOP, integrated, lufs_of, powers
from coach.speech.recordings.take_span import find_span, frame_levels
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples

TOO_LOW_DBFS = -38.0
"""The level of speech under which a take is too low: 12 dB under that at which speech is recorded for listening tests
(ITU-T P.830: −26 dB under the overload point, as P.56 measures it)."""
CLIPPED_SAMPLES = 10
"""The clipped samples from which on a take is clipped: a fifth of a millisecond."""
_FLAT_RUN = 3
"""The equal samples at the top that are no wave: three, as in Audacity's "Find Clipping"."""
_TOP, _EQUAL, _OVER = 0.98, 0.5 / 32_768, 1.001
NOISY_DB = 30.0
"""The distance of speech from the room's noise under which a take is noisy. A background lies 12 to 20 LU under each
word, and covers what lies 10 dB lower; ACX asks audiobooks, which have none, for about 40 (floor −60, speech −20)."""
SILENT_DBFS = -65.0
"""The level under which there is no speech: the noise that ACX allows in a quiet room is louder."""
_EDGE_DB, _EDGE_OVER_DB = 20.0, 10.0
"""How far under the mean of speech, and over the room, a sound at the edge counts as words: over that lie vowels and
most consonants."""


@dataclass(frozen=True)
class Quality:
    """The measurements of a recording."""

    speech_ms: int
    """The milliseconds from the first sound of the voice to the last; 0 for a silent recording."""
    lufs: float = -np.inf
    """The loudness of that, heard from two loudspeakers."""
    speech_dbfs: float = -120.0
    noise_dbfs: float | None = None
    """The level of the noise around the words; None where it is not known."""
    clipped: int = 0
    """The number of samples that are clipped."""
    cut_start: bool = False
    """Whether it begins in the middle of a sound."""
    cut_end: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nobody speaks in it."""
        return self.speech_ms == 0 or self.speech_dbfs < SILENT_DBFS


def measure_take(samples: Samples, noise_dbfs: float | None = None) -> Quality:
    """Return the quality of a recording, mono at 44.1 kHz.

    `noise_dbfs` is the level of the room, if it was measured before; otherwise it is that of the pauses.
    """
    if (span := find_span(samples)) is None:
        return Quality(0)
    noise = span.noise_dbfs if noise_dbfs is None else noise_dbfs
    words = max(span.speech_dbfs - _EDGE_DB, -np.inf if noise is None else noise + _EDGE_OVER_DB)
    return Quality(
        round((span.end - span.start) * 1000 / RATE),
        round(loudness_of(samples[span.start : span.end]), 1),
        span.speech_dbfs,
        noise,
        count_clipped(samples),
        span.edges_dbfs[0] > words,
        span.edges_dbfs[1] > words,
    )


def measure_room(samples: Samples) -> float:
    """Return the level of a room in which nobody speaks, in dBFS: the median, as a chair may creak once."""
    return round(float(np.median(frame_levels(samples))), 1)


def faults_of(quality: Quality, *, edges: bool = True) -> Iterator[str]:
    """Yield what is wrong with a take, each with what would help, the worst first.

    `edges` says whether a word at the very edge is one that was cut off: a file may have been trimmed on purpose.
    """
    if quality.is_silent:
        yield "nobody is heard: check the microphone, and whether it is muted"
        return
    if quality.clipped >= CLIPPED_SAMPLES:
        yield "it is clipped: turn the microphone down, or go a little away from it"
    if edges and quality.cut_start:
        yield "it is cut off at the start: begin to speak after the count"
    if edges and quality.cut_end:
        yield "it is cut off at the end: wait a moment before you press a key"
    if quality.speech_dbfs < TOO_LOW_DBFS:
        yield f"it is too low ({quality.speech_dbfs:.0f} dB): go nearer, or turn the microphone up"
    elif quality.noise_dbfs is not None and quality.speech_dbfs - quality.noise_dbfs < NOISY_DB:
        distance = quality.speech_dbfs - quality.noise_dbfs
        yield f"it is noisy (the voice is {distance:.0f} dB over the room): go nearer, or find a quieter place"


def count_clipped(samples: Samples) -> int:
    """Return how many samples are clipped: flat at the top, or over full scale, as decoders and resamplers leave them.

    A wave that only touches full scale is not flat there.
    """
    sound = np.abs(samples)
    level = np.abs(np.diff(samples)) <= _EQUAL
    flat = np.zeros(len(samples), bool)
    if len(samples) >= _FLAT_RUN:
        middle = level[:-1] & level[1:] & (sound[1:-1] >= _TOP)
        flat[:-2] |= middle
        flat[1:-1] |= middle
        flat[2:] |= middle
    return int(np.count_nonzero(flat | (sound > _OVER)))


def loudness_of(samples: Samples) -> float:
    """Return the loudness of words in LUFS, also of some that are shorter than the 400 ms that BS.1770 looks at.

    They are measured from their first sample to their last; silence that fills up 400 ms would make them seem softer.
    """
    (hops,) = powers([samples])
    if len(samples) >= 4 * HOP:
        return integrated(hops)
    return lufs_of(float(hops.sum() * HOP / len(samples))) if len(samples) else -np.inf
