"""Document → problems of a {name} that `words` sets, and `each` or `with` too: one of them would be lost.

What a condition asks for must not be lost so. `words` may set a name anew that `words` around it sets: both are for
conditions, and the nearer one holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.yaml_document import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Place

_Names = frozenset[str]


def check_hidden(item: Mapping, looped: _Names = frozenset(), worded: _Names = frozenset()) -> Iterator[Problem]:
    """Yield each name of `words` that `each` or `with` sets in the same place, on its way down from `item`.

    Args:
        item: The routine, a group or a step.
        looped: The names that `each` and `with` set around it.
        worded: The names that `words` sets around it.
    """
    words = item.get("words")
    own = words.places if isinstance(words, Mapping) else {}
    set_here = dict(_set_by_groups(item))
    for name, place in own.items():
        if name in looped:
            yield _hidden(name, place, "'each' or 'with'")
    for name, place in set_here.items():
        if name in worded or name in own:
            yield _hidden(name, place, "'words'")
    for step in steps if isinstance(steps := item.get("steps"), Listing) else ():
        if isinstance(step, Mapping):
            yield from check_hidden(step, looped | set_here.keys(), worded | own.keys())


def _hidden(name: str, place: Place, by: str) -> Problem:
    return Problem(place, f"{{{name}}} is set by {by} too", "give one of them another name")


def _set_by_groups(item: Mapping) -> Iterator[tuple[str, Place]]:
    """Yield the names that an `each` or a `with` of this item sets, with their places; of two values, the other too."""
    for key in ("each", "with"):
        values: Any = item.get(key)
        for name, value in values.items() if isinstance(values, Mapping) else ():
            yield name, values.places[name]
            if isinstance(value, Listing) and len(value) == 2:  # noqa: PLR2004 - a pair: left and right
                yield f"other_{name}", values.places[name]
