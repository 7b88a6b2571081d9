"""How words are said: a routine's, the user's and coach's own pronunciations → a text with marked words.

To add a language: one file LANGUAGE.yaml beside this one, in the form of en.yaml. It holds what an engine says wrong,
with the reason, and is tested with the examples that it gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.data_file import read_data
from coach.routine.pronounce import folded
from coach.speech.pronunciation.context_rules import ContextRule, read_rules
from coach.speech.pronunciation.marked_words import marked, replace_marked, unmarked, without_brackets
from coach.speech.pronunciation.plain_spelling import plain_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lexicon", "lexicon_for", "unmarked"]

_FOLDER = Path(__file__).parent
_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


@dataclass(frozen=True)
class Lexicon:
    """The pronunciations for one language. It can be a key, as its fields are tuples."""

    language: str = "en"
    """A BCP 47 tag."""
    asked: tuple[tuple[str, str], ...] = ()
    """The routine's and the user's words, folded, with their broad IPA."""
    known: tuple[tuple[str, str], ...] = ()
    """The words of coach's list for the language, in the same way."""
    rules: tuple[ContextRule, ...] = ()
    """What coach's list says of words that are said in two ways."""

    def mark(self, text: str) -> str:
        """Return a text with its known words marked, as ⟦word|ipa⟧; without any, it comes back as it is.

        An author's own ⟦ and ⟧ become round brackets, so that no text can pretend to have marks.

        Example:
            >>> Lexicon(asked=(("raynaud", "ɹeɪnˈoʊ"),)).mark("Raynaud's is common.")
            "⟦Raynaud's|ɹeɪnˈoʊz⟧ is common."
        """
        return self._pattern.sub(self._marked, without_brackets(text))

    def respelt(self, text: str) -> str:
        """Return a marked text for a voice that reads no IPA: the asked words in letters, the others as written.

        Coach's own list is for the faults of engines that read IPA; what others say wrong, nobody knows.

        Example:
            >>> Lexicon(asked=(("raynaud", "ɹeɪnˈoʊ"),)).respelt("With ⟦Raynaud|ɹeɪnˈoʊ⟧, keep warm.")
            'With raynoh, keep warm.'
        """
        return replace_marked(text, lambda word, ipa: plain_spelling(ipa) if self._is_asked(word) else word)

    @cached_property
    def _words(self) -> dict[str, str]:
        return {**dict(self.known), **dict(self.asked)}

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(word for word, _ in self.asked)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted({*self._words, *(rule.word for rule in self.rules)}, key=len, reverse=True)
        either = "|".join(map(_spelling, words)) or r"(?!)"
        return re.compile(rf"(?<!\w)(?P<word>{either})(?P<ending>{self._endings})(?!\w|['’]\w)", re.IGNORECASE)

    @property
    def _endings(self) -> str:
        """The endings that a word can have and still be meant: the s of an English plural or genitive."""
        return r"['’]s|s|" if _is_english(self.language) else ""

    def _is_asked(self, word: str) -> bool:
        match = self._pattern.fullmatch(word)
        return match is not None and folded(match["word"]) in self._asked

    def _marked(self, match: re.Match[str]) -> str:
        ipa = self._ipa(match)
        return marked(match[0], ipa) if ipa else match[0]

    def _ipa(self, match: re.Match[str]) -> str | None:
        word = folded(match["word"])
        if ipa := self._words.get(word):
            return _with_s(ipa) if match["ending"] else ipa
        if match["ending"]:
            return None
        fitting = (rule for rule in self.rules if rule.word == word and rule.fits(match.string, *match.span()))
        return next((rule.ipa for rule in fitting), None)


def lexicon_for(language: str, pronounce: Mapping[str, str] | None = None) -> Lexicon:
    """Return the pronunciations for a routine: its own, before the user's, before coach's list for the language.

    Args:
        language: The routine's BCP 47 tag.
        pronounce: The routine's words with their broad IPA, as `Routine.pronounce` has them.

    Raises:
        RoutineError: For what is wrong in the user's pronounce.yaml, with file, line and column.
    """
    from coach.speech.pronunciation.user_file import user_pronunciations

    known, rules = _list_for(language.lower().partition("-")[0])
    asked = {folded(word): ipa for words in (user_pronunciations(), pronounce or {}) for word, ipa in words.items()}
    return Lexicon(language, tuple(sorted(asked.items())), known, rules)


@lru_cache(None)
def _list_for(language: str) -> tuple[tuple[tuple[str, str], ...], tuple[ContextRule, ...]]:
    """Return the words and the rules of coach's list; none for a language that has no list."""
    paths = {path.stem: path for path in _FOLDER.glob("*.yaml")}
    if language not in paths:
        return (), ()
    data = read_data(paths[language], as_text=True)
    words = tuple((folded(word), ipa) for word, ipa in data["words"].items())
    return words, tuple(read_rules(data["rules"], data["contexts"]))


def _is_english(language: str) -> bool:
    return language.lower().partition("-")[0] == "en"


def _spelling(word: str) -> str:
    """Return the pattern of a folded word: any spaces, either apostrophe."""
    return r"\s+".join(re.escape(part).replace("'", "['’]") for part in word.split())


def _with_s(ipa: str) -> str:
    """Return the pronunciation of an English plural or genitive."""
    if ipa.endswith(_SIBILANTS):
        return f"{ipa}ᵻz"
    return f"{ipa}s" if ipa.endswith(_VOICELESS) else f"{ipa}z"
