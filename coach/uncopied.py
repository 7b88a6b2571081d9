"""What holds a voice, a device or a thread is refused to `pickle` and `copy`, with what can be kept of it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


def uncopied(instead: str) -> Callable[[object], tuple[object, ...]]:
    """Return a `__reduce__` that raises UsageError with what helps instead.

    Example:
        >>> import copy
        >>> class Voice:
        ...     __reduce__ = uncopied("keep its name")
        >>> copy.copy(Voice())
        Traceback (most recent call last):
        coach.errors.UsageError: a Voice can be neither copied nor pickled; keep its name
    """

    def refuse(self: object) -> tuple[object, ...]:
        raise UsageError(f"a {type(self).__name__} can be neither copied nor pickled; {instead}")

    return refuse
