"""A child process that answers one request after the other: work that may hang, crash or swell is done there.

A request is a line; a reply comes as four bytes, its length (little-endian), and its bytes. The child process ends when
its standard input does, in whatever way coach has ended.
"""

from __future__ import annotations

import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from coach.interrupts import LOOK_S, asked, check
from coach.log import described, logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logger(__name__)
_LENGTH = struct.Struct("<I")
_ON_WINDOWS = sys.platform == "win32"
_LEAVING_S = 2.0
"""The time that a process has to end after its output has ended; signals are not looked at meanwhile."""


class ChildProcessEnded(Exception):
    """A child process has ended in the middle of its work; a negative `code` is a signal's number."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"it died (exit code {code})")
        self.code = code


class ChildProcess:
    """A Python module that runs in a child process; `end` it, or it ends when it is garbage-collected."""

    def __init__(self, module: str, *words: str) -> None:
        # A session of its own: Ctrl-C reaches coach alone, and a process that hangs ends with all its children.
        # -P keeps files of the current folder from being imported in place of Python's own.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=not _ON_WINDOWS,
        )
        _log.debug("child process %d begins: %s", self._process.pid, " ".join((module, *words)))
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.end = weakref.finalize(self, _end, self._process, self._requests)
        # Requests, too, are written in a thread: a pipe that nobody reads takes no more than 64 kB.
        talk = threading.Thread(target=_talk, args=(self._process, self._requests, self._replies), daemon=True)
        talk.start()

    def ask(self, request: bytes, limit_s: float) -> bytes:
        """Return the reply to a line; raises TimeoutError, ChildProcessEnded and, in the main thread, Interrupted."""
        self._requests.put(request)
        reply = self._reply(limit_s)
        if reply is None:
            self._replies.put(None)  # for the next one that asks
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LEAVING_S)
            if self.end.alive:  # so it was not coach that ended it
                _log.warning("child process %d died (exit code %s)", self._process.pid, self._process.returncode)
            raise ChildProcessEnded(self._process.returncode)
        return reply

    def _reply(self, limit_s: float) -> bytes | None:
        """Return the reply, or raise TimeoutError when the time is up, or as soon as coach is to end."""
        until = time.monotonic() + limit_s
        while True:
            left = until - time.monotonic()
            with suppress(queue.Empty):
                return self._replies.get(timeout=max(0, min(left, LOOK_S)))
            check()
            if left <= 0 or asked():
                _log.warning("child process %d gave nothing for %.1f s", self._process.pid, limit_s - left)
                raise TimeoutError


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer each line of standard input, in the child process: it ignores Ctrl-C, and drops what is printed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if not _ON_WINDOWS:  # a fork that kept the pipe open would keep coach waiting for a process that has died
        os.register_at_fork(after_in_child=lambda: os.close(replies))
    with os.fdopen(replies, "wb") as out:
        for line in sys.stdin.buffer:
            reply = answer(line)
            out.write(_LENGTH.pack(len(reply)))
            out.write(reply)
            out.flush()


def limit_memory(most_bytes: int) -> None:
    """Let this process have so much more than it has; where the system has no such limit, only time is limited."""
    with suppress(ImportError, ValueError, OSError, StopIteration):  # not logged: in the child process
        import resource

        status = Path("/proc/self/status").read_text("ascii").splitlines()
        has = 1024 * int(next(line for line in status if line.startswith("VmData:")).split()[1])
        resource.setrlimit(resource.RLIMIT_DATA, (has + most_bytes, has + most_bytes))


def _talk(
    process: subprocess.Popen[bytes],
    requests: queue.SimpleQueue[bytes | None],
    replies: queue.SimpleQueue[bytes | None],
) -> None:
    """Pass requests on, and replies back; None says that the process has ended, or is to."""
    assert process.stdin
    assert process.stdout
    try:
        while request := requests.get():
            process.stdin.write(request + b"\n")
            process.stdin.flush()
            (length,) = _LENGTH.unpack(_whole(process.stdout, _LENGTH.size))
            replies.put(_whole(process.stdout, length))
    except (OSError, ValueError) as error:  # ValueError: a pipe was closed on our side
        _log.debug("child process %d is silent: %s", process.pid, described(error))
    replies.put(None)


def _whole(pipe: IO[bytes], length: int) -> bytes:
    """Read `length` bytes; raises BrokenPipeError where the pipe ends before."""
    if len(data := pipe.read(length)) < length:
        raise BrokenPipeError
    return data


def _end(process: subprocess.Popen[bytes], requests: queue.SimpleQueue[bytes | None]) -> None:
    _kill(process)
    process.wait()
    _log.debug("child process %d has ended", process.pid)
    requests.put(None)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with swallowing(_log, "sending the last request to a child process", OSError):
                pipe.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all its children: a fork that speaks lives on when the worker alone dies."""
    if _ON_WINDOWS:
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # not logged: none is left; macOS: only a dead one is
        os.killpg(process.pid, signal.SIGKILL)
