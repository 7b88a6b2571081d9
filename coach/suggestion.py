"""A name that nothing has → the name that was meant, perhaps."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggest(typed: str, known: Iterable[str], otherwise: str, *, written: str = "'{}'", likeness: float = 0.6) -> str:
    """Return a hint for somebody who typed a name that there is not.

    Args:
        typed: What was typed.
        known: The names that there are.
        otherwise: The hint where none of them is like it.
        written: How a name is written in the hint.
        likeness: From 0 to 1; how much of two names has to be the same, as `difflib` counts it.

    Example:
        >>> suggest("sya", ["say", "do"], "known here: say, do")
        "did you mean 'say'?"
        >>> suggest("say do", ["say", "do"], "known here: say, do")
        'a comma stands between two: say, do'
    """
    names, parts = [*known], re.split(r"[\s;/]+", typed.strip())
    if len(parts) > 1 and typed not in names and set(parts) <= set(names):
        return f"a comma stands between two: {', '.join(parts)}"
    near = get_close_matches(typed, names, 1, likeness)
    return f"did you mean {written.format(near[0])}?" if near else otherwise
