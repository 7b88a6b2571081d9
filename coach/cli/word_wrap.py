"""Lines for people → lines within a terminal's width, cut between words alone. Pure, but for the width.

A terminal cuts where its line is full, in the middle of a word. A pipe or a file gets lines as they are.
"""

from __future__ import annotations

import os
import re
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Literal, TextIO

from coach.log import logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_log = logger(__name__)
_NARROWEST = 20
"""The fewest characters of a line: with fewer, there is no room for words."""
_WIDEST_PROSE = 100
"""The most characters of a line of a paragraph that is set anew."""
_QUOTED = re.compile(r"`[^`]+`")
_LEADING = re.compile(r"\s*(?:(?:[-*]|\d+\.|\|) )?(?:\S+(?: \S+)* {2,}(?=\S))?")
"""What stands before the text of a line: blanks, the mark of an item, and a first column."""
_ITEM = re.compile(r"[-*] |\d+\. ")
_TOGETHER = "\x00"
"""What stands for a blank that is none to cut at."""
_ROW = re.compile(r"\s*$|#|\|")
"""What a line begins with that stands for itself: nothing, a heading, a row of a table."""
_FENCE = "```"

Kind = Literal["code", "row", "prose"]


def width_of(stream: TextIO) -> int | None:
    """Return the width of a terminal in characters, which `COLUMNS` can say; None for anything else."""
    with swallowing(_log, "asking a terminal for its width", OSError, ValueError):
        if not stream.isatty():
            return None
        chosen = os.environ.get("COLUMNS", "")
        return int(chosen) if chosen.isdecimal() and int(chosen) else os.get_terminal_size(stream.fileno()).columns
    return None


def wrapped(text: str, width: int | None) -> str:
    """Return lines as lines of a width at most; without a width, as they are.

    Example:
        >>> print(wrapped("coach: the place cannot be kept; `coach play` begins anew", 30))
        coach: the place cannot be
        kept; `coach play` begins anew
    """
    if not width:
        return text
    return "\n".join(part for line in text.split("\n") for part in _parts(line, width))


def reflowed(markdown: str, width: int | None) -> str:
    """Return a text in Markdown with its paragraphs and items set anew for a width; without a width, as it is.

    What is to be copied stays on its line, and its comment goes above it where both have no room.
    """
    if not width:
        return markdown
    return "\n".join(part for kind, block in _blocks(markdown) for part in _SET[kind](block, width))


def _blocks(markdown: str) -> Iterator[tuple[Kind, str]]:
    """Yield lines as they are in code and tables, and of everything else the paragraphs and items, each as one."""
    prose: list[str] = []
    in_code = False
    for line in markdown.split("\n"):
        is_fence = line.startswith(_FENCE)
        kind: Kind = "code" if in_code or is_fence else "row" if _ROW.match(line) else "prose"
        if prose and (kind != "prose" or _ITEM.match(line)):
            yield "prose", " ".join(prose)
            prose = []
        in_code ^= is_fence
        if kind == "prose":
            prose.append(line.strip() if prose else line)
        else:
            yield kind, line
    if prose:
        yield "prose", " ".join(prose)


def _code(line: str, width: int) -> Iterator[str]:
    command, comment, told = line.partition("  # ")
    if len(line) <= width or not comment or not command.strip():
        yield line
        return
    indent = line[: len(line) - len(line.lstrip())]
    yield from wrap(told, max(width, _NARROWEST), initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
    yield command.rstrip()


def _row(line: str, width: int) -> Iterator[str]:
    """Yield a heading, or a row of a table, whose bars never stand alone."""
    yield from _parts(line if len(line) <= width else line.replace(" |", f"{_TOGETHER}|"), width)


def _prose(text: str, width: int) -> Iterator[str]:
    yield from _parts(text, min(width, _WIDEST_PROSE))


def _parts(line: str, width: int) -> Iterator[str]:
    """Yield a line in parts that have room; they stand under its text, and what is quoted stays together."""
    room = max(width, _NARROWEST)
    if len(line) <= room:
        yield line
        return
    lead = _LEADING.match(line)
    begin = lead.end() if lead and lead.end() <= room // 2 else len(line) - len(line.lstrip())
    together = _QUOTED.sub(lambda quoted: quoted[0].replace(" ", _TOGETHER), line[begin:])
    cut = partial(
        wrap, width=room, initial_indent=line[:begin], subsequent_indent=" " * begin,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    parts = cut(together)
    if any(len(part) > room for part in parts):  # one of the quoted ones has no room on a line
        parts = cut(line[begin:])
    yield from (part.replace(_TOGETHER, " ") for part in parts or [line])


_SET: dict[Kind, Callable[[str, int], Iterator[str]]] = {"code": _code, "row": _row, "prose": _prose}
"""How each kind of a block is set within a width."""
