"""The blocks of a how-to text: headings, items and paragraphs, each with the number of its line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "item", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, an item of a list, or a paragraph."""

    kind: Kind
    text: str
    line: int
    level: int = 0
    """The level of a heading: 1 is the highest, 0 if the text does not tell. The level of an item: how deep its list
    stands in others."""
    number: int | None = None
    """The number in front of an item."""
    page: bool = False
    """Whether it belongs to the page around the text: navigation, adverts, comments."""
    ticked: bool = False
    """Whether a box to tick stands in front of it, as in a checklist."""
    alone: bool = False
    """Whether it is one line between empty lines; False in HTML."""


_DOTS = re.compile(r"\.(?: ?\.){2,}|(?<=[a-z,]) ?\. ?\.(?= |$)(?! ?\.)")
"""A pattern of the dots of a script, as a typewriter sets them: "Lift both feet . . . . and hold"."""
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")
_SIGNS = str.maketrans(
    {"{": "(", "}": ")", "‘": "'", "’": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"'}
)


def clean(text: str) -> str:
    """Return a text as one line of plain words.

    It has one sort of quotation marks, no {names}, single spaces and nothing that cannot be seen.
    """
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = _DOTS.sub("...", " ".join(text.translate(_SIGNS).split()))
    return text if text.isprintable() else " ".join("".join(s if s.isprintable() else " " for s in text).split())
