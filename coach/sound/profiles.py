"""The purpose of a session → how loud it is, and what a finished file promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.errors import UsageError
from coach.routine.background_options import Ending
from coach.suggestion import suggest
from coach.timeline.head_and_tail import SLEEP_FADE_MS, Margins

_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to level a session."""

    name: str
    speech: float
    """How loud the speech is as a whole, in `unit`."""
    unit: Literal["LUFS", "dB RMS"] = "LUFS"
    tolerance: float = 0.5
    whole_lufs: float | None = None
    """The integrated loudness of everything together, where that is promised."""
    peak_dbtp: float = -1.0
    """The highest true peak."""
    margins: Margins = Margins()  # noqa: RUF009 - frozen
    bitrate: int = 128
    """The bitrate of an MP3 where nobody chooses one, in kbit/s."""
    least_bitrate: int = 0
    """The lowest bitrate that is promised, in kbit/s."""
    longest_ms: int | None = None
    head_ms: tuple[int, int] | None = None
    """The least and the most time without speech at the beginning, where that is promised."""
    tail_ms: tuple[int, int] | None = None
    """The least and the most time without speech at the end, where that is promised."""

    @property
    def ceiling_db(self) -> float:
        """The ceiling of a clip's samples: the background's share and the encoder's ripple fit in above it."""
        return self.peak_dbtp - 2.5


PROFILES = {
    profile.name: profile
    for profile in (
        # The anchor of speech, AES TD1008.
        Profile("session", -18.0),
        # The figure of podcast directories, with half of their tolerance (field figure: -16 LUFS, 1 dB).
        Profile("podcast", -16.0, whole_lufs=-16.0),
        # Six decibels softer, and a fade of three minutes: neither words nor a sudden silence wake a sleeper.
        Profile("sleep", -24.0, margins=Margins(ending=Ending(fade_ms=SLEEP_FADE_MS))),
        # ACX's figures for audiobooks: -23 to -18 dB RMS, peaks to -3 dB, half a second to one second before the first
        # step, one to five after the last, 192 kbit/s, two hours. RMS is that of the words: a practice has none.
        Profile(
            "audiobook",
            -20.5,
            unit="dB RMS",
            tolerance=2.5,
            peak_dbtp=-3.0,
            margins=Margins(head_ms=1_000, tail_ms=5_000),
            bitrate=192,
            least_bitrate=192,
            longest_ms=2 * _HOUR_MS,
            head_ms=(500, 1_000),
            tail_ms=(1_000, 5_000),
        ),
    )
}


def profile_of(name: str) -> Profile:
    """The profile of that name; raises UsageError."""
    if name not in PROFILES:
        hint = suggest(name, PROFILES, f"there are {', '.join(PROFILES)}")
        raise UsageError(f"there is no profile '{name}'; {hint}")
    return PROFILES[name]
