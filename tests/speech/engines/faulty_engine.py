"""An engine that fails in every way an engine can: the voice's name says how. For tests of what surrounds it.

Its twin speaks in forks, two at the same time, and there the text itself can say how.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
import wave
from dataclasses import replace
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
GO_ON = "go on"
"""The file in a worker's folder that lets a voice go on."""
FORK = "fork-"
"""What the file of a fork begins with, in the same folder."""
FAULTS = (
    *("hang", "die", "illegal", "nothing", "empty", "mute", "garbage", "raise", "refuse", "missing", "chatter"),
    *("stumble", "stall", "load", "dawdle"),
)


class Faulty:
    """Speaks a short click, unless its voice says otherwise."""

    traits = EngineTraits()

    def prepare(self, voice: Voice) -> None:
        """Load nothing, for ever if the voice's name says so."""
        if voice.name == "load":
            time.sleep(_DAY)

    def version(self) -> str:
        """Its clips are of no use to anybody later."""
        return "1"

    def voices(self) -> list[VoiceInfo]:
        """The faults."""
        return [VoiceInfo(fault, "") for fault in FAULTS]

    def variants(self) -> list[str]:
        """None."""
        return []

    def identity(self, voice: Voice, text: str) -> str:
        """Nothing."""
        del voice, text
        return ""

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """As words per minute give it."""
        return estimate_by_pace(voice.pace)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Do what the voice's name says.

        `stumble` dies and `stall` hangs the first time, and then they speak; `dawdle` waits for somebody to let it go.
        """
        name = str(voice.name)
        while name == "dawdle" and not target.with_name(GO_ON).exists():
            time.sleep(0.01)
        if name not in ("stumble", "stall") or _first_time(text, target):
            _fail(name)
        if name != "nothing":
            self._write(name, text, target)

    def _write(self, fault: str, text: str, target: Path) -> None:
        if fault == "chatter":
            print("Audio saved, and other chatter", text, flush=True)
        if fault in ("empty", "garbage"):
            target.write_bytes(b"" if fault == "empty" else b"no sound file at all" * 100)
            return
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
            file.writeframes(bytes(8000) if fault == "mute" else b"\0\x40\0\xc0" * 2000)


class FaultyForks(Faulty):
    """A text fails as its first word says that is the name of a fault; each fork leaves a file with its number."""

    traits = EngineTraits(fork_per_text=True, workers=2, level_each=True)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Do what the text says, or else the voice's name."""
        target.with_name(f"{FORK}{os.getpid()}").touch()
        faults = (word for word in text.lower().replace(".", "").split() if word in FAULTS)
        super().speak(replace(voice, name=next(faults, voice.name)), text, target)


class FaultySentences(FaultyForks):
    """It is given a sentence at a time."""

    traits = replace(FaultyForks.traits, sentences=True, time_limit_s_per_500=60.0)


def _fail(fault: str) -> None:
    match fault:
        case "hang" | "stall":
            time.sleep(_DAY)
        case "die" | "stumble":
            os._exit(9)
        case "illegal":
            os.kill(os.getpid(), signal.SIGILL)
        case "raise":
            raise RuntimeError("the engine lost its voice")
        case "refuse":
            raise Unspeakable(["°", "%", "°"])
        case "missing":
            raise MissingPart("the faulty engine has no voice", "choose another engine with --engine")


def _first_time(text: str, target: Path) -> bool:
    """Whether a text is to be spoken for the first time by this worker, or by the one that died before it."""
    trace = target.with_name(trace_of(text))
    if trace.exists():
        return False
    trace.touch()
    return True


def trace_of(text: str) -> str:
    """Return the name of the file that tells that a text has been begun."""
    return hashlib.sha256(text.encode()).hexdigest()
