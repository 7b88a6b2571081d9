"""A listener's file, decoded in a child process: a decoder that crashes, swells or hangs there costs no session."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.child_process import ChildProcess, ChildProcessEnded
from coach.sound.recording.demuxer import OTHERWISE, RecordingError

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.samples import Samples

LIMIT_S = 60.0
"""The most seconds for one stretch. A second of sound takes some milliseconds; an hour of a file that has to be decoded
from its beginning, as there is no place that a seek could find, takes some ten seconds."""


class Decoder:
    """The sound of a file, as `Stream` has it. Close it, or it ends when it is garbage-collected."""

    def __init__(self, path: Path, limit_s: float = LIMIT_S) -> None:
        self.name = path.name
        self._limit_s = limit_s
        self._process = ChildProcess("coach.sound.recording.decoder_process", str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""
        self._process.end()

    def read(self, start: int, end: int) -> Samples:
        """The frames from `start` to `end`, shape (frames, 2); fewer where the file ends; raises RecordingError."""
        try:
            reply = self._process.ask(f"{start} {end}".encode(), self._limit_s)
        except TimeoutError:
            self.close()
            raise RecordingError(f"'{self.name}' took more than {self._limit_s:g} s to decode", OTHERWISE) from None
        except ChildProcessEnded:
            raise RecordingError(f"the sound of '{self.name}' cannot be decoded", OTHERWISE) from None
        if reply[:1] == b"!":
            raise RecordingError(*json.loads(reply[1:]))
        return np.frombuffer(reply, np.float32, offset=1).reshape(-1, 2).copy()
