"""A recogniser elsewhere guesses the same, and nothing here stands still meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.audio.samples import Samples
from coach.player.controls.voice_commands.recogniser import Guess, Recogniser
from coach.player.controls.voice_commands.recogniser_worker import RecogniserWorker
from tests.player.controls.voice_commands.conftest import Say
from tests.processes import PATIENCE_S

pytestmark = pytest.mark.device

GUESSES = 5


@pytest.fixture(scope="module")
def apart() -> Iterator[RecogniserWorker]:
    with RecogniserWorker() as made:
        yield made


@pytest.fixture
def utterance(say: Say) -> Samples:
    return say("coach, next step")[8_000:-8_000]


def process_of(apart: RecogniserWorker) -> int:
    return apart._process._process.pid


def standstill(guess: Callable[[Samples], Guess | None], utterance: Samples) -> float:
    """The longest time for which another thread of ours did not run while so many were guessed, but one."""
    over, gaps = threading.Event(), [0.0]

    def run() -> None:
        before = time.perf_counter()
        while not over.is_set():
            time.sleep(0.0005)
            now = time.perf_counter()
            gaps.append(now - before)
            before = now

    thread = threading.Thread(target=run)
    thread.start()
    for _ in range(GUESSES):
        guess(utterance)
    over.set()
    thread.join()
    return sorted(gaps)[-GUESSES]


def test_it_guesses_what_one_here_would(apart: RecogniserWorker, utterance: Samples) -> None:
    assert (guess := Recogniser().guess(utterance)) is not None
    assert apart.guess(utterance) == guess


def test_a_thread_that_hands_sound_to_a_device_goes_on_meanwhile(apart: RecogniserWorker, utterance: Samples) -> None:
    apart.guess(utterance)
    assert standstill(apart.guess, utterance) < standstill(Recogniser().guess, utterance) / 2


def test_one_that_hangs_costs_one_utterance(
    apart: RecogniserWorker, utterance: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert apart.guess(utterance)
    os.kill(process_of(apart), signal.SIGSTOP)
    with monkeypatch.context() as patch:
        patch.setattr("coach.player.controls.voice_commands.recogniser_worker._LIMIT_S", 0.3)
        assert apart.guess(utterance) is None
    assert apart.guess(utterance)


def test_one_that_dies_costs_one_utterance_and_is_logged(
    apart: RecogniserWorker, utterance: Samples, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "coach")
    assert apart.guess(utterance)
    os.kill(died := process_of(apart), signal.SIGKILL)
    assert apart.guess(utterance) is None
    assert apart.guess(utterance)
    warnings = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warnings == [
        f"child process {died} died (exit code -9)",
        "an utterance is lost, and the recogniser is started again: ChildProcessEnded: it died (exit code -9)",
    ]
    assert any(message.startswith(f"child process {process_of(apart)} begins: ") for message in caplog.messages)


def test_an_interrupt_is_for_coach_alone(apart: RecogniserWorker, utterance: Samples) -> None:
    assert apart.guess(utterance)
    before = process_of(apart)
    os.kill(before, signal.SIGINT)
    assert apart.guess(utterance)
    assert process_of(apart) == before


KILLED = """
import os, signal, sys
from coach.player.controls.voice_commands.recogniser_worker import RecogniserWorker
with RecogniserWorker() as apart:
    print(apart._process._process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_with_a_coach_that_is_killed(tmp_path: Path) -> None:
    """It holds coach's standard output, too, whose reader would wait for ever."""
    (tmp_path / "killed.py").write_text(KILLED)
    command = [sys.executable, str(tmp_path / "killed.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == -signal.SIGKILL
    assert done.stderr == ""
    deadline = time.monotonic() + PATIENCE_S
    while Path("/proc").is_dir() and Path(f"/proc/{int(done.stdout)}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
