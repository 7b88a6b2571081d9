"""Ctrl-C, a closed terminal, a request to end → one line and the exit code of shells: 128 + the signal's number.

A handler that raises can be lost (a library written in C swallows what it raised), and can stop what cleans up (it came
while a lock was held). So a handler only notes the signal, and whatever takes long calls `check` ten times a second.
As long as there is nothing to clean up, coach ends at once. In a program that uses coach and has handlers of its own,
`check` does nothing.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

LOOK_S = 0.1
"""How often a loop that waits calls `check`."""
_PATIENCE_S = 3.0
"""The seconds after which a second signal ends coach where it stands: there, the first one was not noticed."""
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

_asked: list[tuple[int, float]] = []
"""The signals that came, each with the time on the clock of `time.monotonic`."""
_raised: list[int] = []
"""The exit code, once `check` has raised it."""
_expected: list[bool] = []
"""Something, once Ctrl-C is the way to end what coach does."""
_before_leaving: list[Callable[[], None]] = []


class Interrupted(SystemExit):
    """Somebody wants coach to end; `code` is the exit code."""


def end_at_once() -> None:
    """Let a signal end coach where it stands, from now on."""
    _handle(_leave)


def end_through_cleanup() -> None:
    """Let a signal only be noted, from now on: `check` then leaves through every `finally` on the way."""
    _handle(_heard)


def note(number: int) -> None:
    """Remember that somebody wants coach to end, as a signal would say it; from any thread."""
    _asked.append((number, time.monotonic()))


def asked() -> int:
    """Return the exit code, if somebody wants coach to end; 0 if nobody does."""
    return 128 + _asked[0][0] if _asked else 0


def expect_ctrl_c() -> None:
    """Take Ctrl-C for the proper end of what coach does from now on: nobody is told that it was interrupted."""
    _expected.append(True)


def is_expected() -> bool:
    """Whether the request to end is the proper end."""
    return bool(_expected) and asked() == 128 + signal.SIGINT


def check() -> None:
    """Raise Interrupted if somebody wants coach to end: once, and in the main thread alone, whose clean-up ends all."""
    if _asked and not _raised and threading.current_thread() is threading.main_thread():
        _raised.append(asked())
        raise Interrupted(asked())


@contextmanager
def before_leaving(put_right: Callable[[], None]) -> Iterator[None]:
    """Call `put_right` before coach ends where it stands, while the `with` lasts: a terminal has to be put right."""
    _before_leaving.append(put_right)
    try:
        yield
    finally:
        _before_leaving.remove(put_right)


def leave(code: int) -> NoReturn:
    """End without any clean-up but what must not stay as it is; temporary folders are removed by the next run."""
    try:
        for put_right in reversed(_before_leaving):
            with suppress(Exception):
                put_right()
    finally:
        os._exit(code)


def finish() -> None:
    """Ignore signals from now on: coach is about to end."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _handle(handler: Callable[[int, FrameType | None], None]) -> None:
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, handler)


def _heard(number: int, frame: FrameType | None) -> None:
    if _asked and time.monotonic() - _asked[0][1] > _PATIENCE_S:
        _leave(number, frame)
    note(number)


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as Python calls it
    with suppress(OSError):
        os.write(2, b"coach: interrupted\n")
    leave(128 + number)
