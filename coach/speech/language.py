"""A language's tag and the voices' tags → the nearest voice. Tags are those of BCP 47: `en`, `pt-BR`."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_NAMES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
_PLACES = {"BR": "Brazil", "FR": "France", "GB": "Great Britain", "US": "America"}


def language_in_words(tag: str) -> str:
    """Return a tag's language as people call it; the tag itself where coach has no word for it.

    Example:
        >>> language_in_words("pt-BR")
        'Portuguese (Brazil)'
    """
    language, *others = tag.replace("_", "-").split("-")
    if language.lower() not in _NAMES:
        return tag
    places = "-".join(_PLACES.get(other.upper(), other) for other in others)
    return _NAMES[language.lower()] + (f" ({places})" if places else "")


def primary_language(tag: str) -> str:
    """Return the part of a tag that says the language, and not where it is spoken."""
    return _parts(tag)[0]


def speaks(tag: str, language: str) -> bool:
    """Whether a voice of a tag speaks a language, wherever it is spoken."""
    return primary_language(tag) == primary_language(language)


def nearest_voice(language: str, tags: Mapping[str, Sequence[str]]) -> str | None:
    """The voice whose tags agree longest with the language's, and say least beyond; None if none speaks it."""
    likeness = {
        name: max((_likeness(language, tag) for tag in of_voice), default=(0, 0)) for name, of_voice in tags.items()
    }
    best = max(likeness, key=lambda name: likeness[name], default=None)
    return best if best is not None and likeness[best][0] else None


_USUALLY = {"zh": "cmn", "no": "nb"}
"""Languages of languages, and the one that is meant when none is named."""


def _parts(tag: str) -> list[str]:
    first, *others = tag.lower().replace("_", "-").split("-")
    return [_USUALLY.get(first, first), *others]


def _likeness(one: str, other: str) -> tuple[int, int]:
    """How many parts from the first on agree, and then how few the other one has."""
    wanted, given = (_parts(tag) for tag in (one, other))
    agreeing = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, given, strict=False)))
    return agreeing, -len(given)
