"""Lists that are numbered otherwise than 1, 2, 3 → items with numbers: boxes to tick, "A." and "B.", "I." and "II.".

What stands behind a box is to be done, and what has a letter is an exercise, whatever its words: "Far rail up".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_FEWEST = 3
"""The fewest boxes in a row that are a checklist."""
_LABEL = re.compile(r"\(?(?P<label>[A-H]|[IVX]{1,5})[.)]\s+(?=[A-ZÄÖÜÁÉÍÓÚÑ¡¿\"'])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


def with_numbered_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with a number for each that stands behind a box, a capital letter or a Roman number."""
    return _with_labels(_with_boxes(blocks))


def _with_boxes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, of which those behind a row of boxes have numbers from 1."""
    found, start = list(blocks), 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].ticked and found[end].number is None:
            end += 1
        if end - start >= _FEWEST:
            found[start:end] = [replace(block, number=place) for place, block in enumerate(found[start:end], 1)]
        start = max(end, start + 1)
    return found


def _with_labels(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, of which those with a letter in front that follows that of another one have its number."""
    found = list(blocks)
    labels = [(place, match) for place, block in enumerate(found) if (match := _label_of(block))]
    for read in (_letter, _roman):
        numbers = [(place, match, read(match["label"])) for place, match in labels]
        rows = [each for each in numbers if each[2]]
        for at, (place, match, number) in enumerate(rows):
            before, after = rows[at - 1][2] if at else 0, rows[at + 1][2] if at + 1 < len(rows) else 0
            if (before and number == before + 1) or after == number + 1:
                kind = found[place].kind
                text = match.string[match.end() :]
                found[place] = replace(found[place], kind="item" if kind == "text" else kind, text=text, number=number)
    return found


def _label_of(block: Block) -> re.Match[str] | None:
    return None if block.page or block.number is not None else _LABEL.match(block.text)


def _letter(label: str) -> int:
    """Return the place of a letter in the alphabet, 0 for what is none."""
    return ord(label) - ord("A") + 1 if len(label) == 1 and label < "I" else 0


def _roman(label: str) -> int:
    """Return the value of a Roman number, 0 for what is none."""
    return _ROMAN.index(label) + 1 if label in _ROMAN else 0
