"""The silent twin: as long as a voice would be, and nothing to hear. For tests, and to see a session's timing."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

from coach.speech import EngineTraits
from coach.timeline.estimate import estimate_by_pace
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from pathlib import Path

    from coach.speech import Voice

_ONE_STEP = (1).to_bytes(2, "little")


class Silent:
    """Two samples of the smallest level there is, with silence between: they keep the length when clips are trimmed."""

    traits = EngineTraits()

    def prepare(self) -> None:
        """Load nothing."""

    def version(self) -> str:
        """Counts the changes of this file that change its clips."""
        return "1"

    def voices(self) -> list[str]:
        """Return the one silence that there is."""
        return ["silence"]

    def variants(self) -> list[str]:
        """Return none."""
        return []

    def identity(self, voice: Voice, text: str) -> str:  # noqa: ARG002 - as the protocol has it
        """Return nothing: the version and the voice say it all."""
        return ""

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write silence of the length that the pace gives."""
        frames = frames_at(estimate_by_pace(voice.pace)(text))
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, RATE, frames, "NONE", "not compressed"))
            file.writeframes(_ONE_STEP + bytes(2 * (frames - 2)) + _ONE_STEP)
