"""Language → the words of a wall sheet: its few labels, and the patterns of words that name a place of the hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.data_file import read_data
from coach.timeline.guide_words import PHRASES

_FILE = Path(__file__).with_name("places.yaml")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
FALLBACK = "en"
"""The language of the labels where there are none in the routine's own."""


@dataclass(frozen=True)
class SheetWords:
    """The words of one language."""

    language: str
    labels: dict[str, str]
    names: dict[str, str]
    """Place → its name for a screen reader."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    """Each place with the pattern of its words; what stands first is looked for first."""
    tools: tuple[re.Pattern[str], ...]
    """The patterns of words that name what works, and not the place that is worked on."""
    mind: re.Pattern[str]
    """The words of a sentence that says what not to do, when to stop, or whom to ask."""
    manner: re.Pattern[str]
    """The words of a sentence that says how hard, or how often."""
    sides: tuple[re.Pattern[str], re.Pattern[str]]
    """The patterns of the words for left and for right."""


@cache
def words_of(language: str) -> SheetWords | None:
    """Return the words of a language, whatever its region; None for a language without a block in the file."""
    short = language.partition("-")[0]
    if (block := read_data(_FILE, as_text=True).get(short)) is None:
        return None
    left, right = PHRASES[short].sides
    patterns = ((name, _pattern(words, left, right)) for name, (_, words) in block["places"].items())
    return SheetWords(
        short,
        block["labels"],
        {name: shown for name, (shown, _) in block["places"].items()},
        tuple(patterns),
        tuple(_pattern(words, left, right) for words in block["tools"]),
        _pattern("|".join(block["mind"]), left, right),
        _pattern("|".join(block["manner"]), left, right),
        (re.compile(rf"\b(?:{left})\b"), re.compile(rf"\b(?:{right})\b")),
    )


def labels_of(language: str) -> SheetWords:
    """Return the words of a language, or else the English ones, of which only the labels are of use then."""
    words = words_of(language) or words_of(FALLBACK)
    assert words is not None
    return words


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text.

    Example:
        >>> sentences_of("Press. Does it hurt? Stop.")
        ['Press.', 'Does it hurt?', 'Stop.']
    """
    return _SENTENCE.split(text) if text else []


def _pattern(words: str, left: str, right: str) -> re.Pattern[str]:
    side = rf"(?:(?:{left}|{right})\s+)?"
    return re.compile(rf"\b(?:{words})\b".replace("{side}", side))
