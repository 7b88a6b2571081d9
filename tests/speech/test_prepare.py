"""Many texts at once: the narrator's `prepare`, and what it leaves to `clip`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from coach.errors import MissingPart, SpeechError
from coach.speech import Voice
from coach.speech.narrator import Narrator
from tests.conftest import FAULTY, FAULTY_FORKS
from tests.processes import PATIENCE_S, Child, is_running, workers_of, workers_of_this_process

pytestmark = [pytest.mark.unit, pytest.mark.skipif(sys.platform == "win32", reason="there are no forks")]

SIX = [(f"This is text {number}.", None) for number in ("one", "two", "three", "four", "five", "six")]


def narrator(folder: Path, heard: list[str] | None = None, engine: str = FAULTY_FORKS) -> Narrator:
    return Narrator(engine, Voice(), folder, 0.5, (heard if heard is not None else []).append)


def clips(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_at_once_are_the_clips_that_one_after_the_other_are(tmp_path: Path) -> None:
    heard: list[str] = []
    with narrator(tmp_path / "batch", heard) as several, narrator(tmp_path / "single") as single:
        several.prepare(SIX)
        assert sorted(heard) == sorted(text for text, _ in SIX)
        for text, pace in reversed(SIX):
            assert np.array_equal(several.clip(text, pace).samples, single.clip(text, pace).samples)
    assert len(heard) == 6, "and none is spoken twice"
    assert clips(tmp_path / "batch") == clips(tmp_path / "single")


def test_a_text_that_is_there_or_stands_twice_or_says_nothing_is_not_spoken_again(tmp_path: Path) -> None:
    heard: list[str] = []
    with narrator(tmp_path, heard) as voice:
        voice.clip(*SIX[0])
        voice.prepare([*SIX, *SIX, ("🙂", None), ("…", 100)])
    assert sorted(heard) == sorted(text for text, _ in SIX)


def test_each_pace_is_a_clip_of_its_own(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        voice.prepare([("Rest.", None), ("Rest.", 100), ("Rest.", 150)])
    assert len(clips(tmp_path)) == 3


@pytest.mark.parametrize("fault", ["hang", "die", "mute", "garbage", "refuse", "nothing"])
def test_a_text_that_fails_is_left_to_be_told_and_the_others_are_spoken(tmp_path: Path, fault: str) -> None:
    with narrator(tmp_path) as voice:
        voice.prepare([*SIX[:3], (f"Here I {fault}.", None), *SIX[3:]])
        assert all(voice.known_ms(*each) for each in SIX)
        with pytest.raises(SpeechError, match=f"“Here I {fault}\\.”"):
            voice.clip(f"Here I {fault}.")
    assert len(clips(tmp_path)) == 6


def test_a_voice_that_is_not_there_at_all_is_told(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice, pytest.raises(MissingPart, match="choose another engine"):
        voice.prepare([("Here one is missing.", None)])


def test_an_engine_for_one_text_at_a_time_is_not_asked_before_its_words_are_wanted(tmp_path: Path) -> None:
    with narrator(tmp_path, engine=FAULTY) as voice:
        voice.prepare(SIX)
        assert workers_of_this_process() == []


def test_a_worker_that_is_killed_among_several_texts_loses_none(tmp_path: Path) -> None:
    def kill(text: str) -> None:
        heard.append(text)
        if len(heard) == 2:
            (worker,) = workers_of_this_process()
            os.kill(worker, signal.SIGKILL)

    heard: list[str] = []
    with Narrator(FAULTY_FORKS, Voice(), tmp_path / "killed", on_spoken=kill) as voice:
        voice.prepare(SIX)
        found = [voice.clip(*each).samples for each in SIX]
    assert sorted(heard) == sorted(text for text, _ in SIX)
    with narrator(tmp_path / "whole") as voice:
        assert all(np.array_equal(voice.clip(*each).samples, clip) for each, clip in zip(SIX, found, strict=True))
    assert clips(tmp_path / "killed") == clips(tmp_path / "whole")


def test_an_interrupt_among_several_texts_ends_coach_with_130_and_leaves_no_process(tmp_path: Path) -> None:
    steps = "".join(f"  - {{say: This is text {number}., do: 3s}}\n" for number in range(5))
    (tmp_path / "r.yaml").write_text(f"title: T\nsteps:\n{steps}  - {{say: Here I hang., do: 3s}}\n")
    command = [sys.executable, "-m", "coach", "export", "r.yaml", "-o", "r.wav", "--engine", FAULTY_FORKS]
    env = {**os.environ, "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{os.environ['PYTHONPATH']}"}
    env["COACH_CACHE"] = str(tmp_path / "cache")
    with Child[str](command, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=env) as coach:
        until = time.monotonic() + PATIENCE_S
        while len(list((tmp_path / "cache").rglob("*.clip"))) < 5 and time.monotonic() < until:
            time.sleep(0.05)
        (worker,) = workers_of(coach.pid)
        speaking = workers_of(worker)
        coach.send_signal(signal.SIGINT)
        _, told = coach.communicate(timeout=10)
    assert (coach.returncode, told.splitlines()[-1]) == (130, "coach: interrupted")
    assert speaking
    until = time.monotonic() + 5
    while any(map(is_running, (worker, *speaking))) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(is_running, (worker, *speaking)))
    assert not (tmp_path / "r.wav").exists()
