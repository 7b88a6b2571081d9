"""The silent twin: as long as a voice would be, and nothing to hear. For tests, and to see a session's timing."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

from coach.speech import EngineTraits, VoiceInfo
from coach.timeline.estimate import estimate_by_pace
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.speech import Voice

_ONE_STEP = (1).to_bytes(2, "little")


class Silent:
    """Two samples of the smallest level there is, with silence between: they keep the length when clips are trimmed."""

    traits = EngineTraits()

    def prepare(self, voice: Voice) -> None:
        """Load nothing."""

    def version(self) -> str:
        """Counts the changes of this file that change its clips."""
        return "1"

    def voices(self) -> list[VoiceInfo]:
        """Return the one silence that there is."""
        return [VoiceInfo("silent", "", "nothing to hear, and as long as a voice would be")]

    def variants(self) -> list[str]:
        """Return none."""
        return []

    def identity(self, voice: Voice, text: str) -> str:
        """Return nothing: the version and the voice's fields say all."""
        del voice, text
        return ""

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """Return a measure by words per minute."""
        return estimate_by_pace(voice.pace)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write silence of the length that the pace gives."""
        frames = frames_at(estimate_by_pace(voice.pace)(text))
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, RATE, frames, "NONE", "not compressed"))
            file.writeframes(_ONE_STEP + bytes(2 * (frames - 2)) + _ONE_STEP)
