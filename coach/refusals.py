"""Several things that were asked for and cannot be, told all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class SeveralRefusals(UsageError):
    """Several things that were asked for cannot be, each on a line of its own.

    Args:
        errors: What is wrong.

    Example:
        >>> print(SeveralRefusals([UsageError("there is no sound 'x'"), UsageError("there is no condition 'y'")]))
        there is no sound 'x'
        there is no condition 'y'
    """

    has_lines = True

    def __init__(self, errors: Sequence[UsageError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in errors))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes the same error in another process."""
        return type(self), (self.errors,)


def refusal(check: Callable[[], object]) -> list[UsageError]:
    """Return what a check refuses, to be told with what others do; what else it raises goes on."""
    try:
        check()
    except UsageError as error:
        return [error]
    return []


def refuse_all(errors: Iterable[UsageError]) -> None:
    """Raise what is wrong, all at once; nothing where nothing is."""
    found = [*errors]
    if found:
        raise found[0] if len(found) == 1 else SeveralRefusals(found)
