"""Axes with their rules → the combinations that a library has, as a CI matrix has them. Pure.

What is known from GitHub Actions holds here: there is a file for each combination of the axes' values, but for those
with which an item of `exclude` agrees. Then each item of `include` adds what it has to the combinations with whose axes
it agrees, and is a combination of its own where it agrees with none. It never changes what an axis says; what one item
has added, a later one may change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from coach.errors import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.build.settings import Value

    Choice = Mapping[str, Value]


@dataclass(frozen=True)
class Rule:
    """An item of `include` or `exclude`."""

    choice: Choice
    place: Place


@dataclass(frozen=True)
class Matrix:
    """The axes of a library, each with its values, and what is left out of their combinations or added to them."""

    axes: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    include: tuple[Rule, ...] = ()
    exclude: tuple[Rule, ...] = ()
    place: Place = Place("library")  # noqa: RUF009 - a tuple

    def __len__(self) -> int:
        """Return how many combinations there are before any rule, and items that may be further ones."""
        return (prod(map(len, self.axes.values())) if self.axes else 0) + len(self.include)


@dataclass(frozen=True)
class Entry:
    """One file of a library: what is chosen for it."""

    choice: Choice
    place: Place
    """The place of the item of `include` that it is, or else of the matrix."""

    def get(self, key: str) -> Any:  # noqa: ANN401 - of the type that the key has in `Settings`
        """Return what is chosen for a key; None for nothing."""
        return self.choice[key].value if key in self.choice else None

    @property
    def values(self) -> dict[str, Any]:
        """What is chosen, without its places."""
        return {key: value.value for key, value in self.choice.items()}

    def place_of(self, key: str) -> Place:
        """Return the place where something was chosen, or that of the entry."""
        return self.choice[key].place if key in self.choice else self.place


def entries_of(matrix: Matrix) -> Iterator[Entry]:
    """Yield the combinations: those of the axes in the order of their values, then those of `include`.

    Example:
        >>> from coach.build.settings import Value
        >>> here = Place("library.yaml")
        >>> axes = {"length": (Value(300_000, here), Value(600_000, here))}
        >>> [entry.get("length") for entry in entries_of(Matrix(axes))]
        [300000, 600000]
    """
    chosen = (dict(zip(matrix.axes, values, strict=True)) for values in product(*matrix.axes.values()))
    kept = [each for each in chosen if each and not any(_agrees(rule.choice, each) for rule in matrix.exclude)]
    whole = [dict(each) for each in kept]
    others = [rule for rule in matrix.include if not _added(rule.choice, kept, whole)]
    yield from (Entry(each, matrix.place) for each in whole)
    yield from (Entry(rule.choice, rule.place) for rule in others)


def _agrees(rule: Choice, chosen: Choice) -> bool:
    """Whether a combination has all that a rule says."""
    return all(key in chosen and chosen[key].value == value.value for key, value in rule.items())


def _added(rule: Choice, kept: list[dict[str, Value]], whole: list[dict[str, Value]]) -> bool:
    """Add what a rule has to each combination with whose axes it agrees; return whether there was one."""
    found = False
    for axes, each in zip(kept, whole, strict=True):
        if all(axes[key].value == value.value for key, value in rule.items() if key in axes):
            each.update({key: value for key, value in rule.items() if key not in axes})
            found = True
    return found
