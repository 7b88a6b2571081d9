"""A respelling for readers of English (`ray-NOH`) → broad IPA. Pure.

Syllables are joined by hyphens, and the stressed one is in capitals. Each has one vowel, and no spelling has two
meanings: a vowel of one letter is short, so it needs a consonant behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.routine.ipa import PRIMARY, broad_ipa, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT_VOWELS = table_of("a=æ e=ɛ i=ɪ o=ɑ u=ʌ")
LONG_VOWELS = table_of(
    "ah=ɑ air=ɛɹ ar=ɑɹ aw=ɔ ay=eɪ ee=i eer=ɪɹ er=ɜɹ eye=aɪ igh=aɪ oh=oʊ oo=u oor=ʊɹ or=ɔɹ ow=aʊ oy=ɔɪ uh=ʌ uu=ʊ"
)
_UNSTRESSED = table_of("er=əɹ uh=ə")
CONSONANTS = table_of(
    "b=b d=d f=f g=ɡ h=h j=dʒ k=k l=l m=m n=n p=p r=ɹ s=s t=t v=v w=w x=ks y=j z=z"
    " ch=tʃ ck=k dh=ð kh=x ng=ŋ nk=ŋk sh=ʃ th=θ zh=ʒ bb=b dd=d ff=f ll=l mm=m nn=n pp=p ss=s tt=t zz=z"
)
HINT = "such as 'ray-NOH', or IPA as '/ɹeɪˈnoʊ/'; `coach help language` has the spellings"


def _one_of(spellings: dict[str, str]) -> str:
    return "|".join(sorted(spellings, key=len, reverse=True))


_CONSONANT = f"(?:{_one_of(CONSONANTS)})"
_SYLLABLE = re.compile(
    rf"(?P<first>{_CONSONANT}*)"
    rf"(?:(?P<long>{_one_of(LONG_VOWELS)})|(?P<short>{_one_of(SHORT_VOWELS)})(?={_CONSONANT}))"
    rf"(?P<last>{_CONSONANT}*)"
)
_OPEN = re.compile(rf"{_CONSONANT}*[{''.join(SHORT_VOWELS)}]")


def respelling_ipa(respelling: str) -> str:
    """Return the broad IPA of a respelling; raises ValueError(message, hint) for one that has no certain meaning.

    Example:
        >>> respelling_ipa("ray-NOH"), respelling_ipa("duh kair-VAN"), respelling_ipa("yooz")
        ('ɹeɪnˈoʊ', 'də kɛɹvˈæn', 'jˈuz')
    """
    words = respelling.split()
    return broad_ipa(" ".join(_word(word, alone=len(words) == 1) for word in words))


def _word(word: str, *, alone: bool) -> str:
    syllables = word.split("-")
    stressed = [syllable for syllable in syllables if syllable.isupper()]
    if len(stressed) > 1:
        raise ValueError(f"'{word}' has more than one syllable in capitals", f"only the stressed one; {HINT}")
    if len(syllables) > 1 and not stressed:
        raise ValueError(f"'{word}' has no syllable in capitals", f"write the stressed one so; {HINT}")
    loud = stressed or (syllables if alone else [])
    return "".join((PRIMARY if each in loud else "") + _syllable(each, stressed=each in loud) for each in syllables)


def _syllable(syllable: str, *, stressed: bool) -> str:
    match = _SYLLABLE.fullmatch(syllable.lower())
    if syllable not in (syllable.lower(), syllable.upper()):
        raise ValueError(f"'{syllable}' is in small letters and in capitals", f"capitals tell the stress; {HINT}")
    if not match:
        raise ValueError(f"'{syllable}' cannot be read as one syllable", _nearest(syllable))
    vowels = {**LONG_VOWELS, **({} if stressed else _UNSTRESSED), **SHORT_VOWELS}
    vowel = vowels[match["long"] or match["short"]]
    return "".join([*_consonants(match["first"]), vowel, *_consonants(match["last"])])


def _nearest(syllable: str) -> str:
    if syllable and _OPEN.fullmatch(syllable.lower()):
        stem, vowel = syllable[:-1], syllable[-1].lower()
        ends = {"a": ("ah", "ay", "uh"), "e": ("ee", "ay"), "i": ("ee", "igh"), "o": ("oh", "ah"), "u": ("oo", "uh")}
        written = ", ".join(f"'{stem}{end.upper() if syllable.isupper() else end}'" for end in ends[vowel])
        return f"'{vowel}' needs a consonant behind it; write {written}"
    return HINT


def _consonants(letters: str) -> Iterator[str]:
    return (CONSONANTS[each] for each in re.findall(_CONSONANT, letters))
