"""Verification + origin → the report that stands beside an exported file, with the violations of its target."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from hashlib import file_digest
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from coach.argument_types import takes, whole
from coach.export.conformance import remarks, violations
from coach.export.fingerprint import versions
from coach.short_repr import shown_by
from coach.sound.voice import loudness_of
from coach.speech.voices import shown_voice
from coach.uncopied import uncopied
from coach.units import RATE, duration_in_words, format_timestamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coach.export.conformance import Target
    from coach.export.verification import Verification
    from coach.export.verified_cue import VerifiedCue
    from coach.sound.mix import Mix
    from coach.speech import Voice
    from coach.timeline.timeline import Timeline

VERSION = 1
_CLEARLY_LU = 10.0
"""The LU over a background that listeners want at least (Torcoli 2019)."""
_LOSS_DB = 0.25
"""The loss from which on a format is why a background is too soft."""
_SAFELY_DB = 0.3
"""The decibels by which peaks are lowered further: an encoder does not add the same to other peaks."""


@dataclass(frozen=True)
class Origin:
    """The origin of a session: the routine, the voice and the sounds that it was made of."""

    routine: str
    """The name of the routine's file."""
    file_sha256: str
    """The SHA-256 of the file's bytes; empty for a routine that was no file."""
    content_sha256: str
    """The SHA-256 of all that the routine says, with what it uses from other files and what was asked for."""
    engine: str
    engine_version: str
    voice: Voice
    sounds: tuple[tuple[str, str], ...]
    """The names and licences of the sounds: the background first, if there is one."""
    conditions: tuple[str, ...] = ()
    """The conditions of the person whom it was made for."""
    language: str = ""
    summary: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What was asked for, beside the routine."""
    library: str = ""
    """The name of the library's file that it was made for; empty for a file that was made alone."""
    fingerprint: Mapping[str, str] = field(default_factory=dict)
    """All that decides the bytes of the file, by which it is known whether it would be another one now."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, by which it is known again."""

    size: int
    sha256: str


def content_of(path: Path) -> Content:
    """Return what the bytes of a file are; raises OSError."""
    with path.open("rb") as file:
        return Content(path.stat().st_size, file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True, eq=False)
