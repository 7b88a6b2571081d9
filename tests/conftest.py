"""Fixtures for tests of several packages: a cache of their own, real parts or a reason to skip, small sessions."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import numpy as np
import pytest

from coach import interrupts
from coach.audio.samples import Samples
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from tests.kinds import KINDS, Module, choose_examples, in_order
from tests.processes import Child, hear_signals_again

hear_signals_again()


def pytest_configure(config: pytest.Config) -> None:
    """Make the kinds of tests known, and choose how many examples are tried."""
    for kind, told in KINDS.items():
        config.addinivalue_line("markers", f"{kind}: {told}")
    choose_examples(config)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
    """Collect each file as a `Module`, which has to declare its kind."""
    return Module.from_parent(parent, path=module_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests so that all processors are busy to the end."""
    items[:] = in_order(items)


Run = Callable[..., subprocess.CompletedProcess[str]]

SMALL = """
title: A short rest
voice: {pace: 140}
background: {sound: warm-pad}
steps:
  - say: Let your shoulders sink. [pause 2s] Breathe slowly.
    do: 3s
  - section: The {hand} hand
    each: {hand: [left, right]}
    steps:
      - say: Rest your {hand} hand.
        pause: 1s
"""


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep tests off the user's folders; all share a cache, with other processes, so that each text is spoken once."""
    folder, whole_run = tmp_path_factory.mktemp("own"), tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        whole_run = whole_run.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE", str(whole_run / "cache"))
        patch.setenv("COACH_ROUTINES", str(folder / "routines"))
        patch.setenv("COACH_CONFIG", str(folder / "config"))
        patch.setenv("COACH_STATE", str(folder / "state"))
        yield folder


@pytest.fixture
def nobody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget a request to end coach after the test, so that the next one does not meet it."""
    for name in ("_asked", "_raised"):
        monkeypatch.setattr(interrupts, name, [])


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache for one test."""
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's own routines, for one test."""
    folder = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("COACH_ROUTINES", str(folder))
    return folder


@pytest.fixture(scope="session")
def ffmpeg() -> Callable[[Path], Samples]:
    """An independent decoder: a file → stereo samples at 44.1 kHz."""
    program = found("ffmpeg")

    def decode(path: Path) -> Samples:
        command = [program, "-v", "error", "-i", str(path), "-f", "f32le", "-ac", "2", "-ar", "44100", "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stderr == b""
        return np.frombuffer(done.stdout, np.float32).reshape(-1, 2)

    return decode


@pytest.fixture(scope="session")
def loudness_by_ffmpeg() -> Callable[[Path], tuple[float, float]]:
    """A file's integrated loudness in LUFS and its true peak in dBTP, as ffmpeg's own ebur128 reads them."""
    program = found("ffmpeg")

    def measure(path: Path) -> tuple[float, float]:
        command = [program, "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
        summary = subprocess.run(command, capture_output=True, check=True, text=True).stderr.rpartition("Summary:")[2]
        words = summary.split()
        return float(words[words.index("I:") + 1]), float(words[words.index("Peak:") + 1])

    return measure


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
        self.server.append(Child(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        _wait_for(lambda: "nul" in self.control("list", "short", "sinks"))

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
def _loudspeaker() -> Iterator[Loudspeaker]:
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


@pytest.fixture(scope="session")
def loudspeaker() -> Iterator[Loudspeaker]:
    """A loudspeaker for all tests that leave it as it is."""
    with _loudspeaker() as speaker:
        yield speaker


@pytest.fixture
def own_loudspeaker() -> Iterator[Loudspeaker]:
    """A loudspeaker for a test that kills it."""
    with _loudspeaker() as speaker:
        yield speaker


@pytest.fixture
def no_loudspeaker(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without any sound."""
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": os.devnull, "JACK_NO_START_SERVER": "1"}
    return {**os.environ, **nowhere, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}


def _sounding(samples: Samples) -> Samples:
    """Return the samples without digital silence of two milliseconds and more."""
    sounds = np.convolve(samples.any(axis=1), np.ones(88), "same") > 0.5
    return samples[sounds]


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def found(program: str) -> str:
    """Return the program's path. Without it, a user's machine skips the test and CI fails."""
    if path := shutil.which(program):
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{program} is not installed; .ci/run should have installed it")
    pytest.skip(f"{program} is not installed")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run coach as a process of its own, in an empty folder, with plain output."""

    def start(
        *arguments: object, env: dict[str, str] | None = None, check: bool = False, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "coach", *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=check, env=env, input=stdin
        )

    return start


@pytest.fixture(scope="session")
def small_routine() -> Routine:
    """A routine of two steps, a rest and a loop."""
    return parse_routine(SMALL.encode(), "small.yaml")


@pytest.fixture(scope="session")
def small_session(small_routine: Routine) -> Iterator[Session]:
    """The small routine, spoken by the real voice over the real background."""
    with open_session(small_routine) as session:
        yield session


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 1 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    yield from _mounted(disk, "size=1m")


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that takes nothing: root may write to a read-only folder, but not to this."""
    disk = tmp_path / "read-only"
    disk.mkdir()
    yield from _mounted(disk, "ro")


def _mounted(folder: Path, options: str) -> Iterator[Path]:
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if done.returncode and os.environ.get("CI"):
        pytest.fail(f"no disk could be mounted: {done.stderr.decode()}")
    if done.returncode:
        pytest.skip("mounting a small disk needs the rights of root")
    yield folder
    subprocess.run(["umount", folder], check=True)
