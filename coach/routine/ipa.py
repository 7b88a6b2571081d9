"""IPA as it is typed → broad IPA in one form: known signs only, and each stress directly before its vowel. Pure."""

from __future__ import annotations

import re
import unicodedata


def table_of(pairs: str) -> dict[str, str]:
    """Return the table of a text such as `sh=ʃ th=θ`, whose pairs are parted by spaces."""
    return dict(pair.split("=") for pair in pairs.split())


VOWELS = "aeiouyæøœəɐɑɒɔɘɛɜɞɤɨɪɯɵʉʊʌʏᵻ"
CONSONANTS = "bcdfhjklmnpqrstvwxzçðħŋɕɖɟɡɣɥɫɬɭɱɲɳɸɹɻɽɾʀʁʂʃʈʋʍʎʐʑʒʔβθχ"
PRIMARY, SECONDARY, LONG, NASAL, SYLLABIC = "ˈˌː\N{COMBINING TILDE}\N{COMBINING VERTICAL LINE BELOW}"
DIPHTHONGS = ("aɪ", "aʊ", "eɪ", "oʊ", "ɔɪ", "əʊ", "ɔʏ")
_AS_WE_WRITE = table_of(
    "g=ɡ '=ˈ ʼ=ˈ ’=ˈ :=ː ʤ=dʒ ʧ=tʃ ʦ=ts ʣ=dz ɚ=əɹ ɝ=ɜɹ c\N{COMBINING CEDILLA}=ç"
    # Ties of two letters, and bounds of syllables: they tell no words apart.
    " .= ‿= \N{COMBINING DOUBLE INVERTED BREVE}= \N{COMBINING DOUBLE BREVE BELOW}="
)
"""Signs that are read, and what stands for them in broad IPA."""
_READ = re.compile("|".join(map(re.escape, sorted(_AS_WE_WRITE, key=len, reverse=True))))
_SIGNS = frozenset(f"{VOWELS}{CONSONANTS}{PRIMARY}{SECONDARY}{LONG}{NASAL}{SYLLABIC} ")
_KNOWN = f"vowels: {' '.join(VOWELS)}; consonants: {' '.join(CONSONANTS)}"
_VOWEL = rf"(?:{'|'.join(DIPHTHONGS)}|[{VOWELS}])"
_EARLY_STRESS = re.compile(rf"([{PRIMARY}{SECONDARY}])([{CONSONANTS}{SYLLABIC}{LONG}]+)(?=[{VOWELS}])")
_IDLE_STRESS = re.compile(rf"[{PRIMARY}{SECONDARY}](?![{VOWELS}])")


def broad_ipa(typed: str) -> str:
    """Return IPA in the form in which coach keeps it; raises ValueError(message, hint).

    A stress stands directly before its vowel, wherever it was typed. Where none is typed, words with one vowel have it.

    Example:
        >>> broad_ipa("ɹeɪˈnoʊ"), broad_ipa("kloʊz"), broad_ipa("'t͡ʃiːz")
        ('ɹeɪnˈoʊ', 'klˈoʊz', 'tʃˈiːz')
    """
    ipa = _READ.sub(lambda sign: _AS_WE_WRITE[sign[0]], unicodedata.normalize("NFD", " ".join(typed.split())))
    if unknown := [*dict.fromkeys(sign for sign in ipa if sign not in _SIGNS)]:
        shown = ", ".join(f"'{sign}' (U+{ord(sign):04X})" for sign in unknown[:3])
        raise ValueError(f"/{typed}/ has no such sign in broad IPA: {shown}", _KNOWN)
    words = _EARLY_STRESS.sub(r"\2\1", ipa).split()
    if _IDLE_STRESS.search(" ".join(words)):
        _refuse(typed, "has a stress with no vowel after it")
    if not all(re.search(f"[{VOWELS}{SYLLABIC}]", word) for word in words) or not words:
        _refuse(typed, "has a word without a vowel")
    return " ".join(words if PRIMARY in ipa else map(_stressed, words))


def _stressed(word: str) -> str:
    """Return a word with a stress, if only one place is possible."""
    return re.sub(f"(?={_VOWEL})", PRIMARY, word, count=1) if len(re.findall(_VOWEL, word)) == 1 else word


def _refuse(typed: str, fault: str) -> None:
    raise ValueError(f"/{typed}/ {fault}", "write a word as in '/ɹeɪˈnoʊ/'")
