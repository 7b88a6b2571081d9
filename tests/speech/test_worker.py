from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.errors import MissingPart, SpeechError
from coach.speech import Voice
from coach.speech.worker import Worker
from tests.conftest import FAULTY, FAULTY_FORKS
from tests.processes import Child, is_running, workers_of

pytestmark = pytest.mark.unit


def faulty(fault: str, limit: float = 5.0) -> Path:
    with Worker(FAULTY, limit) as worker:
        return worker.speak(Voice(name=fault), "Let your shoulders sink.")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("hang", "it gave nothing within 0.3 s, twice"),
        ("die", "it died .exit code 9., twice"),
        ("nothing", "it gave no sound, twice"),
        ("empty", "it gave no sound, twice"),
        ("raise", "RuntimeError: the engine lost its voice, twice"),
    ],
)
def test_a_fault_costs_one_retry_and_is_then_told(fault: str, reason: str) -> None:
    with pytest.raises(SpeechError, match=f"'{FAULTY}' could not speak “Let your shoulders sink.”: {reason}"):
        faulty(fault, 0.3 if fault == "hang" else 5.0)


def test_a_worker_that_stumbles_once_is_forgiven_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "coach")
    with Worker(FAULTY) as worker:
        assert worker.speak(Voice(name="stumble"), "Breathe.").stat().st_size
    told = "\n".join(f"{record.levelname} {record.getMessage()}" for record in caplog.records)
    (pid, code) = re.findall(r"WARNING child process (\d+) died \(exit code (-?\d+)\)", told)[0]
    assert f"WARNING attempt 1 to speak 'Breathe.' failed: it died (exit code {code})" in told
    assert f"DEBUG child process {pid} has ended" in told
    assert told.count("DEBUG child process") >= 4, "two have begun and ended"
    assert "attempt 2" not in told


def test_an_engine_that_prints_disturbs_nobody() -> None:
    with Worker(FAULTY) as worker:
        assert worker.speak(Voice(name="chatter"), "Breathe.").stat().st_size


def test_a_missing_part_is_told_with_its_remedy_and_without_a_retry() -> None:
    with pytest.raises(MissingPart) as caught:
        faulty("missing")
    assert caught.value.remedy == "choose another engine with --engine"


def test_words_that_the_engine_has_no_sounds_for_are_told_without_a_retry(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SpeechError, match=r"“Let your shoulders sink\.”: it has no phonemes for “°”, “%”$"):
        faulty("refuse")
    assert "attempt" not in caplog.text


def test_after_a_fault_it_speaks_on() -> None:
    with Worker(FAULTY, 0.3) as worker:
        with pytest.raises(SpeechError):
            worker.speak(Voice(name="hang"), "Breathe.")
        assert worker.speak(Voice(), "Breathe.").stat().st_size


def test_its_files_are_gone_when_it_closes() -> None:
    with Worker("silent") as worker:
        path = worker.speak(Voice(), "Breathe.")
    assert not path.parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_what_a_killed_coach_left_in_the_temporary_folder_goes_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "coach")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    code = (
        "import time; from coach.speech.worker import Worker; from coach.speech import Voice;"
        "Worker('silent').speak(Voice(), 'Breathe.'); worker = Worker('silent'); worker.speak(Voice(), 'Breathe.');"
        "print('ready', flush=True); time.sleep(60)"
    )
    (tmp_path / "coach-of-somebody-else").mkdir()
    (tmp_path / "coach-of-somebody-else" / "lock").touch()
    os.utime(tmp_path / "coach-of-somebody-else" / "lock", (0, 0))
    with Child[bytes]([sys.executable, "-c", code], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"ready\n"
        (busy,) = (path for path in tmp_path.glob("coach-worker-*") if (path / ".coach-worker.lock").exists())
        time.sleep(1.1)
        with Worker("silent") as worker:
            worker.speak(Voice(), "Breathe.")
            assert busy.exists()
        killed.kill()
    with Worker("silent") as worker:
        worker.speak(Voice(), "Breathe.")
    assert [path.name for path in tmp_path.iterdir()] == ["coach-of-somebody-else"]
    assert f"a killed worker left {busy}, which is removed" in caplog.messages


@pytest.mark.skipif(sys.platform == "win32", reason="looks for processes with ps")
@pytest.mark.parametrize(
    ("engine", "voice", "text"),
    [
        ("silent", None, "Breathe."),
        (FAULTY, "hang", "Breathe."),
        (FAULTY, "load", "Breathe."),
        (FAULTY_FORKS, "load", "Breathe."),
        ("system", None, "and breathe, " * 10_000),
    ],
)
def test_no_worker_outlives_coach_even_when_coach_is_killed(engine: str, voice: str | None, text: str) -> None:
    code = (
        "import threading, time; from coach.speech.worker import Worker; from coach.speech import Voice;"
        f"worker = Worker({engine!r}, 60); voice = Voice(name={voice!r}); text = {text!r};"
        "threading.Thread(target=worker.speak, args=(voice, text)).start();"
        "time.sleep(0.5); print('ready', flush=True); time.sleep(60)"
    )
    with Child[bytes]([sys.executable, "-c", code], stdout=subprocess.PIPE) as coach:
        assert coach.stdout is not None
        assert coach.stdout.readline() == b"ready\n"
        (worker,) = workers_of(coach.pid)
        coach.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(worker)
