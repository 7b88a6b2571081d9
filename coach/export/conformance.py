"""Verification + target → conformance: the violations of a finished file, each as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from coach.sound.voice import loudness_of
from coach.units import format_duration, format_timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.verification import Verification
    from coach.export.verified_cue import VerifiedCue
    from coach.sound.mix import Mix
    from coach.sound.profiles import Profile
    from coach.timeline.timeline import Timeline

OVER_TOLERANCE = 1.0
"""The tolerance of the speech's distance over the background, in LU."""
WHOLE_TOLERANCE = 0.5
_LATEST_MS = 20
"""The latest, in milliseconds, that a sound is still heard as being on time."""
_LIKE = 0.5
_LOST_DB = 20
"""The decibels by which a background has to be softer than planned to count as lost."""


@dataclass(frozen=True)
class Target:
    """The target that a file has to meet."""

    profile: Profile
    speech_to_background_lu: float | None
    """The LU by which speech is to lie over the background; None without a background."""


def violations(verification: Verification, mix: Mix, target: Target, bitrate: int | None) -> Iterator[str]:
    """Yield the violations of a target, each as a sentence, worst first: words, then length, then levels, then form."""
    yield from _words(verification)
    if verification.frames != mix.frames:
        yield f"it is {verification.frames} frames long instead of {mix.frames}"
    yield from _levels(verification, target.profile)
    yield from _background(verification, target.speech_to_background_lu)
    yield from _form(mix.timeline, target.profile, bitrate)


def _words(verification: Verification) -> Iterator[str]:
    for heard in verification.cues:
        if heard.correlation < _LIKE:
            yield f"{_name(heard)} cannot be heard"
        elif abs(heard.late_ms) > _LATEST_MS:
            yield f"{_name(heard)} is {abs(heard.late_ms):.0f} ms {'late' if heard.late_ms > 0 else 'early'}"


def _levels(verification: Verification, profile: Profile) -> Iterator[str]:
    speech = loudness_of([heard.spoken for heard in verification.cues], profile.unit)
    whole, peak = verification.loudness.lufs, verification.loudness.peak_dbtp
    if verification.cues and not abs(speech - profile.speech) <= profile.tolerance and not profile.whole_lufs:
        wanted = f"{profile.speech:g} {profile.unit}, {profile.tolerance:g} more or less"
        yield f"the speech has {speech:.1f} {profile.unit}; {profile.name} promises {wanted}"
    if verification.cues and profile.whole_lufs is not None and not abs(whole - profile.whole_lufs) <= WHOLE_TOLERANCE:
        yield (
            f"all together has {whole:.1f} LUFS; {profile.name} promises {profile.whole_lufs:g},"
            f" {WHOLE_TOLERANCE:g} more or less"
        )
    if peak > profile.peak_dbtp:
        yield f"its true peak is {peak:.1f} dBTP; {profile.name} promises {profile.peak_dbtp:g} at most"


def _background(verification: Verification, speech_to_background_lu: float | None) -> Iterator[str]:
    worst = min(verification.cues, key=lambda heard: heard.over_background, default=None)
    if (
        speech_to_background_lu is not None
        and worst
        and worst.over_background < speech_to_background_lu - OVER_TOLERANCE
    ):
        yield (
            f"{_name(worst)} is {worst.over_background:.1f} LU over the background;"
            f" promised are {speech_to_background_lu:g}"
        )
    off = [heard.under_off_db for heard in verification.cues if heard.correlation >= _LIKE]
    if speech_to_background_lu is not None and off and median(off) < -_LOST_DB:
        yield "the background cannot be heard"


def remarks(verification: Verification, target: Target, format_name: str) -> Iterator[str]:
    """Yield what a person is to know of levels that could not be had, each as a sentence with its reason."""
    promised = target.speech_to_background_lu
    if promised is None:
        return
    far = [cue for cue in verification.cues if cue.over_background > promised + OVER_TOLERANCE]
    if far:
        worst = max(far, key=lambda heard: heard.over_background)
        planned = worst.over_background + worst.under_off_db
        quiet = "which is too soft there to be raised so far"
        why = quiet if planned > promised + OVER_TOLERANCE else f"of which {format_name} keeps no more"
        others = {0: "", 1: "; 1 other cue is too far over it, too"}.get(
            len(far) - 1, f"; {len(far) - 1} other cues are too far over it, too"
        )
        told = f"{worst.over_background:.1f} LU over the background instead of {promised:g}"
        yield f"{_name(worst)} is {told}, {why}{others}"


def _form(timeline: Timeline, profile: Profile, bitrate: int | None) -> Iterator[str]:
    if bitrate is not None and bitrate < profile.least_bitrate:
        yield f"it has {bitrate} kbit/s; {profile.name} promises {profile.least_bitrate} at least"
    if profile.longest_ms is not None and timeline.duration_ms > profile.longest_ms:
        yield f"it takes longer than {format_duration(profile.longest_ms)}, the most of {profile.name}"
    around = {
        "before the first step": (timeline.head_end_ms, profile.head_ms),
        "after the last step": (timeline.duration_ms - timeline.tail_start_ms, profile.tail_ms),
    }
    for where, (ms, allowed) in around.items():
        if allowed and not allowed[0] <= ms <= allowed[1]:
            reach = " to ".join(map(format_duration, allowed))
            yield f"there is {format_duration(ms)} {where}; {profile.name} promises {reach}"


def _name(heard: VerifiedCue) -> str:
    return f"“{heard.cue.text[:40]}” at {format_timestamp(heard.cue.start_ms)}"
