"""What a how-to text is made of: headings, items and paragraphs, each with its line."""

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
    """Of a heading: 1 is the highest, 0 if the text does not tell. Of an item: how deep its list stands in others."""
    number: int | None = None
    """Of an item: the number in front of it."""
    page: bool = False
    """Whether it belongs to the page around the text: navigation, adverts, comments."""
    alone: bool = False
    """Of plain text: whether it is one line between empty lines."""


_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")
_SIGNS = str.maketrans(
    {"{": "(", "}": ")", "‘": "'", "’": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"'}
)


def clean(text: str) -> str:
    """One line of plain words: one sort of quotation marks, no {names}, single spaces, nothing that cannot be seen."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = " ".join(text.translate(_SIGNS).split())
    return text if text.isprintable() else " ".join("".join(s if s.isprintable() else " " for s in text).split())
