"""Who speaks a routine is known before anybody does: to look at a session, no voice is started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coach.routine.loader import parse_routine
from coach.speech.casting import estimate_for
from coach.speech.kokoro.styles import STYLES

pytestmark = pytest.mark.unit

ROUTINE = b"title: T\nsteps: [{say: Rest your hands. Breathe in slowly., do: 3s}]\n"
TEXT = "Rest your hands. Breathe in slowly."
WATCHED = """
import sys
started = []
def note(event, arguments):
    if event in ("subprocess.Popen", "os.fork", "os.exec", "os.posix_spawn", "os.system"):
        started.append(event)
sys.addaudithook(note)
from coach.__main__ import main
try:
    main()
finally:
    print(started)
"""


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("voice", ["natural", "system", "nowhere.onnx", "silent"])
@pytest.mark.parametrize("command", [["check"], ["show"], ["timeline"]])
def test_looking_at_a_routine_starts_no_process_and_needs_no_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], voice: str
) -> None:
    monkeypatch.setenv("COACH_VOICE", voice)
    (tmp_path / "r.yaml").write_bytes(ROUTINE)
    words = [sys.executable, "-c", WATCHED, *command, "r.yaml"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "[]"
    assert len(done.stdout.splitlines()) > 1
    assert not list((tmp_path / "cache").rglob("*.clip"))


@pytest.mark.parametrize("name", [*STYLES, "natural", "system", "silent", "nowhere.onnx", "nowhere/"])
def test_every_voice_has_an_estimate_that_is_longer_at_a_slower_pace(name: str) -> None:
    language = STYLES[name].language if name in STYLES else "en"
    measure = estimate_for(parse_routine(ROUTINE + f"language: {language}\n".encode(), "r.yaml"), name)
    assert 2_000 < measure(TEXT) < 7_000
    assert measure(TEXT, 95) > measure(TEXT) > measure(TEXT, 170)


def test_what_is_written_is_estimated_as_it_is_said() -> None:
    measure = estimate_for(parse_routine(ROUTINE, "r.yaml"), "system")
    assert measure("Hold for 25 s.") == measure("Hold for twenty-five seconds.")
