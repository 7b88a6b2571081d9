"""Sentence → its words and punctuation marks, by which its form is judged."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[,;:]|\.{3}|…|\s[-–—]\s")


def words_of(sentence: str) -> list[str]:
    """Return the words and punctuation marks of a sentence in lower case, without remarks in brackets.

    >>> words_of("Let's sit, then (if you can) breathe.")
    ['let', 'us', 'sit', ',', 'then', 'breathe']
    """
    small = re.sub(r"\([^()]*\)", " ", sentence).casefold().replace("don't", "do not").replace("let's", "let us")
    return [word.strip() for word in _WORD.findall(small)]
