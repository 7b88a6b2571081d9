"""An engine that fails in every way an engine can: the voice's name says how. For tests of what surrounds it."""

from __future__ import annotations

import os
import time
import wave
from typing import TYPE_CHECKING

from coach.errors import MissingPart
from coach.speech import EngineTraits, VoiceInfo
from coach.speech.phonemes import Unspeakable
from coach.timeline.estimate import estimate_by_pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.speech import Voice

_DAY = 86_400


class Faulty:
    """Speaks a short click, unless its voice says otherwise."""

    traits = EngineTraits()

    def prepare(self, voice: Voice) -> None:
        """Nothing to load."""

    def version(self) -> str:
        """Its clips are of no use to anybody later."""
        return "1"

    def voices(self) -> list[VoiceInfo]:
        """The faults."""
        faults = "hang die nothing empty mute garbage raise refuse missing chatter stumble"
        return [VoiceInfo(fault, "") for fault in faults.split()]

    def variants(self) -> list[str]:
        """None."""
        return []

    def identity(self, voice: Voice, text: str) -> str:
        """Nothing."""
        return ""

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """As words per minute give it."""
        return estimate_by_pace(voice.pace)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Do what the voice's name says; `stumble` dies the first time and speaks the second time."""
        match voice.name:
            case "hang":
                time.sleep(_DAY)
            case "die":
                os._exit(9)
            case "raise":
                raise RuntimeError("the engine lost its voice")
            case "refuse":
                raise Unspeakable(["°", "%", "°"])
            case "missing":
                raise MissingPart("the faulty engine has no voice", "choose another engine with --engine")
            case "stumble":
                self._stumble(target)
        if voice.name != "nothing":
            self._write(str(voice.name), text, target)

    def _stumble(self, target: Path) -> None:
        trace = target.with_suffix(".stumbled")
        if not trace.exists():
            trace.touch()
            os._exit(9)

    def _write(self, fault: str, text: str, target: Path) -> None:
        if fault == "chatter":
            print("Audio saved, and other chatter", text, flush=True)
        if fault in ("empty", "garbage"):
            target.write_bytes(b"" if fault == "empty" else b"no sound file at all" * 100)
            return
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
            file.writeframes(bytes(8000) if fault == "mute" else b"\0\x40\0\xc0" * 2000)
