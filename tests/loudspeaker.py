"""A sound server of the tests' own, and what it plays."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

import numpy as np

from coach.audio.samples import Samples
from tests.processes import Child, found

_FIRST = -11
"""The niceness that PulseAudio asks for itself on a desktop."""


@dataclass(frozen=True)
class Loudspeaker:
    """A sound server of the tests' own, whose one output plays to nobody and can be overheard."""

    env: dict[str, str]
    server: list[subprocess.Popen[bytes]] = field(default_factory=list)
    """The servers that were started; the last one is the one that runs."""

    @contextmanager
    def overheard(self) -> Iterator[list[Samples]]:
        """Record what is played into a list of one item, filled at the end, without a busy server's silences."""
        form = ["--format=float32le", "--rate=44100", "--channels=2", "--latency-msec=2", "--raw"]
        heard: list[Samples] = []
        with TemporaryFile() as file:
            with Child(["parec", "--device=nul.monitor", *form], stdout=file, env=self.env) as listener:
                _put_first(listener)
                try:
                    _wait_for(lambda: os.fstat(file.fileno()).st_size > 0)
                    yield heard
                    time.sleep(0.5)
                finally:
                    listener.kill()
            file.seek(0)
            heard.append(_sounding(np.frombuffer(file.read(), np.float32).reshape(-1, 2)))

    def start(self) -> None:
        """Start the server, also again after it died."""
        command = [
            found("pulseaudio"),
            "-n",
            "--exit-idle-time=-1",
            "--daemonize=no",
            "--realtime=no",
            "--high-priority=no",
            "--no-cpu-limit=yes",
            "-L",
            "module-null-sink sink_name=nul rate=44100 channels=2 format=float32le",
            "-L",
            "module-native-protocol-unix",
        ]
        with Path(self.env["HOME"], "log").open("ab") as log:
            self.server.append(Child(command, env=self.env, stdout=subprocess.DEVNULL, stderr=log))
        _put_first(self.server[-1])
        _wait_for(lambda: "nul" in self.control("list", "short", "sinks"))

    def start_again_if_it_ended(self) -> None:
        """Start another server where the last one ended by itself, as it rarely does, and warn of how it ended."""
        if (code := self.server[-1].poll()) is not None:
            warnings.warn(f"PulseAudio ended by itself, with {code}: {self._last_words()}", stacklevel=2)
            self.start()

    def _last_words(self) -> str:
        return Path(self.env["HOME"], "log").read_text("utf-8", "replace")[-500:]

    def control(self, *request: str) -> str:
        """Return what pactl answers; nothing, if there is no server."""
        done = subprocess.run(
            ["pactl", *request], env=self.env, capture_output=True, text=True, check=False, timeout=15
        )
        return done.stdout.strip()

    def signal(self, number: int) -> None:
        """Send a signal to the server: it may be killed, stopped or continued."""
        self.server[-1].send_signal(number)
        if number == signal.SIGKILL:
            self.server[-1].wait()

    def end(self) -> None:
        for server in self.server:
            server.kill()
            server.wait()


@contextmanager
def loudspeaker_of_its_own() -> Iterator[Loudspeaker]:
    """Run PulseAudio with a null sink, in a folder with a short name: a socket's may have 107 characters."""
    found("pulseaudio")
    found("parec")
    with TemporaryDirectory(prefix="pa", dir="/tmp", ignore_cleanup_errors=True) as folder:
        env = {**os.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder, "PULSE_SERVER": f"unix:{folder}/pulse/native"}
        speaker = Loudspeaker(env)
        try:
            speaker.start()
            yield speaker
        finally:
            speaker.end()


def _put_first(process: subprocess.Popen[Any]) -> None:
    """Let what stands for the hardware run before all else, where that is allowed: a busy machine loses none of it."""
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, process.pid, _FIRST)


def _sounding(samples: Samples) -> Samples:
    """Return the samples without digital silence of two milliseconds and more."""
    sounds = np.convolve(samples.any(axis=1), np.ones(88), "same") > 0.5
    return samples[sounds]


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
