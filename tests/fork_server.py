"""A process that has imported coach, and forks for each run of it; started with the number of a socket that is open.

What it starts is a process of its own, as `python -m coach` is, but without the second of imports before it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

LARGEST = 2**20
IMPORTED = (
    "av",
    "lameenc",
    "mutagen.id3",
    "coach.__main__",
    "coach.cli.app",
    "coach.export.formats.mp3",
    "coach.export.formats.wav",
    "coach.export.picture.drawing",
    "coach.export.stems",
    "coach.export.verified_export",
    "coach.session",
    "coach.timeline.lint",
)
"""What the commands import when they need it."""


def main() -> None:
    """Serve; a process that was forked then runs coach, and ends as any other."""
    for module in IMPORTED:
        import_module(module)
    if serve(socket.socket(fileno=int(sys.argv[1]))):
        from coach.__main__ import main as run_coach

        run_coach()


def serve(requests: socket.socket) -> bool:
    """Answer each request with the number of a new process, and with its exit code once it has ended.

    Returns True in the new process, and False where there are no more requests.
    """
    while True:
        data, streams, _, _ = socket.recv_fds(requests, LARGEST, 3)
        if not data:
            return False
        if not (child := os.fork()):
            requests.close()
            become(json.loads(data), streams)
            return True
        for stream in streams:
            os.close(stream)
        requests.send(b"%d" % child)
        requests.send(b"%d" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def become(asked: Mapping[str, Any], streams: list[int]) -> None:
    """Take the streams, the folder, the environment and the arguments of a run."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace")
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.argv = ["coach", *asked["arguments"]]


if __name__ == "__main__":
    main()
