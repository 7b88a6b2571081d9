"""Broad IPA → letters that a voice without phonemes reads nearly so: /ɹeɪnˈoʊ/ is "raynoh". Pure."""

from __future__ import annotations

import re

from coach.routine.ipa import table_of

_LETTERS = table_of(
    "ɑɹ=ar ɔɹ=or ɛɹ=air ɪɹ=eer ʊɹ=oor ɜɹ=er əɹ=er aɪ=igh aʊ=ow eɪ=ay oʊ=oh əʊ=oh ɔɪ=oy ɔʏ=oy"
    " a=ah ɑ=ah æ=a ɐ=a ʌ=u ə=uh ɘ=uh ɜ=er ɞ=er ɒ=o ɔ=aw e=ay ɛ=e i=ee ɪ=i ɨ=i ᵻ=i o=oh ɤ=oh u=oo ʊ=oo ɯ=oo ʉ=oo ɵ=oo"
    " y=oo ʏ=oo ø=er œ=er \N{COMBINING TILDE}=n tʃ=ch dʒ=j ʃ=sh ɕ=sh ʂ=sh ʒ=zh ʑ=zh ʐ=zh θ=th ð=th ŋ=ng ɲ=ny ʎ=ly"
    " ɹ=r ɻ=r ɾ=r ɽ=r ʀ=r ʁ=r j=y ɡ=g ɣ=g ɟ=g c=k q=k x=kh χ=kh ç=hy ħ=h ɥ=w ʍ=w ɫ=l ɬ=l ɭ=l ɱ=m ɳ=n ɖ=d ʈ=t ɸ=f β=v"
    " ʋ=v ˈ= ˌ= ː= ʔ= \N{COMBINING VERTICAL LINE BELOW}="
)
_SOUND = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))


def plain_spelling(ipa: str) -> str:
    """Return the letters for broad IPA; a sign that is a letter of English stays.

    Example:
        >>> plain_spelling("ɹeɪnˈoʊ"), plain_spelling("tˌaɪ tʃˈi")
        ('raynoh', 'tigh chee')
    """
    return _SOUND.sub(lambda sound: _LETTERS[sound[0]], ipa)
