"""Fixtures for tests of several packages: a cache of their own, real parts or a reason to skip, small sessions."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np
import pytest

from coach import interrupts
from coach.audio.samples import Samples
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from tests.forked import ForkServer, fork_server
from tests.kinds import KINDS, Module, choose_examples, in_order, meet_halfway
from tests.loudspeaker import Loudspeaker, loudspeaker_of_its_own
from tests.processes import found, hear_signals_again

hear_signals_again()


def pytest_configure(config: pytest.Config) -> None:
    """Make the kinds of tests known, and choose how many examples are tried."""
    for kind, told in KINDS.items():
        config.addinivalue_line("markers", f"{kind}: {told}")
    choose_examples(config)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
    """Collect each file as a `Module`, which has to declare its kind."""
    return Module.from_parent(parent, path=module_path)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Collect folders from both ends."""
    report = yield
    if isinstance(collector, pytest.Dir):
        meet_halfway(report.result, collector.config)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests so that all processors are busy to the end."""
    items[:] = in_order(items)


def pytest_collection_finish() -> None:
    """Look for garbage in what tests make, and more seldom: not in all modules and tests, which stay to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


Run = Callable[..., subprocess.CompletedProcess[str]]

ENGINES = Path(__file__).parent / "speech" / "engines"
FAULTY = "faulty_engine:Faulty"
"""An engine that fails in every way an engine can, as the voice's name says."""
FAULTY_FORKS = "faulty_engine:FaultyForks"
"""The same with a process for each text, two at the same time; there, the text can say how it fails."""
FAULTY_SENTENCES = "faulty_engine:FaultySentences"
"""The same, a sentence at a time."""

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
        patch.setenv("COACH_VOICE", "system")  # the natural one takes 15 times as long; its own tests name it
        patch.setenv("COACH_ROUTINES", str(folder / "routines"))
        patch.setenv("COACH_CONFIG", str(folder / "config"))
        patch.setenv("COACH_STATE", str(folder / "state"))
        patch.setenv("COACH_COMMAND", "coach")  # messages are those of the command line
        patch.setenv("LANGUAGE", "en")  # the language whose routines are listed first
        patch.setenv("PYTHONPATH", str(ENGINES), os.pathsep)  # the workers of `FAULTY` import it, too
        patch.syspath_prepend(str(ENGINES))
        yield folder


@pytest.fixture
def from_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let coach tell what it tells to a program in Python, and not to somebody at a command line."""
    monkeypatch.delenv("COACH_COMMAND")


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


@pytest.fixture(scope="session")
def shared_loudspeaker() -> Iterator[Loudspeaker]:
    with loudspeaker_of_its_own() as speaker:
        yield speaker


@pytest.fixture
def loudspeaker(shared_loudspeaker: Loudspeaker) -> Loudspeaker:
    """A loudspeaker for all tests that leave it as it is."""
    shared_loudspeaker.start_again_if_it_ended()
    return shared_loudspeaker


@pytest.fixture
def own_loudspeaker() -> Iterator[Loudspeaker]:
    """A loudspeaker for a test that kills it."""
    with loudspeaker_of_its_own() as speaker:
        yield speaker


@pytest.fixture
def no_loudspeaker(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without any sound."""
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": os.devnull, "JACK_NO_START_SERVER": "1"}
    return {**os.environ, **nowhere, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}


@pytest.fixture(scope="session")
def forking() -> Iterator[ForkServer | None]:
    """A process that has imported coach already; only Linux can fork it without a risk."""
    if sys.platform != "linux":
        yield None
        return
    with fork_server() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, forking: ForkServer | None) -> Run:
    """Run coach as a process of its own, in an empty folder, with plain output.

    One with an environment of its own is started from nothing, as Python itself may read that.
    """

    def start(
        *arguments: object, env: dict[str, str] | None = None, check: bool = False, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        words = [*map(str, arguments)]
        if forking and env is None:
            done = forking.run(words, tmp_path, stdin, timeout=120)
            if check:
                done.check_returncode()
            return done
        command = [sys.executable, "-P", "-m", "coach", *words]
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
