"""Language → the page's own words: its buttons, its labels, and the one sentence for each thing that is lacking.

To add a language: a block in screen_words.yaml, beside its rows in `guide_words` and in the book's `page_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.data_file import read_data
from coach.export.epub.page_words import words_for
from coach.speech.language import primary_language
from coach.timeline.guide_words import PHRASES

_FILE = Path(__file__).with_suffix(".yaml")
FALLBACK = "en"


@dataclass(frozen=True)
class ScreenWords:
    """The words of one language."""

    language: str
    verbs: dict[str, str]
    """Verb → what its button says."""
    texts: dict[str, str]


@cache
def screen_words(language: str) -> ScreenWords:
    """Return the words of a language, whatever its region; English ones, which say so, for one that has none here.

    Example:
        >>> screen_words("de-AT").texts["start"], screen_words("fi").language
        ('Beginnen', 'en')
    """
    table = read_data(_FILE, as_text=True)
    short = primary_language(language)
    short = short if short in table else FALLBACK
    block, book = table[short], words_for(short)
    shared = {
        "length": book.length,
        "caregiver": book.caregiver,
        "needs": book.needs,
        "cautions": book.cautions,
        "waiting": PHRASES[short].ready,
    }
    return ScreenWords(short, block["verbs"], {**shared, **block["texts"]})
