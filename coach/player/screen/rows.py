"""Text → rows that fit: wrapped, cut, as large as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from coach.player.screen import large_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Tone = Literal["plain", "strong", "quiet", "alert"]


class Fragment(NamedTuple):
    """A part of a row."""

    text: str
    tone: Tone


Row = tuple[Fragment, ...]


def typeset(text: str, tone: Tone, width: int, height: int, largest: int) -> list[Row]:
    """The rows of a text, at most `height`: in the largest letters that hold the whole text, or as plain text."""
    if large_letters.can_draw(text):
        for scale in range(largest, 0, -1):
            if (drawn := _drawn(text, scale, width)) and len(drawn) <= height:
                return bands(drawn, tone, width)
    return bands(_cut(wrap(text, width), width, height), tone, width)


def bands(lines: Iterable[str], tone: Tone, width: int) -> list[Row]:
    """A row for each line, over the whole width."""
    return [(Fragment(set_cell_size(line, width), tone),) for line in lines]


def fit(text: str, width: int) -> str:
    """A text in one line, cut at its end where it is too long."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text; a word that is longer than a line goes over several."""
    return gather(text.split(), width)


def gather(parts: Iterable[str], width: int) -> list[str]:
    """The lines of a text that breaks between its parts alone, if no part is longer than a line."""
    fitting = [piece for part in parts for piece in (chop_cells(part, width) if cell_len(part) > width else [part])]
    return _gathered(fitting, width, cell_len)


def _gathered(words: list[str], width: int, measure: Callable[[str], int]) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and measure(longer := f"{lines[-1]} {word}") <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(lines: list[str], width: int, height: int) -> list[str]:
    return lines if len(lines) <= height else [*lines[: height - 1], fit(f"{lines[height - 1]} …", width)][:height]


def _drawn(text: str, scale: int, width: int) -> list[str]:
    """The rows of a text in large letters, its lines a dot apart at least; none where a word is wider than all."""
    lines = _gathered(text.split(), width, lambda line: large_letters.width_of(line, scale))
    if any(large_letters.width_of(line, scale) > width for line in lines):
        return []
    apart = [""] * (3 * scale - large_letters.height_of(scale))
    rows = [row for line in lines for row in [*large_letters.draw(line, scale), *apart]]
    return rows[: len(rows) - len(apart)]
