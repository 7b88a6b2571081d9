"""Ctrl-C, a closed terminal, a request to end → one line and the exit code of shells: 128 and the signal.

An exception in the middle of an import can be lost in a library; so as long as there is nothing to clean up, coach ends
at once. Whoever starts a worker or a file first calls `end_through_cleanup`, and `check` now and then.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


_asked: list[int] = []


class Interrupted(SystemExit):
    """Somebody wants coach to end; `code` is the exit code."""


def end_at_once() -> None:
    """From now on, a signal ends coach where it stands."""
    _handle(_leave)


def end_through_cleanup() -> None:
    """From now on, a signal leaves through every `finally` on the way."""
    _handle(_raise)


def check() -> None:
    """Leave if a signal came: a library written in C may have lost the exception, as PyAV sometimes does."""
    if _asked:
        raise Interrupted(128 + _asked[0])


def finish() -> None:
    """From now on, signals are ignored: coach is about to end."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _handle(handler: object) -> None:
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, handler)  # type: ignore[arg-type]


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as Python calls it
    try:
        os.write(2, b"coach: interrupted\n")
    finally:
        os._exit(128 + number)


def _raise(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as Python calls it
    _asked.append(number)
    check()
