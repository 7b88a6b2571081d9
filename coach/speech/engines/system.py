"""The system's own voice, through pyttsx3: eSpeak NG on Linux (bundled by pip), NSSS on macOS, SAPI5 on Windows."""

from __future__ import annotations

import platform
import sys
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.speech import EngineTraits, VoiceInfo
from coach.speech.engines import espeak
from coach.speech.language import nearest_voice, primary_language
from coach.suggestion import suggest
from coach.timeline.estimate import estimate_by_pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from coach.speech import Voice

ON_LINUX = sys.platform == "linux"


class System:
    """One engine for three systems; what pyttsx3's driver needs on Linux stands in espeak.py."""

    traits = espeak.TRAITS if ON_LINUX else EngineTraits()

    def __init__(self) -> None:
        self._engine: Any = None
        self._faults: list[Exception] = []

    def version(self) -> str:
        """pyttsx3's version and what it drives."""
        driven = espeak.version() if ON_LINUX else f"{sys.platform} {platform.version()}"
        return f"pyttsx3 {version('pyttsx3')}, {driven}"

    def prepare(self, voice: Voice) -> None:  # noqa: ARG002 - as the protocol has it
        """Load the library; raises MissingPart."""
        self._load()

    def _load(self) -> None:
        if self._engine is None:
            self._engine = espeak.start() if ON_LINUX else _start()
            self._engine.connect("error", lambda name, exception: self._faults.append(exception))  # noqa: ARG005

    def voices(self) -> list[VoiceInfo]:
        """Return what the system has installed."""
        self._load()
        found = self._engine.getProperty("voices")
        listed = [*map(_info_of_espeak if ON_LINUX else _info, found)]
        if ON_LINUX:
            listed += espeak.calmest_of(listed)
        defaults = {self._of_language(language) for language in {primary_language(info.language) for info in listed}}
        chosen = (replace(info, default=info.name in defaults) for info in listed)
        return sorted(chosen, key=lambda info: info.name)

    def _names(self) -> list[str]:
        self._load()
        return sorted(str(voice.id) for voice in self._engine.getProperty("voices"))

    def variants(self) -> list[str]:
        """Return those of eSpeak NG, on Linux."""
        return espeak.variants() if ON_LINUX else []

    def identity(self, voice: Voice, text: str) -> str:
        """Return nothing: the version and the voice's fields say all."""
        del voice, text
        return ""

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """Return a measure by words per minute; for eSpeak NG's English, by what was found for it."""
        known = ON_LINUX and voice.language.startswith("en")
        return espeak.estimate(voice.pace) if known else estimate_by_pace(voice.pace)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write the spoken text; raises MissingPart where there is no such voice."""
        self._load()
        self._faults.clear()
        for name, value in self._settings(voice):
            self._engine.setProperty(name, value)
        self._engine.save_to_file(text, str(target))
        self._engine.runAndWait()
        if self._faults:  # pyttsx3 tells of them by an event only, and speaks on with what was set before
            what = f"the system's engine cannot speak as '{voice.name or voice.language}' ({self._faults[0]})"
            raise MissingPart(what, "choose one of `coach voices`")

    def _settings(self, voice: Voice) -> Iterator[tuple[str, str | int]]:
        """The voice first, since with eSpeak NG it resets the others."""
        if name := voice.name or self._of_language(voice.language):
            self._check(name)
            yield "voice", name
        yield from espeak.settings(voice.pace) if ON_LINUX else [("rate", voice.pace)]

    def _check(self, name: str) -> None:
        """Raise MissingPart for a voice that there is not: some of eSpeak NG's would speak with another one."""
        base, _, variant = name.partition("+")
        known = self._names()
        if not ON_LINUX or (base in known and (not variant or variant in self.variants())):
            return
        variants = self.variants() if base in known else ()  # of a voice that there is not, none helps
        from coach.speech.kokoro.styles import STYLES

        own = (each for each in known if "/" in name or "/" not in each)  # people rarely mean a made-up language
        meant = [*STYLES, *own, *(f"{base}+{each}" for each in variants)]
        hint = suggest(name if base in known else name.casefold(), meant, "choose one of `coach voices`")
        raise MissingPart(f"there is no voice '{name}'", hint)

    def _of_language(self, language: str) -> str | None:
        """The calmest voice for a language; None leaves the choice to a system whose voices do not name theirs."""
        if ON_LINUX and language in espeak.CALMEST:
            return espeak.CALMEST[language]
        tags = {str(voice.id): _tags(voice) for voice in self._engine.getProperty("voices")}
        nearest = nearest_voice(language, tags)
        if nearest is None and any(tags.values()):
            raise MissingPart(f"no voice of this system speaks '{language}'", "choose one of `coach voices`")
        return nearest


def _info_of_espeak(voice: Any) -> VoiceInfo:  # noqa: ANN401 - pyttsx3 has no types
    """Return what is known of a voice of eSpeak NG, which is named after its language."""
    name = str(voice.name).strip()
    return VoiceInfo(str(voice.id), next(iter(_tags(voice)), ""), espeak.CHARACTER, espeak.LICENCE, name)


def _info(voice: Any) -> VoiceInfo:  # noqa: ANN401 - pyttsx3 has no types
    return VoiceInfo(str(voice.id), next(iter(_tags(voice)), ""), str(voice.name), "the system's")


def _tags(voice: Any) -> list[str]:  # noqa: ANN401 - pyttsx3 has no types
    """A voice's languages; eSpeak NG says some only in the identifier, such as roa/fr, whose language is fr-fr."""
    return [*map(str, voice.languages or ()), *str(voice.id).split("/")[1:]]


def _start() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    import pyttsx3

    try:
        return pyttsx3.init()
    except (ImportError, OSError, RuntimeError) as error:
        raise MissingPart(f"this system has no voice ({error})", "install one in its speech settings") from error
