"""The `words` around a step that another routine uses → the group that uses it: they belong to what the step says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.routine.narration import names_in
from coach.yaml_document import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def items_around(document: Mapping, found: Mapping) -> list[Mapping]:
    """Return the routine and the groups around an item that stands in it; a group that stands twice is met once."""
    return _around(document, found, set())


def _around(item: Mapping, found: Mapping, seen: set[int]) -> list[Mapping]:
    for step in steps if isinstance(steps := item.get("steps"), Listing) else ():
        if step is found:
            return [item]
        if isinstance(step, Mapping) and id(step) not in seen:
            seen.add(id(step))
            if outer := _around(step, found, seen):
                return [item, *outer]
    return []


def carry_words(group: Mapping, found: Mapping, around: Sequence[Mapping]) -> None:
    """Add to a group those `words` around an item that the item names, or what a condition asks for would be lost."""
    used = set(_names_in(found, set())) if any("words" in outer for outer in around) else set()
    for outer in reversed(around):
        if not isinstance(words := outer.get("words"), Mapping):
            continue
        for name in [name for name in words if name in used]:
            own = group.setdefault("words", Mapping(words.place))
            group.places.setdefault("words", words.place)
            if isinstance(own, Mapping) and name not in own:
                own[name], own.places[name] = words[name], words.places[name]


def _names_in(node: Any, seen: set[int]) -> Iterator[str]:  # noqa: ANN401 - as typed
    """Yield the {names} of all texts in a part of a document, which is looked into once."""
    if isinstance(node, str):
        yield from names_in(node)
    elif isinstance(node, (Mapping, Listing)) and id(node) not in seen:
        seen.add(id(node))
        for inner in node.values() if isinstance(node, Mapping) else node:
            yield from _names_in(inner, seen)
