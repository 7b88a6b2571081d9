"""Where YAML ends the reading → what its author did there, in plain words: where it is, what it is, what to write.

A parser tells what it waited for, and where it gave up; people look for what they typed. Each function of `_SLIPS`
knows one slip, and looks for it between the last text that was read and the place at which the parser gave up. To add
one: a function in one of the files beside this one, and its name in the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.yaml_slips.blanks import slip_of_blank, tab, unusual_blank
from coach.yaml_slips.brackets import bracket_first, missing_comma, open_bracket
from coach.yaml_slips.broken_text import Broken, Slip
from coach.yaml_slips.colons import glued, missing_colon, second_colon
from coach.yaml_slips.indentation import list_beside_key, outside
from coach.yaml_slips.quotes import forbidden_sign, open_quote, text_behind_quote

if TYPE_CHECKING:
    from collections.abc import Callable

_SLIPS: tuple[Callable[[Broken], Slip | None], ...] = (
    tab,
    unusual_blank,
    open_quote,
    text_behind_quote,
    forbidden_sign,
    missing_colon,
    second_colon,
    open_bracket,
    missing_comma,
    bracket_first,
    list_beside_key,
    outside,
)
"""What is looked for, in this order: what makes other lines look wrong comes first."""
_OTHERS = {
    "alphabetic or numeric character": ("a text cannot begin with * or & without quotes", "put quotes around it"),
    "undefined tag handle": ("a text cannot begin with ! without quotes", "put quotes around it"),
    "incompatible YAML document": ("a line cannot begin with %", "remove it"),
    "comment or line break": ("a text begins in the line after | or >", "put it there, further in than its key"),
}
"""What the parser says of signs that mean something, and what it is for people."""
_ANY_HINT = "look at the indentation and the quotes near here; quote a text that begins with [ or {"


def slip_in(broken: Broken) -> Slip:
    """Return what the author of a text did, or what the parser says where that is not known."""
    slips = (look(broken) for look in _SLIPS)
    return next((slip for slip in slips if slip), None) or _unknown(broken)


def slip_of_key(text: str, begin: int, end: int) -> Slip | None:
    """Return what is wrong with a key that YAML reads as one, and nobody typed as one; it stands first in its line."""
    start = text.rfind("\n", 0, begin) + 1
    if text[start:begin].strip(" \t-"):
        return None
    line = text[begin:].split("\n", 1)[0] if text[begin] == "-" else ""
    return slip_of_blank(text, start, end) or (glued(line.rstrip(), begin) if line else None)


def _unknown(broken: Broken) -> Slip:
    told = next((told for words, told in _OTHERS.items() if words in broken.problem), None)
    if told:
        return Slip(broken.opened, *told)
    return Slip(broken.at, f"this is not valid YAML: {broken.problem}", _ANY_HINT)
