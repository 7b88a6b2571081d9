"""The position in a session → a bookmark: a small file from which `coach play --resume` goes on, whatever ended it.

The options and the routine's name in the file may tell of somebody's body: nobody else can read it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping  # noqa: TC003 - pydantic reads the annotations
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AwareDatetime, Field, JsonValue, StringConstraints, TypeAdapter, ValidationError

from coach.errors import MissingPart
from coach.files import read_regular_file, write_atomically
from coach.folders import state_folder
from coach.log import described, logger, swallowing
from coach.player.session.view import LOUDEST_DB, SOFTEST_DB, START_DB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.timeline.plan import Plan

_log = logger(__name__)
_EVERY_SECONDS = 5.0
_SLOW_SECONDS = 2.0
"""The most seconds that the end of a session waits for a write."""
_PRIVATE = 0o600
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A step of a session, and what it takes to play the same session again."""

    routine: str
    """The routine's name, or its absolute path, as it was asked for."""
    sha256: Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]
    """The SHA-256 of the routine's file: another content has other steps. Empty for a routine that was no file."""
    step: Annotated[int, Field(ge=0)]
    """The number of the step, counted from 1; 0 before the first."""
    step_title: str
    options: Mapping[str, JsonValue]
    """The options of the session, by their names."""
    when: AwareDatetime
    routines: tuple[str, ...] = ()
    """All routines of the sitting, as `routine` names one; empty where that was the only one."""
    number: Annotated[int, Field(ge=0)] = 0
    """The number of the routine among them, from 0."""
    volume_db: Annotated[float, Field(ge=SOFTEST_DB, le=LOUDEST_DB)] = START_DB
    """The volume that was asked for, in dB: it goes on as softly as it was."""
    version: Literal[1] = 1
    """The version of the file's form."""

    def __post_init__(self) -> None:
        """Raise ValueError unless the routine is the one of that number: a file that says otherwise is not coach's."""
        if (self.routines or (self.routine,))[self.number : self.number + 1] != (self.routine,):
            raise ValueError(f"number {self.number} of the sitting is not {self.routine!a}")


@cache
def _form() -> TypeAdapter[Position]:
    return TypeAdapter(Position)


def bookmark_file() -> Path:
    """Return the path of the bookmark, which holds the position in the last session."""
    return state_folder() / "place.json"


def save(place: Position) -> None:
    """Write a position to the bookmark, instead of the one before; raises MissingPart if it cannot be written."""
    path = bookmark_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = _form().dump_json(place, indent=1)
        with write_atomically(path, _PRIVATE) as file:
            file.write(content)
    except ValueError as error:  # a path with bytes that are not UTF-8
        what = f"the place in the session cannot be kept: {place.routine!a} is no text in UTF-8"
        raise MissingPart(what, "rename it; without that, --resume finds no place") from error
    except OSError as error:
        what = f"the place in the session cannot be kept in {path.parent}: {error.strerror}"
        remedy = "make room, or set COACH_STATE to a folder that can be written; without it, --resume finds no place"
        raise MissingPart(what, remedy) from error


def last_bookmark() -> Position | None:
    """Return the position that was kept last; None if there is none, or the file was not written by coach."""
    try:
        return _form().validate_json(read_regular_file(bookmark_file(), _MAX_BYTES))
    except FileNotFoundError as error:
        _log.debug("no bookmark: %s", error)
    except (OSError, ValidationError) as error:
        _log.info("the bookmark cannot be read, and counts as none: %s", described(error).partition("\n")[0])
    return None


def is_damaged() -> bool:
    """Whether there is a bookmark that cannot be read."""
    return bookmark_file().is_file() and last_bookmark() is None


def forget() -> None:
    """Remove the bookmark, so that nothing is resumed; one that cannot be removed is left."""
    with swallowing(_log, "removing the bookmark", OSError):
        bookmark_file().unlink(missing_ok=True)


class Bookmark:
    """The bookmark of a session that is played, written at most every 5 s, and at the end.

    Playing never waits for the disk. A failure to write is told once, from any thread, and disturbs nothing.
    """

    def __init__(self, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._due = clock()
        self._last: Position | None = None
        self._kept: Position | None = None
        self._told = self._finished = False
        self._writer: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    @property
    def has_place(self) -> bool:
        """Whether there is anything to go on with: the session has come to its first word."""
        return self._last is not None

    def at(self, place: Position) -> None:
        """Note the current position of the session; it can be called as often as one likes."""
        self._last = place
        if self._clock() >= self._due and self._is_news() and not self._is_writing():
            self._due = self._clock() + _EVERY_SECONDS
            self._begin_to_write()

    def finished(self) -> None:
        """Note that the session came to its end: there is nothing to resume."""
        self._finished = True

    def __exit__(self, *_: object) -> None:
        """Write the last position; a finished session removes its own bookmark, but not that of another one."""
        if self._is_writing():
            self._wait()
        if self._finished:
            if self._is_ours(last_bookmark()):
                forget()
        elif self._is_news() and not self._is_writing():
            self._begin_to_write()
            self._wait()

    def _is_news(self) -> bool:
        """Whether the position differs from the one on the disk, except for the time."""
        if self._last is None or self._kept is None:
            return self._last is not None
        return replace(self._last, when=self._kept.when) != self._kept

    def _is_ours(self, place: Position | None) -> bool:
        return (
            place is not None and self._kept is not None and _form().dump_json(place) == _form().dump_json(self._kept)
        )

    def _is_writing(self) -> bool:
        return self._writer is not None and self._writer.is_alive()

    def _begin_to_write(self) -> None:
        # It has a thread of its own, for which nobody has to wait: a disk may take seconds, or hang.
        self._writer = threading.Thread(target=self._write, args=(self._last,), name="bookmark", daemon=True)
        self._writer.start()

    def _wait(self) -> None:
        if self._writer:
            self._writer.join(_SLOW_SECONDS)

    def _write(self, place: Position) -> None:
        try:
            save(place)
        except MissingPart as missing:
            if not self._told:
                _log.warning("the bookmark cannot be written: %s", described(missing))
                self._told = True
                self._tell(str(missing))
        else:
            self._kept = place


def step_in(place: Position, plan: Plan) -> int:
    """Return the step of a plan, which may have changed, that a position stands for: the nearest with its title."""
    numbers = range(1, len(plan.parts) - 1)
    alike = [number for number in numbers if (plan.parts[number].action.title or "") == place.step_title]
    return min(alike or numbers, key=lambda number: abs(number - place.step)) if place.step else 0