class Report:
    """The report of an exported file: what was planned, and what was measured in it."""

    name: str
    mix: Mix
    verification: Verification
    target: Target
    bitrate: int | None
    """The bitrate in kbit/s; None for a format that has none."""
    origin: Origin
    chapters: int = 0
    """How many chapters the file has."""
    content: Content | None = None
    """The bytes of the file; None where nothing was written."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """The names of the texts beside the file, each with the SHA-256 of its bytes."""
    __repr__ = shown_by("name", "summary")
    __reduce__ = uncopied("keep what its `as_dict()` gives")

    @property
    def violations(self) -> tuple[str, ...]:
        """The file's violations of its target, each as a sentence."""
        return tuple(violations(self.verification, self.mix, self.target, self.bitrate))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person is to know of levels that could not be had, each as a sentence."""
        return tuple(remarks(self.verification, self.target, self._format))

    @property
    def lost_db(self) -> float:
        """The decibels by which the background has to be louder, so that what the format keeps is as promised."""
        loss = -self.verification.background.loudness_db
        return loss if loss > _LOSS_DB and self.remarks else 0.0

    @property
    def over_peak_db(self) -> float:
        """The decibels by which the peaks have to be lower, so that with what the format adds they are as promised."""
        over = self.verification.loudness.peak_dbtp - self.target.profile.peak_dbtp
        return over + _SAFELY_DB if over > 0 else 0.0

    @property
    def _format(self) -> str:
        kind = self.name.rpartition(".")[2].upper()
        return f"{kind} of {self.bitrate} kbit/s" if self.bitrate else kind

    @property
    def speech(self) -> float:
        """The loudness of the speech in the unit of the profile; `-inf` for none."""
        return loudness_of([heard.spoken for heard in self.verification.cues], self.target.profile.unit)

    @property
    def worst(self) -> VerifiedCue | None:
        """The cue that stands out least from the background."""
        return min(self.verification.cues, key=lambda heard: heard.over_background, default=None)

    def as_dict(self) -> dict[str, Any]:
        """Return the content of the report's file, for JSON."""
        timeline = self.mix.timeline
        return {
            "version": VERSION,
            "title": timeline.title,
            "file": self.name,
            "size_bytes": self.content and self.content.size,
            "sha256": self.content and self.content.sha256,
            "language": self.origin.language,
            "summary": self.origin.summary,
            "options": dict(self.origin.options),
            "library": self.origin.library or None,
            "fingerprint": dict(self.origin.fingerprint),
            "beside": dict(self.beside),
            "profile": self.target.profile.name,
            "chapters": self.chapters,
            "broken_promises": list(self.violations),
            "remarks": list(self.remarks),
            "length": {
                "planned_ms": timeline.duration_ms,
                "planned_frames": self.mix.frames,
                "real_ms": _round(self.verification.frames * 1000 / RATE),
                "real_frames": self.verification.frames,
            },
            "loudness": {
                "whole_lufs": _round(self.verification.loudness.lufs),
                "speech": _round(self.speech),
                "speech_unit": self.target.profile.unit,
                "true_peak_dbtp": _round(self.verification.loudness.peak_dbtp),
            },
            "speech_over_background": self._over_background(),
            "largest_onset_error_ms": _round(max((abs(cue.late_ms) for cue in self.verification.cues), default=0.0)),
            "silence": _silence(timeline),
            "voice": self._voice(),
            "sounds": [{"name": name, "licence": licence} for name, licence in self.origin.sounds],
            "versions": versions(),
            "routine": {
                "file": self.origin.routine,
                "sha256": self.origin.file_sha256 or None,
                "content_sha256": self.origin.content_sha256,
                "conditions": list(self.origin.conditions),
            },
            "cues": [_cue(heard) for heard in self.verification.cues],
        }

    def _over_background(self) -> dict[str, Any]:
        speech_to_background_lu = [heard.over_background for heard in self.verification.cues]
        return {
            "promised_lu": self.target.speech_to_background_lu,
            "worst_lu": _round(min(speech_to_background_lu, default=math.inf)),
            "worst_at_ms": self.worst.cue.start_ms
            if self.worst and self.target.speech_to_background_lu is not None
            else None,
            "median_lu": _round(median(speech_to_background_lu)) if speech_to_background_lu else None,
        }

    def _voice(self) -> dict[str, Any]:
        voice = self.origin.voice
        return {
            "engine": self.origin.engine,
            "engine_version": self.origin.engine_version,
            "name": shown_voice(self.origin.engine, voice.name),
            "language": voice.language,
            "pace": voice.pace,
        }

    @takes(size_bytes=whole("a number of bytes", 0))
    def in_words(self, size_bytes: int) -> str:
        """Return what a listener wants to know of the file, without figures of its levels."""
        told = [duration_in_words(self.mix.timeline.duration_ms), f"{size_bytes / 1_000_000:.1f} MB"]
        if self.chapters:
            told.append(f"{self.chapters} chapter{'s' if self.chapters > 1 else ''}")
        return f"{', '.join(told)}.{self._stands_out()}"

    def _stands_out(self) -> str:
        over = self.worst.over_background if self.worst else math.inf
        if self.target.speech_to_background_lu is None or not math.isfinite(over):
            return ""
        return f" The voice is {'clearly' if over >= _CLEARLY_LU else 'only a little'} above the background."

    def summary(self) -> str:
        """Return the levels as one line for a terminal."""
        told = []
        if math.isfinite(self.speech):
            told.append(f"speech {self.speech:.1f} {self.target.profile.unit}")
        if self.worst and math.isfinite(self.worst.over_background):
            told.append(f"{self.worst.over_background:.1f} LU over the background at least")
        told.append(f"whole {self.verification.loudness.lufs:.1f} LUFS")
        told.append(f"true peak {self.verification.loudness.peak_dbtp:.1f} dBTP")
        return ", ".join(told)


def _silence(timeline: Timeline) -> dict[str, Any]:
    """Return the share of the time in which nobody speaks, and the longest stretch of it."""
    spoken = sum(cue.end_ms - cue.start_ms for cue in timeline.speech)
    edges = [(0, 0), *((cue.start_ms, cue.end_ms) for cue in timeline.speech), (timeline.duration_ms,) * 2]
    longest, begins = max((after[0] - before[1], before[1]) for before, after in pairwise(edges))
    return {
        "share": _round(1 - spoken / timeline.duration_ms),
        "longest_ms": longest,
        "longest_from": format_timestamp(begins),
    }


def _cue(heard: VerifiedCue) -> dict[str, Any]:
    return {
        "start_ms": heard.cue.start_ms,
        "text": heard.cue.text,
        "onset_error_ms": _round(heard.late_ms),
        "likeness": _round(heard.correlation),
        "lufs": _round(heard.spoken.lufs),
        "over_background_lu": _round(heard.over_background),
    }


def _round(value: float) -> float | None:
    """Return a value to two decimals for JSON; None for one that is not finite, as JSON has none."""
    return round(value, 2) + 0.0 if math.isfinite(value) else None
