"""A language by its folder: its vocabulary and grammar → the gloss of a text, and the words that coach adds."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from coach.draft.english.expression import Expression
from coach.draft.english.searcher import Searcher
from coach.draft.language.gloss_words import Vocabulary
from coach.draft.language.warning_words import WarningWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_WORD = re.compile(r"\w+")
_PAGE = "five-star"
"""The English for a text about the page, its author or its reader; it gives a heading no role."""
_LONGEST_REST = 60
"""The most characters of a text that only says how long to be silent."""


class Grammar(Protocol):
    """What a language needs beside its words."""

    def arranged(self, text: str) -> str:
        """Return a text in small letters, with its verbs in English and where English has them."""


class Glossary:
    """A language that is read by the gloss.yaml and the warnings.yaml of its folder, and its grammar."""

    def __init__(self, folder: Path, grammar: Callable[[Vocabulary], Grammar]) -> None:
        self._words = Vocabulary(folder / "gloss.yaml")
        self.warnings = WarningWords(folder / "warnings.yaml")
        self._grammar = grammar(self._words)
        self._rests, self._long_rests = self._words.pattern("rests"), self._words.pattern("long-rests")
        self._page = Searcher(self._words.data["page"].split(" | "))
        self.gloss = lru_cache(20_000)(self._gloss)

    @property
    def code(self) -> str:
        """The code of the language."""
        return str(self._words.data["code"])

    @cached_property
    def seam(self) -> Expression:
        """A pattern of what stands between two phrases of a sentence."""
        return Expression(self._words.data["seam"], re.IGNORECASE)

    @cached_property
    def listed(self) -> Expression:
        """A pattern of sentences that list what is needed."""
        return Expression(self._words.data["listed-needs"], re.IGNORECASE)

    @cached_property
    def sides(self) -> dict[str, str]:
        """The stems of the words for left and right."""
        return dict(self._words.data["sides"])

    @cached_property
    def side_word(self) -> Expression:
        """A pattern of the words for left and right: the stem, and its ending."""
        return Expression(self._words.data["side-word"], re.IGNORECASE)

    @cached_property
    def things(self) -> frozenset[str]:
        """The things that one has at hand."""
        return self._words.words("things")

    def _gloss(self, text: str) -> str:
        if rest := self._rest(text):
            return rest
        if label := self._words.as_label(text):
            return label
        if self._page.search(text) and not self.warnings.warns(text):
            return _PAGE
        own = frozenset(_WORD.findall(text.casefold()))
        return self._words.in_english(self._grammar.arranged(self._words.prepared(text)).casefold(), own)

    def _rest(self, text: str) -> str:
        """Return English for a text that only says how long to be silent: "(20 Sekunden Ruhe)"; or an empty text."""
        if len(text) > _LONGEST_REST or not (match := self._rests.fullmatch(text.strip())):
            return ""
        time = " ".join(group for group in match.groups() if group)
        long = "long " if self._long_rests.search(text) else ""
        return f"({long}pause {self._words.in_english(self._words.prepared(time).casefold())})"

    def say(self, words: str) -> str:
        """Return English words that coach adds in this language."""
        return str(self._words.data["said"].get(words, words))

    def is_thing(self, word: str) -> bool:
        """Whether a lower-case word is a thing to have at hand."""
        return word in self.things
