"""A private sound server whose one output plays to nobody, and a recording of it: for scripts that judge."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE = 44_100
_SINK = "module-null-sink sink_name=nul rate=44100 channels=2 format=float32le"
_SERVER = ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--realtime=no", "--high-priority=no"]
_PAREC = ["parec", "--device=nul.monitor", "--format=float32le", "--rate=44100", "--channels=1", "--latency-msec=5"]
_FRAME = 4


class Recording:
    """A recording in mono, in a file, and when each part of it arrived."""

    def __init__(self, stream: IO[bytes], file: IO[bytes]) -> None:
        self._stream, self._file = stream, file
        self.samples = np.zeros(0, np.float32)
        """The whole recording, when it has ended."""
        self.arrivals: list[tuple[int, float]] = []
        """The frames that had arrived, each with the time on the clock of `time.monotonic`."""
        self.first_sound = threading.Event()
        self.first_sound_at = 0.0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        frames = 0
        while data := os.read(self._stream.fileno(), 1 << 16):
            now = time.monotonic()
            frames += len(data) // _FRAME
            self.arrivals.append((frames, now))
            self._file.write(data)
            if not self.first_sound.is_set() and any(data):
                self.first_sound_at = now
                self.first_sound.set()

    def end(self) -> None:
        """Wait for the end of the stream, and read the samples."""
        self._thread.join()
        self._file.seek(0)
        self.samples = np.frombuffer(self._file.read(), np.float32)

    def time_of(self, frame: int) -> float:
        """Return when a frame arrived."""
        number = np.searchsorted([frames for frames, _ in self.arrivals], frame, side="right")
        return self.arrivals[min(int(number), len(self.arrivals) - 1)][1]


class Server:
    """PulseAudio with a null sink, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.env = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{folder}/pulse/native"}
        self._socket = folder / "pulse" / "native"
        self.start()

    def start(self) -> None:
        """Start the server, also again after it was killed; raises RuntimeError if it does not start."""
        command = [*_SERVER, "--no-cpu-limit=yes", "-L", _SINK, "-L", "module-native-protocol-unix"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, env={**os.environ, **self.env}, stdout=quiet, stderr=quiet)
        while not self._socket.exists():
            if self.process.poll() is not None:
                raise RuntimeError("PulseAudio does not start")
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill the server, as a crash does."""
        self.process.kill()
        self.process.wait()
        self._socket.unlink(missing_ok=True)


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """Run a server, and yield the environment of a process that plays there."""
    with tempfile.TemporaryDirectory(prefix="pa", dir="/tmp") as folder:
        running = Server(Path(folder))
        try:
            yield {**os.environ, **running.env}
        finally:
            running.kill()


@contextmanager
def overheard(env: dict[str, str]) -> Iterator[Recording]:
    """Record what is played while the `with` lasts."""
    with (
        tempfile.TemporaryFile() as file,
        subprocess.Popen([*_PAREC, "--raw"], env=env, stdout=subprocess.PIPE) as listener,
    ):
        assert listener.stdout
        recording = Recording(listener.stdout, file)
        while not recording.arrivals:
            time.sleep(0.02)
        try:
            yield recording
        finally:
            time.sleep(0.5)
            listener.terminate()
            recording.end()
