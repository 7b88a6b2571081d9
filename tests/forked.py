"""Runs of coach that are forked from a process that has imported it: tests/fork_server.py."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.processes import Child

SERVER = Path(__file__).with_name("fork_server.py")


class ForkServer:
    """The process that forks, as seen from the tests."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests

    def run(
        self, arguments: Sequence[str], cwd: Path, stdin: str | None, timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Run coach and return what it said, and its exit code; raises TimeoutExpired, and kills it, if it hangs."""
        asked = {"arguments": arguments, "cwd": str(cwd), "env": dict(os.environ)}
        (read, feed), (said, out), (complaint, err) = pipes = [os.pipe() for _ in range(3)]
        socket.send_fds(self._requests, [json.dumps(asked).encode()], [read, out, err])
        for end in (read, out, err):
            os.close(end)
        with ThreadPoolExecutor(len(pipes)) as beside:
            beside.submit(_feed, feed, stdin or "")
            outputs = [beside.submit(_all_of, stream) for stream in (said, complaint)]
            child, code = int(self._requests.recv(20)), self._code(timeout)
            if code is None:
                os.kill(child, signal.SIGKILL)
                raise subprocess.TimeoutExpired(arguments, timeout)
            return subprocess.CompletedProcess(arguments, code, *(output.result() for output in outputs))

    def _code(self, timeout: float) -> int | None:
        self._requests.settimeout(timeout)
        try:
            return int(self._requests.recv(20))
        except TimeoutError:
            return None
        finally:
            self._requests.settimeout(None)


def _feed(pipe: int, text: str) -> None:
    with os.fdopen(pipe, "w", encoding="utf-8") as stream:
        stream.write(text)


def _all_of(pipe: int) -> str:
    with os.fdopen(pipe, encoding="utf-8") as stream:
        return stream.read()


@contextmanager
def fork_server() -> Iterator[ForkServer]:
    """Start the process; it ends with the `with`."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-P", str(SERVER), str(theirs.fileno())]
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # whoever has threads cannot be forked without a risk
    with ours, Child[bytes](command, pass_fds=[theirs.fileno()], start_new_session=True, env=alone):
        theirs.close()
        with ours:
            yield ForkServer(ours)
