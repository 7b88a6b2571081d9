"""A text in which some words are marked with their pronunciation, as ⟦word|ipa⟧. Pure, and light to import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = re.compile(r"⟦(?P<word>[^⟦⟧|]+)\|(?P<ipa>[^⟦⟧|]+)⟧")
"""One marked word."""
_BRACKETS = str.maketrans("⟦⟧", "()")


def marked(word: str, ipa: str) -> str:
    """Return a word with the mark that tells its pronunciation."""
    return f"⟦{word}|{ipa}⟧"


def has_marks(text: str) -> bool:
    """Whether any word of a text is marked."""
    return MARK.search(text) is not None


def replace_marked(text: str, spelling: Callable[[str, str], str]) -> str:
    """Return a text with what a function of word and IPA gives in the place of each marked word."""
    return MARK.sub(lambda mark: spelling(mark["word"], mark["ipa"]), text)


def unmarked(text: str) -> str:
    """Return a text with its words as they are written.

    Example:
        >>> unmarked("With ⟦Raynaud|ɹeɪnˈoʊ⟧, keep warm.")
        'With Raynaud, keep warm.'
    """
    return replace_marked(text, lambda word, _: word)


def without_brackets(text: str) -> str:
    """Return a text that cannot be taken for a marked one: an author's own ⟦ and ⟧ become round brackets."""
    return text.translate(_BRACKETS)
