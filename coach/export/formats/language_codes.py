"""Languages by the three letters of ISO 639-2, which ID3 and MP4 want."""

from __future__ import annotations

from coach.speech.language import primary_language

_THREE_LETTERS = {
    "ar": "ara",
    "cmn": "zho",
    "da": "dan",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "hi": "hin",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "nb": "nob",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "sv": "swe",
    "tr": "tur",
    "uk": "ukr",
}
_UNDETERMINED = "und"


def three_letters(tag: str) -> str:
    """Return the three letters of a tag's language (terminology codes of ISO 639-2); `und` for one that is not here.

    Example:
        >>> three_letters("pt-BR"), three_letters("tlh"), three_letters("")
        ('por', 'und', 'und')
    """
    return _THREE_LETTERS.get(primary_language(tag), _UNDETERMINED)
