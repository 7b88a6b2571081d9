"""The system's own voice, through pyttsx3: eSpeak NG on Linux (bundled by pip), NSSS on macOS, SAPI5 on Windows."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.speech.engines import espeak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.speech import Voice

ON_LINUX = sys.platform == "linux"


class System:
    """One engine for three systems; what pyttsx3's driver needs on Linux stands in espeak.py."""

    afresh = ON_LINUX
    """eSpeak NG keeps state from one text to the next; from the same state, the same text always sounds the same."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._faults: list[Exception] = []

    def version(self) -> str:
        """pyttsx3's version and what it drives."""
        driven = espeak.version() if ON_LINUX else f"{sys.platform} {platform.version()}"
        return f"pyttsx3 {version('pyttsx3')}, {driven}"

    def prepare(self) -> None:
        """Load the library; raises MissingPart."""
        if self._engine is None:
            self._engine = espeak.start() if ON_LINUX else _start()
            self._engine.connect("error", lambda name, exception: self._faults.append(exception))  # noqa: ARG005

    def voices(self) -> list[str]:
        """What the system has installed."""
        self.prepare()
        return sorted(voice.id for voice in self._engine.getProperty("voices"))

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write the spoken text; raises MissingPart where there is no such voice."""
        self.prepare()
        self._faults.clear()
        for name, value in self._settings(voice):
            self._engine.setProperty(name, value)
        self._engine.save_to_file(text, str(target))
        self._engine.runAndWait()
        if self._faults:  # pyttsx3 tells of them by an event only, and speaks on with what was set before
            what = f"the system's engine cannot speak as '{voice.name or voice.language}' ({self._faults[0]})"
            raise MissingPart(what, "choose another voice, see `coach voices`")

    def _settings(self, voice: Voice) -> Iterator[tuple[str, str | int]]:
        if ON_LINUX:
            yield from espeak.settings(voice)
            return
        if name := voice.name or self._of_language(voice.language):
            yield "voice", name
        yield "rate", voice.pace

    def _of_language(self, language: str) -> str | None:
        """The first voice that says it speaks the language; None leaves the choice to the system."""
        for voice in self._engine.getProperty("voices"):
            if any(str(tag).lower().replace("_", "-").startswith(language.lower()) for tag in voice.languages or ()):
                return str(voice.id)
        return None


def _start() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    import pyttsx3

    try:
        return pyttsx3.init()
    except (ImportError, OSError, RuntimeError) as error:
        raise MissingPart(f"this system has no voice ({error})", "install one in its speech settings") from error
