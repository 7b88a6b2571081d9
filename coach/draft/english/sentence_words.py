"""Sentence → its words and punctuation marks, by which its form is judged, and it without the tag of a question."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[,;:]|\.{3}|…|\s[-–—]\s")
_TAG = Expression(
    r", ?(?:shall we|will you|won't you|would you|can you|ok(?:ay)?|all ?right|right|yes|eh|please"
    r"|x-ja|ja|x-vale|x-sí|sí|vale) ?\?[\"')]*$"
    r"|, ?(?:(?:do|are|wo|ca|did|sha)n't (?:we|you|they)|isn't (?:it|that))(?: [a-z]+)?\W*$",
    re.IGNORECASE,
)
"""A pattern of what makes a question of a request: "Let's sit down, shall we?" """


def words_of(sentence: str) -> list[str]:
    """Return the words and punctuation marks of a sentence in lower case, without remarks in brackets.

    >>> words_of("Let's sit, then (if you can) breathe.")
    ['let', 'us', 'sit', ',', 'then', 'breathe']
    """
    small = re.sub(r"\([^()]*\)", " ", sentence).casefold().replace("don't", "do not").replace("let's", "let us")
    return [word.strip() for word in _WORD.findall(small)]


def without_tag(sentence: str) -> str:
    """Return a sentence without what makes a question of it, or asks for a yes.

    >>> without_tag("Let's sit down, shall we?")
    "Let's sit down"
    """
    return _TAG.sub("", sentence)
