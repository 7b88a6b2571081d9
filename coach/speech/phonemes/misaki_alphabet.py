"""Broad IPA → misaki's alphabet for American English, in which one letter stands for a diphthong. Pure."""

from __future__ import annotations

import re
import unicodedata

from coach.speech.phonemes import Unspeakable

VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ")
"""The letters before which misaki writes the stress."""

_KEPT = frozenset("AIOWYTbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒʤʧˈˌθᵊᵻɐ ")
_NEAREST = {
    "I": "aɪ aj",
    "A": "eɪ ej eː",
    "O": "oʊ əʊ ow oː o",
    "W": "aʊ aw",
    "Y": "ɔɪ ɔj oɪ",
    "ʤ": "dʒ",
    "ʧ": "tʃ",
    "ɜɹ": "ɝ ɜː ɜːɹ ɜːr",
    "əɹ": "ɚ ɹ\N{COMBINING VERTICAL LINE BELOW} r\N{COMBINING VERTICAL LINE BELOW}",
    "ᵊn": "n\N{COMBINING VERTICAL LINE BELOW}",
    "ᵊl": "l\N{COMBINING VERTICAL LINE BELOW}",
    "ᵊm": "m\N{COMBINING VERTICAL LINE BELOW}",
    "ɛ": "e",
    "ɑ": "a ɒ",
    "i": "y",
    "ɪ": "ʏ ɨ",
    "ɜ": "ø œ",
    "u": "ʉ ɯ",
    "ʊ": "ɵ",
    "ʌ": "ɤ",
    "ɹ": "r ɻ ʁ ʀ",
    "T": "ɾ ɽ",
    "ɡ": "g ɣ ɟ",
    "l": "ɫ ɬ ɭ",
    "lj": "ʎ",
    "k": "x χ q c",
    "h": "ç ɦ ħ",
    "t": "ʔ ʈ",
    "d": "ɖ",
    "n": "ɳ",
    "nj": "ɲ",
    "m": "ɱ",
    "w": "ʍ",
    "v": "ʋ β",
    "f": "ɸ",
    "ʃ": "ɕ ʂ",
    "ʒ": "ʑ ʐ",
}
"""Letters of misaki → sounds of IPA for which they stand, or to which American English has nothing nearer."""
_LETTERS = {sound: letters for letters, sounds in _NEAREST.items() for sound in sounds.split()}
_SILENT = re.compile(
    r"[ːˑʰʲʷˠˤ.‿|/\[\]()^\N{COMBINING DOUBLE INVERTED BREVE}\N{COMBINING DOUBLE BREVE BELOW}\N{ZERO WIDTH JOINER}"
    r"\N{COMBINING INVERTED BREVE BELOW}\N{COMBINING TILDE}\N{COMBINING BRIDGE BELOW}\N{COMBINING RING BELOW}]"
)
"""Ties, lengths, bounds of syllables and fine shades of a sound: American English tells no words apart by them."""
_SOUND = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)) + "|.", re.DOTALL)
_TIES = re.compile("[\N{COMBINING DOUBLE INVERTED BREVE}\N{COMBINING DOUBLE BREVE BELOW}]")


def misaki_of(ipa: str) -> str:
    """Return a word's broad IPA in misaki's alphabet, with each stress before its vowel; raises Unspeakable.

    Example:
        >>> misaki_of("məˈsɑːʒ"), misaki_of("ˈdʒɔɪəs"), misaki_of("ˈfɪŋɡɚz")
        ('məsˈɑʒ', 'ʤˈYəs', 'fˈɪŋɡəɹz')
    """
    sounds = [_letters(sound) for sound in _SOUND.findall(_TIES.sub("", _decomposed(ipa)))]
    if unknown := [sound for sound in "".join(sounds) if sound not in _KEPT]:
        raise Unspeakable(f"{sound} of /{ipa}/" for sound in unknown)
    return _stress_before_vowels(" ".join("".join(sounds).split()))


def _decomposed(ipa: str) -> str:
    """Return IPA with its combining signs apart, but for the one letter that Unicode would take to pieces."""
    apart = unicodedata.normalize("NFD", ipa.strip().replace("'", "ˈ").replace("ʼ", "ˈ").replace(":", "ː"))
    return apart.replace("c\N{COMBINING CEDILLA}", "ç")


def _letters(sound: str) -> str:
    return "" if _SILENT.fullmatch(sound) else _LETTERS.get(sound, sound)


def _stress_before_vowels(phonemes: str) -> str:
    """Return phonemes with each stress moved from the beginning of its syllable to the vowel, where there is one."""
    return re.sub(rf"([ˈˌ])([^{''.join(VOWELS)} ˈˌ]+)(?=[{''.join(VOWELS)}])", r"\2\1", phonemes)
