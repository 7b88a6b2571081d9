"""What a loudspeaker of the tests plays, with the time of each frame."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import IO

import numpy as np

from coach.audio.samples import Samples
from coach.units import RATE
from tests.loudspeaker import Loudspeaker
from tests.processes import Child

_FRAME = 8
"""The bytes of a frame: two floats."""


@dataclass
class TimedRecording:
    """A recording, and when it began by this machine's clock."""

    data: bytearray = field(default_factory=bytearray)
    began_s: float = float("inf")

    def take(self, stream: IO[bytes]) -> None:
        """Read a stream to its end. What comes late was held up: the earliest beginning is the true one."""
        while piece := os.read(stream.fileno(), 1 << 16):
            self.data += piece
            self.began_s = min(self.began_s, time.time() - len(self.data) / _FRAME / RATE)

    @property
    def samples(self) -> Samples:
        """All that was heard."""
        whole = len(self.data) // _FRAME * _FRAME
        return np.frombuffer(bytes(self.data[:whole]), np.float32).reshape(-1, 2)

    def frame_at(self, time_s: float) -> int:
        """Return the frame that was heard at a time."""
        return round((time_s - self.began_s) * RATE)


@contextmanager
def timed_recording(loudspeaker: Loudspeaker) -> Iterator[TimedRecording]:
    """Record while the `with` lasts."""
    form = ["--format=float32le", "--rate=44100", "--channels=2", "--latency-msec=2", "--raw"]
    recording = TimedRecording()
    with Child(["parec", "--device=nul.monitor", *form], stdout=subprocess.PIPE, env=loudspeaker.env) as listener:
        assert listener.stdout
        reader = Thread(target=recording.take, args=(listener.stdout,))
        reader.start()
        try:
            while not recording.data:
                time.sleep(0.01)
            yield recording
            time.sleep(0.3)
        finally:
            listener.terminate()
            reader.join()
