"""An engine that fails in every way an engine can: the voice's name says how. For tests of what surrounds it."""

from __future__ import annotations

import os
import time
import wave
from typing import TYPE_CHECKING

from coach.errors import MissingPart
from coach.speech import EngineTraits

if TYPE_CHECKING:
    from pathlib import Path

    from coach.speech import Voice

_DAY = 86_400


class Faulty:
    """Speaks a short click, unless its voice says otherwise."""

    traits = EngineTraits()

    def prepare(self) -> None:
        """Nothing to load."""

    def version(self) -> str:
        """Its clips are of no use to anybody later."""
        return "1"

    def voices(self) -> list[str]:
        """The faults."""
        return ["hang", "die", "nothing", "empty", "mute", "garbage", "raise", "missing", "chatter", "stumble"]

    def variants(self) -> list[str]:
        """None."""
        return []

    def identity(self, voice: Voice, text: str) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Do what the voice's name says; `stumble` dies the first time and speaks the second time."""
        match voice.name:
            case "hang":
                time.sleep(_DAY)
            case "die":
                os._exit(9)
            case "raise":
                raise RuntimeError("the engine lost its voice")
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
