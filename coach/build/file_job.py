"""Job → files: what one process makes at a time, here or elsewhere.

All that it needs is in the job, or in the store by its content: the clips. The files take their places when they are
whole, in the folder that the job names.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.build.speak_library import rest
from coach.errors import CoachError, DiskFull, RoutineError
from coach.log import described, logger

if TYPE_CHECKING:
    from coach.build.orders import Order
    from coach.export.report import Report
    from coach.session import Session

_log = logger(__name__)


@dataclass(frozen=True)
class FileJob:
    """Files of one session, in one format or several: it is opened once."""

    orders: tuple[Order, ...]

    def run(self) -> tuple[Made, ...]:
        """Make the files, and return what came of each: a fault of one is told, and the others are made."""
        rest()
        gc.collect()  # the last session is held by cycles, with 40 MB of sound
        return _run(self)

    def failed(self, error: BaseException) -> tuple[Made, ...]:
        """Return what came of the files where the worker could not tell."""
        return tuple(failure_of(order, error) for order in self.orders)


@dataclass(frozen=True)
class Made:
    """What came of an order: a file that has taken its place, or problems."""

    path: str
    seconds: float
    """The time that it took, with its share of opening the session."""
    size: int = 0
    sha256: str = ""
    problems: tuple[str, ...] = ()
    no_room: bool = False
    """Whether there was no room for it on the disk, so that there is none for others."""

    @property
    def failed(self) -> bool:
        """Whether there is no file."""
        return bool(self.problems)


def _run(job: FileJob) -> tuple[Made, ...]:
    from coach.session import open_session

    begun = time.perf_counter()
    first = job.orders[0]
    try:
        for order in job.orders:
            order.path.parent.mkdir(parents=True, exist_ok=True)
        with open_session(first.routine, first.options) as session:
            opening = (time.perf_counter() - begun) / len(job.orders)
            return tuple(_made(session, order, opening) for order in job.orders)
    except (CoachError, OSError) as error:
        seconds = (time.perf_counter() - begun) / len(job.orders)
        return tuple(failure_of(order, error, seconds) for order in job.orders)


def _made(session: Session, order: Order, opening: float) -> Made:
    begun = time.perf_counter()
    try:
        content = _export(session, order).content
    except (CoachError, OSError) as error:
        return failure_of(order, error, opening + time.perf_counter() - begun)
    assert content  # it has been written
    return Made(str(order.path), opening + time.perf_counter() - begun, content.size, content.sha256)


def _export(session: Session, order: Order) -> Report:
    from coach.session_export import export_session

    return export_session(
        session,
        order.path,
        bitrate=order.bitrate,
        mono=order.mono,
        tags=order.tags,
        texts=order.texts,
        library=order.library,
    )


def failure_of(order: Order, error: BaseException, seconds: float = 0.0) -> Made:
    """Return what came of an order that failed: every problem of a routine."""
    _log.info("%s is not made: %s", order.path, described(error))
    problems = error.problems if isinstance(error, RoutineError) else (error,)
    return Made(str(order.path), seconds, problems=tuple(map(str, problems)), no_room=isinstance(error, DiskFull))
