"""A text in any language → IPA by eSpeak NG's library, and that IPA → misaki's alphabet as Kokoro's voices expect it.

The library is under the GPL: it is loaded when the first text comes, and only a worker process asks for that.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.requirements import install_command, package_lacking
from coach.speech.phonemes import Unspeakable, pronunciation
from coach.speech.phonemes.heard_signs import BOUND, joined, sign_of, words_without_sound
from coach.speech.phonemes.misaki_alphabet import misaki_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIE = "\N{COMBINING DOUBLE INVERTED BREVE}"
_IPA_WITH_TIES = 0x02 | 0x80 | ord(_TIE) << 8
_UTF_8, _SYNCHRONOUS, _DO_NOT_EXIT = 1, 2, 0x8000
_SWITCH = re.compile(r"\([^)]*\)")
"""How eSpeak NG says that it speaks a word by the rules of another language."""
_USUALLY = {"pt": "pt-br", "en": "en-us", "zh": "cmn", "no": "nb"}
"""Languages → the variety that is meant where none is named: Kokoro's Portuguese is that of Brazil."""


def espeak_phonemes(text: str, language: str) -> str:
    """Return a text's IPA by eSpeak NG, with stress and ties, and the signs of the text that a voice hears.

    A marked word, ⟦word|ipa⟧, has the pronunciation that it names.

    Args:
        text: Sentences of one language.
        language: A tag of BCP 47, such as `fr` or `pt-BR`.

    Raises:
        Unspeakable: Some words or signs have no phonemes.
        MissingPart: The library is not there, or does not know the language.
    """
    set_language(language)
    text = unicodedata.normalize("NFC", text)
    if lost := [*words_without_sound(text, _ipa)]:
        raise Unspeakable(lost)
    return joined(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Yield the phonemes of the words between two signs, of each sign and of each marked word."""
    start = 0
    for bound in BOUND.finditer(text):
        yield _ipa(text[start : bound.start()])
        yield pronunciation(bound) if bound["marked"] else sign_of(bound[0], text[: bound.start()][-1:]) or ""
        start = bound.end()
    yield _ipa(text[start:])


def _ipa(words: str) -> str:
    """Return what eSpeak NG gives for words without signs that end a clause."""
    espeak, rest = _espeak(), ctypes.c_char_p(words.encode())
    clauses = []
    while rest.value:
        clauses.append((espeak.espeak_TextToPhonemes(ctypes.byref(rest), _UTF_8, _IPA_WITH_TIES) or b"").decode())
    return " ".join(_SWITCH.sub(" ", " ".join(clauses)).replace("-", "").split())


def set_language(language: str) -> None:
    """Choose the rules of a language, or of the nearest that there is; raises MissingPart."""
    tag = language.lower().replace("_", "-")
    tag = _USUALLY.get(tag, tag)
    while _espeak().espeak_SetVoiceByName(tag.encode()) != 0:
        tag, _, _ = tag.rpartition("-")
        if not tag:
            raise MissingPart(f"eSpeak NG has no rules for '{language}'", "choose another voice or language")


@lru_cache
def _espeak() -> Any:  # noqa: ANN401 - ctypes makes its functions as they are named
    """Return the library, ready to speak; raises MissingPart."""
    try:
        import espeakng_loader

        espeak = ctypes.CDLL(espeakng_loader.get_library_path())
        rate = espeak.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _DO_NOT_EXIT)
    except (ImportError, OSError, RuntimeError) as error:
        lacking = package_lacking(error, "espeakng-loader") if isinstance(error, ImportError) else "espeakng-loader"
        raise MissingPart(f"eSpeak NG cannot be loaded ({error})", install_command(lacking)) from error
    if rate <= 0:
        raise MissingPart("eSpeak NG does not find its data", install_command("espeakng-loader"))
    espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
    espeak.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    return espeak


_ONE_LETTER = {
    "aɪ": "I",
    "aʊ": "W",
    "eɪ": "A",
    "oʊ": "O",
    "əʊ": "Q",
    "ɔɪ": "Y",
    "dz": "ʣ",
    "dʒ": "ʤ",
    "ss": "S",
    "ts": "ʦ",
    "tʃ": "ʧ",
}
"""Sounds that eSpeak NG ties together → the letter of misaki's for both."""


def misaki_of_espeak(ipa: str, language: str) -> str:
    """Return IPA as `espeak_phonemes` gives it in misaki's alphabet: another one for English than for the rest.

    Example:
        >>> misaki_of_espeak("pˈit͡sːa", "it"), misaki_of_espeak("kaˈeɾ", "es")
        ('pˈiʦːa', 'kaˈeɾ')
    """
    if language.lower().partition("-")[0] == "en":
        return misaki_of(ipa)
    for sounds, letter in _ONE_LETTER.items():
        ipa = ipa.replace(_TIE.join(sounds), letter)
    return ipa.replace(_TIE, "").replace("-", "")
