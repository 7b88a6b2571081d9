"""Many pieces of words, of which a text has few → which of them it has, found by looking through each word but once.

A language has few words, so what pieces a word has is remembered, and a text costs one look-up for each of its words,
however many pieces there are. A set of pieces is a whole number with a bit for each of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_START = 3
"""The letters by which the pieces that may stand at a place of a word are found."""
_MOST_WORDS, _MOST_TEXTS = 8_000, 1_000
"""The most words and texts that are remembered: a text is asked for by many."""
_WORD = re.compile(r"[\w'-]+|[^\w\s'-]")
"""A pattern of a word and of a sign; without the signs beside them, a text has far fewer words."""


ANY = 1
"""The set of what each text has, be it empty."""


class WordIndex:
    """The pieces that were asked for, and the words that were seen."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._by_start: dict[str, list[tuple[str, int]]] = {}
        self._words: dict[str, int] = {}
        """The set of each word as it is written, with the signs beside it."""
        self._parts: dict[str, int] = {}
        """The set of each word without signs, of which there are far fewer."""
        self._masks: dict[int, int] = {}
        """Each set of pieces that a word has; words with the same share it."""
        self._waiting: list[Callable[[], None]] = []
        self.pieces_in = lru_cache(_MOST_TEXTS)(self._pieces_in)

    def when_asked(self, adds: Callable[[], None]) -> None:
        """Call a function that adds pieces before the next text is looked at."""
        self._waiting.append(adds)
        self.pieces_in.cache_clear()

    def add(self, pieces: Iterable[str]) -> int:
        """Return the set of some pieces without spaces; of one with words and signs, the longest stands for all."""
        found = 0
        for piece in (max(_WORD.findall(piece), key=len) for piece in pieces):
            if piece not in self._bits:
                self._bits[piece] = 1 << len(self._bits) + 1
                self._by_start.setdefault(piece[:_START], []).append((piece, self._bits[piece]))
                self._words.clear()
                self._parts.clear()
            found |= self._bits[piece]
        return found

    def _pieces_in(self, text: str) -> int:
        """Return the set of the pieces that stand in a text, in either case."""
        while self._waiting:
            self._waiting.pop()()
        words, found = self._words, ANY
        for word in text.casefold().split():
            mask = words.get(word)
            found |= self._look_through(word) if mask is None else mask
        return found

    def _look_through(self, written: str) -> int:
        """Return the set of the pieces that stand in a word with the signs beside it, and remember it."""
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        found = 0
        for word in _WORD.findall(written):
            mask = self._parts.get(word)
            found |= self._look_into(word) if mask is None else mask
        found = self._words[written] = self._masks.setdefault(found, found)
        return found

    def _look_into(self, word: str) -> int:
        """Return the set of the pieces that stand in a word without signs, and remember it."""
        foreign = not word.isascii()
        plain = "".join("0" if each > "9" and each.isdecimal() else each for each in word) if foreign else word
        found = 0
        for place in range(len(plain)):
            for length in range(1, _START + 1):
                for piece, bit in self._by_start.get(plain[place : place + length], ()):
                    if plain.startswith(piece, place):
                        found |= bit
        if len(self._parts) >= _MOST_WORDS:
            self._parts.clear()
            self._masks.clear()
        found = self._parts[word] = self._masks.setdefault(found, found)
        return found


INDEX = WordIndex()
"""The pieces of all expressions by which a how-to text is read."""
