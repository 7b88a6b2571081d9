"""Words for everybody alone, `words: {how: firmly}` → with the conditions of the same name from above, in one file.

So what a condition asks for stands in one place for many steps, and no step can forget one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.errors import Problem
from coach.routine.condition_words import DEFAULT
from coach.yaml_document import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Place

_Above = dict[str, Any]
"""The wordings around an item by their names, as typed."""
_NONE: _Above = {}


def inherit_conditions(item: Mapping, above: _Above | None = _NONE) -> Iterator[Problem]:
    """Give each plain text of `words` the conditions of the nearest wording above it, and yield those without one.

    Args:
        item: The routine, a group or a step; what is in it is changed in place, to the last step.
        above: The wordings around it; None where they cannot be read, which is a problem of its own.
    """
    if isinstance(words := item.get("words", _NONE), Mapping):
        yield from _complete(words, above)
    if "words" in item:
        above = {**above, **words} if above is not None and isinstance(words, Mapping) else None
    for step in steps if isinstance(steps := item.get("steps"), Listing) else ():
        if isinstance(step, Mapping):
            yield from inherit_conditions(step, above)


def _complete(words: Mapping, above: _Above | None) -> Iterator[Problem]:
    for name, text in words.items():
        if isinstance(text, str):
            place, around = words.places[name], (above or {}).get(name)
            words[name] = _with_default(around if isinstance(around, Mapping) else None, text, place)
            if around is None and above is not None:
                what = f"nothing around it says what {{{name}}} is for a condition"
                yield Problem(place, what, f"write '{name}: {{default: {text}, CONDITION: other words}}'")


def _with_default(around: Mapping | None, text: str, place: Place) -> Mapping:
    """Return a wording with these words for everybody, and those around it for each condition."""
    wording = Mapping(place)
    wording[DEFAULT], wording.places[DEFAULT] = text, place
    if around:
        for key in [key for key in around if key != DEFAULT]:
            wording[key], wording.places[key] = around[key], around.places[key]
    return wording
