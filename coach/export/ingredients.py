"""The files that a session is made of → a refusal to overwrite them: a listener's recording, or the routine itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.log import described, logger
from coach.routine.for_listener import with_background
from coach.routine.model import files_of
from coach.sound.sound_library import recording_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.routine.model import Routine

_log = logger(__name__)


def check_ingredients(routine: Routine, targets: Iterable[Path], background: str | None = None) -> None:
    """Raise UsageError if a target is one of the files that the session is made of, by whatever name or link.

    `background` is the name or file of one that is used instead of the routine's.
    """
    ingredients = [*_ingredients(with_background(routine, background, None))]
    for target in targets:
        for what, path in ingredients:
            if _is_same(target, path):
                raise UsageError(f"{target} is {what} of this session, and would be replaced; name another file")


def _ingredients(routine: Routine) -> Iterator[tuple[str, Path]]:
    for file in files_of(routine):
        yield "a routine", Path(file)
    if recording := recording_of(routine):
        yield "the background", recording


def _is_same(target: Path, path: Path) -> bool:
    """Whether both paths exist and lead to one file: by two names, a link, or other capitals."""
    try:
        return target.samefile(path)
    except (OSError, ValueError) as error:
        _log.debug("%s is not %s: %s", target, path, described(error))
        return False
