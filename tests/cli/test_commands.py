from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import FAULTY, SMALL
from tests.processes import Child

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_export_writes_the_file_and_says_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(SMALL, "utf-8")
    done = run("export", "rest.yaml", "-o", "calm.mp3")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert (tmp_path / "calm.mp3").stat().st_size > 300_000


def test_export_without_a_name_takes_the_routine_s(run: Run, tmp_path: Path) -> None:
    run("export", "desk-break", "--engine", "silent", "--bitrate", "64", "--length", "2m", check=True)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["desk-break.mp3", "desk-break.mp3.report.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_export_shows_a_bar_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "a[").mkdir()
    shown = _exported_on_a_terminal(
        tmp_path / "rest.yaml", "-o", tmp_path / "a[" / "b].mp3", "--verbose", "--condition", "crps"
    )
    assert b"Writing" in shown
    told = rb"a\[/b\]\.mp3: \d+ s, \d\.\d MB, 3 chapters\. The voice is clearly above the background\."
    assert re.search(told, shown)
    assert b"For CRPS: 0 steps have other words, 0 are left out, and a caution is said first." in shown
    assert re.search(rb"speech -18\.\d LUFS, 1\d\.\d LU over the background at least, whole ", shown)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_export_tells_on_a_terminal_for_whom_an_ordinary_session_is_not(tmp_path: Path) -> None:
    head = "cautions: [recent-surgery, diabetes, skin-infection]\n"
    (tmp_path / "rest.yaml").write_text(SMALL.replace("steps:", f"{head}steps:", 1), "utf-8")
    shown = _exported_on_a_terminal(tmp_path / "rest.yaml", "-o", tmp_path / "rest.mp3")
    told = "coach show` tells all 3 cautions, and --condition NAME has one said."
    assert re.search(
        rf"Not for someone with recent surgery or fracture, a contagious condition of the skin; `[^`]*{told}",
        shown.decode(),
    )


def _exported_on_a_terminal(*words: object) -> bytes:
    """Return what `coach export` shows where standard error is a terminal of 200 columns."""
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "coach", "export", *map(str, words)]
    # It is read all the time: a terminal that nobody reads holds some kilobytes, and then whoever writes waits.
    with Child[bytes](command, stderr=terminal, env={**os.environ, "TERM": "xterm", "COLUMNS": "200"}) as export:
        os.close(terminal)
        shown = b""
        while chunk := _read(screen):
            shown += chunk
        assert export.wait() == 0
    return b" ".join(shown.split())


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65_536)
    except OSError:  # how Linux tells the end of a terminal
        return b""


def test_timeline_for_programs_has_the_agreed_form(run: Run) -> None:
    shown = json.loads(run("timeline", "eyes-closed-calm", "--json").stdout)
    assert (shown["version"], shown["title"]) == (1, "Eyes closed, calm hands")
    assert shown["duration_ms"] == shown["cues"][-1]["end_ms"]
    assert {"start_ms", "end_ms", "kind", "text", "step", "section"} <= shown["cues"][0].keys()
    assert all(isinstance(cue[key], int) for cue in shown["cues"] for key in ("start_ms", "end_ms"))


def test_timeline_for_people_is_a_table(run: Run) -> None:
    title, head, *rows = run("timeline", "eyes-closed-calm").stdout.splitlines()
    assert title.startswith("Eyes closed, calm hands · 00:0")
    assert head == "00:00:00.000        4s        pause"
    assert rows[:2] == ["", "  Settle"]
    assert rows[2].split()[2:4] == ["1", "speech"]


def test_an_estimated_timeline_needs_no_voice_and_says_so(run: Run, tmp_path: Path) -> None:
    env = {**os.environ, "COACH_CACHE": str(tmp_path / "cache")}
    done = run("timeline", "eyes-closed-calm", env=env)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].endswith(" (estimated, as nothing was spoken; --measure speaks)")
    assert not (tmp_path / "cache").exists()


def test_a_measured_timeline_has_all_words_spoken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(SMALL, "utf-8")
    env = {**os.environ, "COACH_CACHE": str(tmp_path / "cache")}
    estimated, measured = (
        json.loads(run("timeline", "rest.yaml", "--json", *options, env=env).stdout) for options in ((), ("--measure",))
    )
    assert (estimated["estimated"], measured["estimated"]) == (True, False)
    assert measured["duration_ms"] != estimated["duration_ms"]
    assert [cue["text"] for cue in measured["cues"]] == [cue["text"] for cue in estimated["cues"]]
    assert len([*(tmp_path / "cache").rglob("*.clip")]) >= 4
    assert "estimated" not in run("timeline", "rest.yaml", "--measure", env=env).stdout


def test_with_fill_another_voice_says_what_the_chosen_one_cannot(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(SMALL, "utf-8")
    command = ("export", "rest.yaml", "-o", "calm.wav", "--engine", FAULTY, "--voice", "raise")
    assert run(*command).returncode == 1
    assert not (tmp_path / "calm.wav").exists()
    done = run(*command, "--fill")
    assert (done.stderr, done.returncode) == ("", 0)
    assert (tmp_path / "calm.wav").stat().st_size > 500_000
