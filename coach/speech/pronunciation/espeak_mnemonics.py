"""Broad IPA → eSpeak NG's own names of phonemes, for its input in double square brackets. Pure.

A name that a voice does not have is no error there, but the rest of the word is silent. So a word with a sign that is
not in the table of the voice's language is written in letters instead.
"""

from __future__ import annotations

import re

from coach.routine.ipa import NASAL, SYLLABIC, VOWELS, table_of
from coach.speech.pronunciation.marked_words import replace_marked
from coach.speech.pronunciation.plain_spelling import plain_spelling

_OF_ALL = table_of(
    "p=p b=b t=t d=d k=k ɡ=g f=f v=v θ=T ð=D s=s z=z ʃ=S ʒ=Z h=h x=x χ=x m=m n=n ɲ=n^ ŋ=N l=l ʎ=l^ j=j w=w tʃ=tS dʒ=dZ"
    " ɹ=r r=r ɾ=r ʁ=r a=a e=e i=i o=o u=u ə=@ ˈ=' ˌ=, ː="
    # The nearest that every language has.
    " ɪ=i ᵻ=i ʊ=u ɑ=a æ=a ɐ=a ʌ=a ɜ=@ ɒ=o ɛ=e ɔ=o ç=x ɥ=w ɫ=l"
) | {" ": "||"}
"""Signs with a phoneme in the voices of all languages that were tried."""
_OF_LANGUAGE = {
    "de": table_of("ɛ=E ɔ=O ç=C œ=W ø=Y: y=y: ʏ=y"),
    "es": table_of("ɛ=E ɔ=O ø=Y y=y"),
    "fr": table_of("ɛ=E ɔ=O œ=W ø=Y y=y")
    | {f"{vowel}{NASAL}": f"{name}~" for vowel, name in zip("ɑɛɔœ", "AEOW", strict=True)},
    "nl": table_of("ɛ=E ɔ=O y=y"),
    "pt": table_of("ɛ=E ɔ=O"),
}
"""What is said otherwise in a language, or can be said there alone."""
_ENGLISH = _OF_ALL | table_of(
    "aɪ=aI aʊ=aU eɪ=eI oʊ=oU əʊ=oU ɔɪ=OI ɛə=e@ ɪə=i@ ʊə=U@ o=oU e=E ɛ=E ɑ=A: ɔ=O: ɒ=0 ɪ=I ᵻ=I# ʊ=U u=u: ʌ=V ɐ=V ɜ=3:"
    f" n{SYLLABIC}=@n l{SYLLABIC}=@l m{SYLLABIC}=@m"
    " ˈi='i: ˌi=,i: ç=h ɲ=nj ʎ=lj ʔ=? y=u: ø=3: œ=3:"
    # At the end of a syllable, English from Britain does not say the r: these are of both kinds.
    " ɑɹ=A@ ɔɹ=O@ ɛɹ=e@ ɪɹ=i@3 ʊɹ=U@ ɜɹ=3: əɹ=3"
)
_BEFORE_R = table_of("ɑɹ=A:r ɔɹ=O:r ɛɹ=Er ɪɹ=Ir ʊɹ=Ur ɜɹ=3:r əɹ=@r")
_JOINED = re.compile(r"(?<=[^\s-])\[\[")
"""The beginning of phonemes after a bracket or a quote: eSpeak NG would leave the word out."""


def phoneme_input(text: str, language: str) -> str:
    """Return a text with marked words as eSpeak NG's input for phonemes; needs espeakPHONEMES, and has no other `[[`.

    Args:
        text: A text with marked words.
        language: The BCP 47 tag of the voice that speaks it.

    Example:
        >>> phoneme_input("With ⟦Raynaud's|ɹeɪnˈoʊz⟧, keep warm.", "en-us")
        "With [[reIn'oUz]], keep warm."
    """
    spelt = replace_marked(text.replace("[[", "[ ["), lambda _, ipa: _spelt(ipa, language))
    return _JOINED.sub(" [[", spelt)


def _spelt(ipa: str, language: str) -> str:
    names = mnemonics(ipa, language)
    return plain_spelling(ipa) if names is None else f"[[{names}]]"


def mnemonics(ipa: str, language: str) -> str | None:
    """Return eSpeak NG's names for broad IPA, or None where its voice of the language lacks one."""
    tongue = language.lower().partition("-")[0]
    table = _ENGLISH if tongue == "en" else {**_OF_ALL, **_OF_LANGUAGE.get(tongue, {})}
    before_r = rf"(?:{'|'.join(_BEFORE_R)})(?=[ˈˌ]?[{VOWELS}])" if tongue == "en" else r"(?!)"
    longest = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    sounds = re.findall(rf"({before_r})|({longest}|.)", ipa, re.DOTALL)
    names = [_BEFORE_R[vowel] if vowel else table.get(sound) for vowel, sound in sounds]
    return None if None in names else "".join(filter(None, names))
