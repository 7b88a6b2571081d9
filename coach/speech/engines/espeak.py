"""What pyttsx3's eSpeak driver needs: the library from pip, utterances that end, and the same sound each time."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib.metadata import version as version_of
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.requirements import install_command, package_lacking
from coach.speech import EngineTraits
from coach.speech.phonemes.clauses import clauses_of, sentences_of
from coach.speech.pronunciation.espeak_mnemonics import phoneme_input
from coach.speech.pronunciation.marked_words import has_marks
from coach.timeline.estimate import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coach.speech import VoiceInfo

CALMEST = {"en": "gmw/en-us+Henrique"}
"""The calmest voice for a language, as audio_assets/SOURCES.md tells; others have the voice that is nearest."""
CHARACTER = "clear, even, synthetic"
LICENCE = "GPL-3.0"
PACKAGES = ("espeakng-loader", "pyttsx3")
TRAITS = EngineTraits(
    # A shelf takes the edge off its consonants; audio_assets/SOURCES.md has figures.
    filters=(("treble", "g=-6:f=4000"),),
    # It keeps state from one text to the next; from the same state, the same text always sounds the same.
    fork_per_text=True,
    ipa=True,
)
CALM_PITCH = 30
"""eSpeak NG's pitch, from 0 to 100; 50 is its own."""
_RATE_PER_PACE = 0.91
"""eSpeak NG speaks faster than it is asked to: at a rate of 125, the bundled routines came out at 134 to 139 words per
minute, the rests between their sentences included."""
_SLOWEST = 88
"""The pace under which eSpeak NG goes no slower."""
_PER_LETTER_MS, _PER_WORD_MS, _PER_SENTENCE_MS, _PER_CLAUSE_MS, _BASE_MS = 72.0, 72.0, 850.0, 490.0, 265.0
"""How long it takes at 125 words per minute, fitted to all that the bundled routines say; slower, it also
rests longer. Each routine is then within 4 % of what is heard."""
_MEASURED_AT = 125
_PHONEMES = 0x100
"""eSpeak NG's flag for phonemes in double square brackets. Without it, they are signs as any others."""


def names() -> list[str]:
    """Return the names of its voices, by their files: nothing is loaded for it."""
    import espeakng_loader

    folder = Path(espeakng_loader.get_data_path(), "lang")
    return sorted(str(path.relative_to(folder)).lower() for path in folder.rglob("*") if path.is_file())


def variants() -> list[str]:
    """Return the names that can stand behind a voice and a `+`: eSpeak NG passes over others without a word."""
    import espeakng_loader

    return sorted(path.name for path in Path(espeakng_loader.get_data_path(), "voices", "!v").glob("*"))


def calmest_of(voices: Iterable[VoiceInfo]) -> Iterator[VoiceInfo]:
    """Yield a row for each voice that is the calmest with a variant."""
    for voice in voices:
        for name in CALMEST.values():
            if name.partition("+")[0] == voice.name:
                yield replace(voice, name=name, character=f"{CHARACTER}; the calmest")


def version() -> str:
    """Return all that decides the sound of a text beside the voice."""
    return f"espeakng-loader {version_of('espeakng-loader')}, {CALMEST['en']} at pitch {CALM_PITCH}, {_RATE_PER_PACE}"


def settings(pace: int) -> Iterator[tuple[str, int]]:
    """Yield the driver's properties for a pace in words per minute."""
    yield "pitch", CALM_PITCH
    yield "rate", round(pace * _RATE_PER_PACE)


def estimate(pace: int) -> Callable[[str], int]:
    """Return a measure of English speech at a pace in words per minute, in milliseconds."""
    share = _MEASURED_AT / max(pace, _SLOWEST)

    def spoken_length(text: str) -> int:
        sentences = sentences_of(text)
        rests = sum(len(clauses_of(sentence)) - 1 for sentence in sentences) * _PER_CLAUSE_MS
        rests += (len(sentences) - 1) * _PER_SENTENCE_MS
        words = sum(map(str.isalnum, text)) * _PER_LETTER_MS + len(words_of(text)) * _PER_WORD_MS
        return round(share * (_BASE_MS + words + rests))

    return spoken_length


def start() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """Return a pyttsx3 engine on the library that espeakng-loader carries; raises MissingPart."""
    try:
        _load_library()
        return _engine_in_step()
    except (ImportError, OSError, RuntimeError) as error:
        lacking = (package_lacking(error, "espeakng-loader"),) if isinstance(error, ImportError) else PACKAGES
        raise MissingPart(f"eSpeak NG cannot be loaded ({error})", install_command(*lacking)) from error


def _load_library() -> None:
    """Load it under the soname that pyttsx3 asks for, so that it finds this one and needs none of the system's."""
    import ctypes

    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def _engine_in_step() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """The driver with eSpeak NG in its synchronous mode.

    In the asynchronous one that pyttsx3 2.99 asks for, `runAndWait` returns while eSpeak NG's thread still speaks, and
    settings race with speech: of 200 equal texts, 8 came out different, some at the wrong pace. The synchronous mode
    lacks only the event at the end of an utterance, so that is given here.
    """
    import pyttsx3
    from pyttsx3.drivers import _espeak

    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    engine = pyttsx3.init("espeak")
    speak, ended = _espeak.Synth, SimpleNamespace(type=_espeak.EVENT_MSG_TERMINATED)

    def speak_to_the_end(text: bytes, flags: int) -> None:
        words, options = _read_marks(text, flags, _espeak.GetCurrentVoice())
        speak(words, flags=options)
        engine.proxy._driver._onSynth(None, 0, [ended])

    _espeak.Synth = speak_to_the_end
    return engine


def _read_marks(text: bytes, flags: int, voice: Any) -> tuple[bytes, int]:  # noqa: ANN401 - pyttsx3 has no types
    """Return a text and flags for eSpeak NG, which are those of the driver where no word is marked."""
    if not has_marks(words := text.decode()):
        return text, flags
    language = voice.contents.languages[1:].decode()  # behind its priority
    return phoneme_input(words, language).encode(), flags | _PHONEMES
