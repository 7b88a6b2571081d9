"""The language of a how-to text: what it is judged by, and the words that coach itself adds to a draft.

A text is judged by its gloss: its own sentence in the English words by which coach.draft.english judges, word by word
where that will do. The gloss of English is the text itself. So another language is a folder with a gloss.yaml, and a
grammar.py where its verbs do not stand where those of English stand; durations, repetitions, sides, headings and
warnings are found by one set of rules.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.draft.english.expression import Expression
    from coach.draft.language.warning_words import WarningWords

P = ParamSpec("P")
R = TypeVar("R")
_REMEMBERED = 128
"""The texts of which a judge remembers what it found."""


class Language(Protocol):
    """Another language than English, by which a text is read."""

    @property
    def code(self) -> str:
        """The code of the language, which is written behind `language:`."""

    @property
    def seam(self) -> Expression:
        """A pattern of what stands between two phrases of a sentence, of which each may have a time of its own."""

    @property
    def listed(self) -> Expression:
        """A pattern of sentences that list what is needed; one of its groups is the list."""

    @property
    def sides(self) -> dict[str, str]:
        """The stems of the words for left and right: "link" and "recht"."""

    @property
    def side_word(self) -> Expression:
        """A pattern of the words for left and right: the stem, and its ending."""

    def gloss(self, text: str) -> str:
        """Return a text in the English words by which it is judged."""

    def say(self, words: str) -> str:
        """Return English words that coach adds to a draft in this language."""

    def is_thing(self, word: str) -> bool:
        """Whether a lower-case word is a thing to have at hand."""

    @property
    def warnings(self) -> WarningWords:
        """The words by which the language warns."""


_READ: ContextVar[Language | None] = ContextVar("language", default=None)


@contextmanager
def in_language(language: Language | None) -> Iterator[None]:
    """Judge the texts in this block as texts of a language; None is English."""
    token = _READ.set(language)
    try:
        yield
    finally:
        _READ.reset(token)


def read_language() -> Language | None:
    """Return the language of the text that is being read; None for English."""
    return _READ.get()


def in_own_words(words: str) -> str:
    """Return English words of coach's own in the language of the text that is being read."""
    language = _READ.get()
    return language.say(words) if language else words


def glossed(judge: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
    """Make a function that judges English judge the gloss of a text in the language that is being read.

    What it found of the last texts is remembered: the stages of a draft ask the same of the same sentence.
    """
    remembered = cast("Callable[Concatenate[str, P], R]", lru_cache(_REMEMBERED)(judge))

    @wraps(judge)
    def judged(text: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        language = _READ.get()
        if language is None:
            return remembered(text, *args, **kwargs)
        token = _READ.set(None)  # what it asks in turn is asked about the gloss
        try:
            return remembered(language.gloss(text), *args, **kwargs)
        finally:
            _READ.reset(token)

    return judged
