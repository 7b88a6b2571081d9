"""A session that is played → a machine that stays awake; silently does nothing where the system has no way."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from coach.log import logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_log = logger(__name__)
_END_SECONDS = 1.0
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001
"""The flags ES_CONTINUOUS and ES_SYSTEM_REQUIRED of Windows' SetThreadExecutionState."""


@contextmanager
def keep_awake() -> Iterator[None]:
    """Keep the machine awake inside the `with` block, from a background thread, so that sound does not wait for it."""
    over = threading.Event()
    keeper = threading.Thread(target=_keeper(sys.platform), args=(over,), name="awake", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(3 * _END_SECONDS)


def _keeper(platform: str) -> Callable[[threading.Event], None]:
    return {"win32": _ask_windows, "darwin": _caffeinate}.get(platform, _inhibit)


def _inhibit(over: threading.Event) -> None:
    """Hold systemd's lock on sleep as long as `cat` lives: until its pipe is closed, if only by the death of coach."""
    lock = ["systemd-inhibit", "--what=sleep:idle", "--who=coach", "--why=A session is being played", "--mode=block"]
    _hold([*lock, "cat"], over)


def _caffeinate(over: threading.Event) -> None:
    _hold(["caffeinate", "-i", "-w", str(os.getpid())], over)


def _hold(command: list[str], over: threading.Event) -> None:
    """Run a child process until `over` is set, in a session of its own, so that Ctrl-C and Ctrl-Z do not reach it."""
    nothing = subprocess.DEVNULL
    with swallowing(_log, "keeping the machine awake", OSError):
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=nothing, stderr=nothing, start_new_session=True
        )
        _log.debug("child process %d begins: %s", process.pid, " ".join(command))
        over.wait()
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child process and all that it started."""
    assert process.stdin
    process.stdin.close()
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(OSError):  # not logged: it has ended by itself
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_END_SECONDS)
            return


def _ask_windows(over: threading.Event) -> None:
    """Ask Windows to stay awake until `over` is set; the request belongs to the thread that made it."""
    windows: Any = ctypes  # `windll` is there on Windows only
    set_state = windows.windll.kernel32.SetThreadExecutionState
    set_state(_CONTINUOUS | _SYSTEM_REQUIRED)
    over.wait()
    set_state(_CONTINUOUS)
