"""Blocks of a how-to text → the language that it is in, and what coach reads it by: one row for each language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.data_file import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.draft.language import Language

HERE = Path(__file__).parent
_FEW, _SHARE, _ENOUGH = 2, 0.08, 3_000
"""The least lead in small words over English, the least share of a language's small words, the words looked at."""
_WORD = re.compile(r"(?<![^\W\d_])(?!(?<=\d)[hms]\b|(?<=\d )[hms]\b)[^\W\d_]+")
"""A pattern of words; the unit of "5 s" is none, although "s" is a small word of Czech."""


def german() -> Language:
    """Return what German is read by."""
    from coach.draft.german.german_grammar import Grammar
    from coach.draft.language.glossary import Glossary

    return Glossary(HERE / "german", Grammar)


def spanish() -> Language:
    """Return what Spanish is read by."""
    from coach.draft.language.glossary import Glossary
    from coach.draft.spanish.spanish_grammar import Grammar

    return Glossary(HERE / "spanish", Grammar)


LANGUAGES = {"de": cache(german), "es": cache(spanish)}
"""The code of each language besides English that coach drafts from, and what makes its rules."""


@cache
def small_words() -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    """Return the name of each known language, its small words and the letters that few others have."""
    table = read_data(HERE / "language" / "small_words.yaml", as_text=True)
    return {
        code: (row["name"], frozenset(row["words"].split()), frozenset(row.get("letters", "").replace(" ", "")))
        for code, row in table.items()
    }


def language_of(texts: Iterable[str]) -> tuple[str, str]:
    """Return the code and the name of the language of texts, by their small words; English where nothing tells.

    >>> language_of(["Streiche die Hand und wiederhole es auf der anderen Seite."])
    ('de', 'German')
    """
    words = _WORD.findall(" ".join(texts)[: 10 * _ENOUGH].casefold())[:_ENOUGH]
    counts = Counter(words)
    if script := _foreign_script(words):
        return "", script
    scores = Counter({code: _score(counts, small, letters) for code, (_, small, letters) in small_words().items()})
    code, best = scores.most_common(1)[0]
    if code == "en" or best - scores["en"] < _FEW or best < _SHARE * len(words):
        return "en", "English"
    return code, small_words()[code][0]


def rules_of(texts: Iterable[str]) -> Language | None:
    """Return what texts are read by; None for English, and for a language that coach does not draft from."""
    made = LANGUAGES.get(language_of(texts)[0])
    return made() if made else None


def _score(counts: Counter[str], small: frozenset[str], letters: frozenset[str]) -> int:
    return sum(count * ((word in small) + (not letters.isdisjoint(word))) for word, count in counts.items())


def _foreign_script(words: list[str]) -> str:
    """Return the name of the script of most words if it is not Latin: "Greek"."""
    scripts = Counter(unicodedata.name(word[0], "?").split()[0].capitalize() for word in words)
    script, count = scripts.most_common(1)[0] if scripts else ("Latin", 0)
    return script if script != "Latin" and 2 * count > len(words) else ""
