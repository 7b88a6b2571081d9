"""A value → one short line that tells it apart at a prompt or in a log, whatever it holds."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from reprlib import Repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST = 150
"""The most characters of the line."""
_SHORT = Repr()
_SHORT.maxstring, _SHORT.maxother = 60, 110
_SHORT.maxlevel = 1


def one_line_of(name: str, values: Iterable[tuple[str, object]]) -> str:
    """Return a line with the name of a class, and some values by their names, as they would make it anew.

    Example:
        >>> one_line_of("Rest", [("title", "A rest"), ("steps", [1, 2, 3])])
        "Rest(title='A rest', steps=[1, 2, 3])"
    """
    line = ", ".join(f"{key}{key and '='}{_SHORT.repr(value)}" for key, value in values)
    room = LONGEST - len(name) - 3
    return f"{name}({line if len(line) <= room else line[:room] + '…'})"


def shown_by(*paths: str) -> Callable[[Any], str]:
    """Return a `__repr__` that shows these attributes of what coach makes, or what these methods give.

    Example:
        >>> from types import SimpleNamespace
        >>> shown_by("title")(SimpleNamespace(title="A rest"))
        "<SimpleNamespace title='A rest'>"
    """
    facts = [(path.rpartition(".")[2], attrgetter(path)) for path in paths]

    def told(value: object) -> str:
        return _SHORT.repr(value() if callable(value) else value)

    def shown(self: object) -> str:
        line = " ".join([type(self).__name__, *(f"{name}={told(value(self))}" for name, value in facts)])
        return f"<{line if len(line) <= LONGEST - 2 else line[: LONGEST - 3] + '…'}>"

    return shown


def shown_by_changes(self: Any) -> str:  # noqa: ANN401 - a dataclass
    """Return the line of a dataclass with what is not as it is by default: as `__repr__`, one for all of them."""
    values = ((field.name, getattr(self, field.name)) for field in fields(self) if field.repr)
    defaults = {field.name: field.default for field in fields(self)}
    return one_line_of(type(self).__name__, [(name, value) for name, value in values if value != defaults[name]])
