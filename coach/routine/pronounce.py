"""What is written under `pronounce` → words to look for, and broad IPA. Pure, and light for a voice's worker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coach.routine.ipa import broad_ipa
from coach.routine.respelling import HINT, respelling_ipa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_WORD = 100
"""The most characters of a word and of its pronunciation."""
MOST_WORDS = 1_000
"""The most words of a routine, or of a user's file, whose pronunciation is given."""


def pronunciation_ipa(typed: Any) -> str:  # noqa: ANN401 - what the author wrote
    """Return the broad IPA of a pronunciation; raises ValueError(message, hint) for one that cannot be read."""
    text = " ".join(typed.split()) if isinstance(typed, str) else ""
    if not text.strip("/ "):
        raise ValueError("a word without its pronunciation", HINT)
    if len(text) > LONGEST_WORD:
        raise ValueError(f"a pronunciation of more than {LONGEST_WORD} characters", HINT)
    if len(text) > 1 and text[0] == text[-1] == "/":
        return broad_ipa(text[1:-1])
    return respelling_ipa(text)


def check_word(word: str) -> str:
    """Return a word that can be looked for in a text; raises ValueError(message, hint)."""
    if not re.fullmatch(r"[^\W_].*[^\W_]|[^\W_]", word, re.DOTALL) or re.search(r"[⟦⟧|\[\]]", word):
        raise ValueError(f"'{word}' is no word to look for", "it begins and ends with a letter, as 'De Quervain'")
    if len(word) > LONGEST_WORD:
        raise ValueError(f"a word of more than {LONGEST_WORD} characters", "name the word alone")
    return word


def folded(word: str) -> str:
    """Return a word as it is compared with others: in any capitals, with any spaces and either apostrophe."""
    return " ".join(word.split()).lower().replace("’", "'")


def twice_written(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each word that is the same as an earlier one in other capitals, with that one."""
    seen: dict[str, str] = {}
    for word in words:
        if (first := seen.setdefault(folded(word), word)) is not word:
            yield word, first
