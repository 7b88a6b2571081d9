"""Child processes of the tests: none is waited for without a limit, and each can be interrupted."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from ctypes.util import find_library
from pathlib import Path
from types import TracebackType
from typing import AnyStr

import pytest

PATIENCE_S = 60.0
"""The seconds to wait for a process, for a machine that is busy with other tests: only a failing test waits so long."""


class Child(subprocess.Popen[AnyStr]):
    """A process that has always ended when its `with` is left: by itself, or killed when the test has failed."""

    def wait(self, timeout: float | None = PATIENCE_S) -> int:
        """Return its exit code; raises TimeoutExpired, and kills it, if it takes longer than `timeout` seconds."""
        try:
            return super().wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its pipes and wait for its end; in a test that has failed, it is killed first."""
        if kind is not None:
            self.kill()
        super().__exit__(kind, error, trace)


def hear_signals_again() -> None:
    """Let later child processes be interrupted, though this process was told to ignore signals (`nohup … &`).

    An ignored signal is inherited by every child process; one with a handler has its default there. This process itself
    goes on doing nothing about it.
    """
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def workers_of(parent: int) -> list[int]:
    """Return the process ids of the voices' workers whose parent this is; on a system with /proc, or `ps`."""
    return [pid for pid, of, command in _processes() if of == parent and "coach.speech.worker_process" in command]


def workers_of_this_process() -> list[int]:
    """Return the process ids of the workers whose parent is the process that runs the tests."""
    return workers_of(os.getpid())


def _processes() -> Iterator[tuple[int, int, str]]:
    """Yield process id, parent and command of each process; a bare Debian has no `ps`."""
    if not (here := Path("/proc")).is_dir():
        command = ["ps", "-ww", "-eo", "pid=,ppid=,args="]
        listing = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S).stdout
        for line in listing.splitlines():
            pid, of, words = line.split(None, 2)
            yield int(pid), int(of), words
        return
    for folder in here.glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            of = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            yield int(folder.name), int(of), (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def is_running(pid: int) -> bool:
    """Whether a process has not ended, though its parent may not have asked how it did."""
    state = Path(f"/proc/{pid}/stat")
    if state.parent.parent.is_dir() and not state.exists():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def found(program: str) -> str:
    """Return the program's path. Without it, a user's machine skips the test and CI fails."""
    if path := shutil.which(program):
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{program} is not installed; .ci/run should have installed it")
    pytest.skip(f"{program} is not installed")


def found_library(name: str) -> str:
    """Return the name by which a shared library is loaded. Without it, as `found`."""
    if library := find_library(name):
        return library
    if os.environ.get("CI"):
        pytest.fail(f"the library {name} is not installed; .ci/run should have installed it")
    pytest.skip(f"the library {name} is not installed")


def users_environment() -> dict[str, str]:
    """Return the variables that find programs and modules, and no others: those of a CI keep some libraries silent."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
