from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import numpy as np
import pytest

from coach.audio.samples import Samples
from tests.player.controls.test_mpris import bus_daemon
from tests.processes import Child, found

pytestmark = pytest.mark.device

ROUTINE = """
title: A short rest
background: {sound: warm-pad}
steps:
  - title: Shoulders
    say: Let your shoulders sink.
    do: {time: 5s, from: 3s, to: 20s}
  - title: The left hand
    say: Rest your left hand.
    do: {time: 5s, from: 3s, to: 20s}
  - title: The right hand
    say: Rest your right hand.
    do: 5s
"""
SHORT = "title: Short\nending: none\nbackground: {sound: none}\nsteps: [{say: Breathe., do: 1s}]\n"
PATIENCE_S = 45.0


@pytest.fixture
def env(loudspeaker: Any, tmp_path: Path) -> dict[str, str]:
    """Of a machine with a loudspeaker, where nothing was played before."""
    return {**loudspeaker.env, "COACH_STATE": str(tmp_path / "state")}


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    file = tmp_path / "rest.yaml"
    file.write_text(ROUTINE)
    return file


class Playing:
    """`coach play` in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []

    def tells(self, beginning: str) -> str:
        """Read on to a line that begins so."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith(beginning):
                return line.rstrip("\n")
        raise AssertionError(f"{beginning!r} is not among {self.lines}")

    def say(self, verb: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{verb}\n")
        self.process.stdin.flush()

    def end(self) -> tuple[int, str]:
        """Its exit code, and what it told as an error."""
        out, err = self.process.communicate(timeout=PATIENCE_S)
        self.lines += out.splitlines()
        return self.process.returncode, err


@contextmanager
def play(env: dict[str, str], *arguments: object) -> Iterator[Playing]:
    command = [sys.executable, "-P", "-m", "coach", "play", *map(str, arguments)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with Child(command, env=env, cwd=env["COACH_STATE"] + "/..", text=True, **pipes) as process:
        try:
            yield Playing(process)
        finally:
            process.kill()


def kept(env: dict[str, str]) -> dict[str, Any] | None:
    file = Path(env["COACH_STATE"]) / "place.json"
    return json.loads(file.read_text()) if file.exists() else None


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()


def test_without_a_device_it_names_the_way_out(no_loudspeaker: dict[str, str], routine: Path, tmp_path: Path) -> None:
    env = {**no_loudspeaker, "COACH_STATE": str(tmp_path / "state")}
    with play(env, routine) as playing:
        code, err = playing.end()
    assert code == 3
    assert "there is no sound device that works" in err
    assert "coach export" in err
    assert playing.lines == []


def test_without_the_microphone_that_it_relies_on_it_makes_no_sound(
    loudspeaker: Any, env: dict[str, str], routine: Path
) -> None:
    with loudspeaker.overheard() as heard:
        with play({**env, "PULSE_SOURCE": "none"}, routine, "--listen") as playing:
            code, err = playing.end()
        time.sleep(0.5)
    assert (code, playing.lines) == (3, [])
    assert "there is no microphone that works" in err
    assert "play without --listen" in err
    assert not heard[0].any()
    assert not kept(env)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["eyes-closed-clam"], "eyes-closed-calm"),
        ([""], "there is no routine called ''"),
        ([], "name a routine"),
        (["eyes-closed-calm", "--profile", "podcast"], "is for files"),
        (["eyes-closed-calm", "--profile", "loud"], "there is no profile 'loud'"),
        (["eyes-closed-calm", "--device", "radio"], "there are speakers, simpleaudio"),
        (["eyes-closed-calm", "--device", "memory"], "there is no device 'memory'"),
        (["eyes-closed-calm", "--background", "rian"], "rain"),
        (["--resume"], "there is no session to go on with"),
        (["eyes-closed-calm", "--timer", "soon"], "--timer: 'soon' is not a duration; write a number and a unit"),
        (["eyes-closed-calm", "--timer", "30"], "such as '30s'"),
        (["eyes-closed-calm", "--timer", "0s"], "a timer of 0s is not possible: its last 3m are a fade"),
        (["eyes-closed-calm", "--timer", "-5m"], "--timer: '-5m' is not a duration"),
        (["eyes-closed-calm", "--timer", "3m"], "give it 4m to 24h"),
        (["eyes-closed-calm", "--timer", "5m", "--length", "8m"], "ends a session of 8m early; give only one"),
        (["desk-break", "sore-hands", "--length", "8m"], "a length is for one routine"),
        (["desk-break", "sore-hads"], "there is no routine called 'sore-hads'; did you mean 'sore-hands'?"),
        (["desk-break", "--then", "sore-hads"], "there is no routine called 'sore-hads'"),
        (["desk-break", "hand massage"], "'hand massage' fits 2 routines"),
        (["-", "--then", "-"], "standard input can be read only once"),
    ],
)
def test_wrong_usage_says_what_there_is(
    arguments: list[str], message: str, env: dict[str, str], monkeypatch: pytest.MonkeyPatch, tell: Callable[..., Any]
) -> None:
    monkeypatch.setenv("COACH_STATE", env["COACH_STATE"])
    told = tell("play", *arguments)
    assert told.code == 2
    assert message in told.stderr
    assert told.stdout == ""


def test_a_routine_with_problems_is_told_of(tmp_path: Path, tell: Callable[..., Any]) -> None:
    (tmp_path / "bad.yaml").write_text("title: T\nsteps: [{say: Rest., doo: 3s}]\n")
    told = tell("play", "bad.yaml")
    assert told.code == 1
    assert "bad.yaml:2:" in told.stderr


def test_it_plays_to_the_end_and_forgets_the_place(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    with play(env, "short.yaml") as playing:
        first = playing.tells("Short. 1 step")
        playing.tells("Step 1 of 1")
        wait_for(lambda: kept(env))
        code, err = playing.end()
    assert (code, err) == (0, "")
    assert re.fullmatch(r"Short\. 1 step, 0:\d\d", first)
    assert playing.lines[-1] == "Finished."
    assert not any("\x1b" in line for line in playing.lines)
    assert kept(env) is None


def test_verbs_come_from_standard_input_and_are_told_in_lines(env: dict[str, str], routine: Path) -> None:
    with play(env, routine) as playing:
        playing.tells("A short rest. 3 steps")
        playing.say("next")
        assert playing.tells("Step 1 of 3").startswith("Step 1 of 3: Shoulders. 0:0")
        playing.say("pause")
        playing.tells("Paused.")
        playing.say("continue")
        playing.tells("Going on.")
        playing.say("Nxet")
        playing.say("stop")
        playing.tells("Stopping.")
        code, err = playing.end()
    assert code == 0
    assert playing.lines[-1] == "Stopped at step 1 of 3. `coach play --resume` goes on there."
    assert "did you mean 'next'?" in err


def test_a_desktop_is_told_of_a_pause_so_that_its_media_key_goes_on(env: dict[str, str], routine: Path) -> None:
    rule = "type='signal',interface='org.freedesktop.DBus.Properties',path='/org/mpris/MediaPlayer2'"
    with bus_daemon() as (address, _), play({**env, "DBUS_SESSION_BUS_ADDRESS": address}, routine) as playing:
        watch = [found("dbus-monitor"), "--address", address, rule]
        monitor = Child(watch, stdout=subprocess.PIPE, text=True)
        limit = Timer(PATIENCE_S, monitor.kill)
        limit.start()
        try:
            lines = iter(monitor.stdout or ())
            assert any("NameLost" in line for line in lines)  # from now on it listens
            playing.tells("Step 1 of 3")  # by then it has its name on the bus
            playing.say("pause")
            assert any('"Paused"' in line for line in lines)
        finally:
            limit.cancel()
            monitor.kill()
            monitor.communicate()


def test_after_the_worst_it_goes_on_at_the_step_with_the_same_options(env: dict[str, str], routine: Path) -> None:
    with play(env, routine, "--length", "35s", "--background", "rain", "--mix", "clear") as playing:
        assert playing.tells("A short rest.").endswith("0:35")
        playing.say("next")
        playing.say("next")
        playing.tells("Step 2 of 3")
        wait_for(lambda: (kept(env) or {}).get("step") == 2)
        playing.process.send_signal(signal.SIGKILL)
    place = kept(env)
    assert place is not None
    assert (place["routine"], place["step_title"]) == (str(routine), "The left hand")
    with play(env, "--resume") as playing:
        assert playing.tells("A short rest.")
        assert playing.tells("Step").startswith("Step 2 of 3: The left hand.")
        playing.say("stop")
        assert playing.end()[0] == 0
    again = kept(env)
    assert again is not None
    assert again["options"] == place["options"]
    assert (place["options"]["length_ms"], place["options"]["background"]) == (35_000, "rain")


WAITS = """
title: A wait
background: {sound: none}
steps:
  - {title: Hold, say: Rest., do: until ready}
  - {title: After, say: Rest now., do: 2m}
"""


@pytest.fixture
def one_switch(env: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The keys of a person with one switch, who is offered one verb again and again."""
    (tmp_path / "keys.yaml").write_text("scanning: one\nscan: [next]\nrounds: 20\n")
    return {**env, "COACH_CONFIG": str(tmp_path)}


def test_one_switch_begins_a_scan_and_takes_the_verb_that_is_said(one_switch: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "wait.yaml").write_text(WAITS)
    with play(one_switch, "wait.yaml") as playing:
        playing.tells("Waiting")
        playing.say("take")
        for _ in range(2):  # the second one, in case that the machine was too busy to say it before the first
            time.sleep(3)
            playing.say("take")
        playing.tells("Step 2 of 2: After.")
        playing.say("stop")
        assert playing.end() == (0, "")


def test_in_a_language_without_words_for_verbs_a_switch_does_the_first_which_is_told(
    one_switch: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "wait.yaml").write_text(f"language: ku\n{WAITS}")
    with play(one_switch, "wait.yaml", "--engine", "silent") as playing:
        playing.tells("Step 1 of 2")
        playing.say("take")
        playing.tells("Step 2 of 2: After.")
        playing.say("stop")
        code, told = playing.end()
    assert (code, told) == (0, "coach: there are no words for verbs in 'ku': a switch does 'next' at once\n")


def stop_in_the_first_step(env: dict[str, str], *arguments: object) -> None:
    with play(env, *arguments) as playing:
        playing.tells("A short rest.")
        playing.say("next")
        playing.tells("Step 1")
        playing.say("stop")
        assert playing.end()[0] == 0


def test_a_routine_that_was_edited_is_resumed_at_the_step_of_the_same_title(env: dict[str, str], routine: Path) -> None:
    stop_in_the_first_step(env, routine)
    routine.write_text(ROUTINE.replace("steps:", "steps:\n  - {title: New, say: Sit down., do: 5s}", 1))
    with play(env, "--resume") as playing:
        assert playing.tells("Step").startswith("Step 2 of 4: Shoulders.")
        playing.say("stop")
        code, err = playing.end()
    assert code == 0
    assert "has changed since then; it goes on at the step “Shoulders”" in err


def test_it_begins_at_the_step_that_is_named(env: dict[str, str], routine: Path) -> None:
    with play(env, routine, "--from", "right") as playing:
        assert playing.tells("Step").startswith("Step 3 of 3: The right hand.")
        playing.say("stop")
        assert playing.end() == (0, "")
    assert playing.lines[-1] == "Stopped at step 3 of 3. `coach play --resume` goes on there."


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "4"], "there is no step 4; the session has 3"),
        (["--from", "sholders"], "no step is called 'sholders'; did you mean 'shoulders'?"),
        (["--from", "2", "--condition", "arthritis"], "what is said first has to be heard"),
    ],
)
def test_a_step_that_is_not_there_is_refused_before_anything_sounds(
    env: dict[str, str], routine: Path, arguments: list[str], told: str
) -> None:
    with play(env, routine, *arguments) as playing:
        code, err = playing.end()
    assert (code, playing.lines) == (2, [])
    assert told in err


def test_several_are_played_one_after_the_other_and_resumed_in_the_right_one(
    env: dict[str, str], routine: Path, tmp_path: Path
) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    with play(env, "short.yaml", "--then", routine, "--timer", "10m") as playing:
        assert playing.tells("Routine 1 of 2").startswith("Routine 1 of 2: Short. 1 step, 10:00 on the timer")
        playing.say("next")
        playing.tells("Step 1 of 1")
        playing.say("next")
        assert re.fullmatch(r"Routine 2 .* 3 steps, (10:00|9:5\d) on the timer", playing.tells("Routine 2 of 2"))
        playing.say("next")
        playing.say("next")
        playing.tells("Step 2 of 3: The left hand.")
        playing.say("stop")
        assert playing.end()[0] == 0
    assert playing.lines[-1] == "Stopped at step 2 of 3, in routine 2 of 2. `coach play --resume` goes on there."
    with play(env, "--resume") as playing:
        assert playing.tells("Routine").startswith("Routine 2 of 2: A short rest.")
        playing.tells("Step 2 of 3: The left hand.")
        playing.say("back")
        playing.tells("Step 1 of 3: Shoulders.")
        playing.say("back")
        playing.tells("Routine 1 of 2: Short.")
        playing.say("stop")
        assert playing.end()[0] == 0


def test_a_session_that_could_not_begin_leaves_the_place_of_the_last_one(env: dict[str, str], routine: Path) -> None:
    stop_in_the_first_step(env, routine)
    before = kept(env)
    assert before is not None
    with play(env, "desk-break", "--voice", "nosuch") as playing:
        code, err = playing.end()
    assert (code, kept(env)) == (3, before)
    assert "nosuch" in err


def test_what_is_asked_for_beside_resume_holds_from_there_on(env: dict[str, str], routine: Path) -> None:
    stop_in_the_first_step(env, routine, "--length", "35s", "--mix", "clear")
    with play(env, "--resume", "--length", "50s", "--background", "none") as playing:
        assert playing.tells("A short rest.") > "A short rest. 3 steps, 0:40"
        playing.tells("Step 1")
        playing.say("stop")
        assert playing.end()[0] == 0
    place = kept(env)
    assert place is not None
    options = {name: place["options"][name] for name in ("length_ms", "background", "mix")}
    assert options == {"length_ms": 50_000, "background": "none", "mix": "clear"}


def test_another_routine_is_not_resumed(env: dict[str, str], routine: Path) -> None:
    stop_in_the_first_step(env, routine)
    with play(env, "eyes-closed-calm", "--resume") as playing:
        code, err = playing.end()
    assert code == 2
    assert f"the last session was of {routine}" in err


def test_interrupted_it_tells_where_it_stopped_and_how_to_go_on(env: dict[str, str], routine: Path) -> None:
    with play(env, routine, "--plain") as playing:
        playing.tells("Step 1 of 3")
        wait_for(lambda: kept(env))
        playing.process.send_signal(signal.SIGINT)
        code, err = playing.end()
    assert (code, err) == (130, "coach: interrupted\n")
    assert playing.lines[-1] == "Stopped at step 1 of 3. `coach play --resume` goes on there."


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_fades_without_a_click(
    number: signal.Signals, env: dict[str, str], routine: Path, own_loudspeaker: Any
) -> None:
    alone = {**own_loudspeaker.env, "COACH_STATE": env["COACH_STATE"]}
    with own_loudspeaker.overheard() as overheard, play(alone, routine) as playing:
        playing.tells("Let your shoulders sink.")
        wait_for(lambda: kept(env))
        time.sleep(1)
        playing.process.send_signal(number)
        code, err = playing.end()
    assert code == 128 + number
    assert err == ("coach: interrupted\n" if err else "")
    assert playing.lines[-1].startswith("Stopped ")
    heard: Samples = overheard[0]
    edges = np.abs(np.diff(heard, n=4, axis=0)).max(axis=1)
    assert np.abs(heard).max() > 0.01
    assert edges[-22_050:].max() < 1e-3
    assert np.abs(heard[-20:]).max() < 2e-3
    assert np.abs(heard[-3000:]).max() < np.abs(heard).max() / 4


SWALLOWS = """
import signal
from coach.sound import loop
decode = loop.decode_beside
def swallowing(*arguments):
    try:
        signal.raise_signal(signal.SIGTERM)
    except BaseException:
        pass
    return decode(*arguments)
loop.decode_beside = swallowing
"""


def test_a_signal_that_a_library_swallows_while_all_is_opened_ends_the_session_too(
    env: dict[str, str], routine: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(SWALLOWS)
    with play({**env, "PYTHONPATH": str(tmp_path)}, routine) as playing:
        code, err = playing.end()
    assert (code, err) == (143, "coach: interrupted\n")
    assert not any(line.startswith("Step") for line in playing.lines)


def test_a_routine_from_standard_input_leaves_no_place(env: dict[str, str]) -> None:
    with play(env, "-") as playing:
        out, err = playing.process.communicate(SHORT, timeout=PATIENCE_S)
    assert (playing.process.returncode, err) == (0, "")
    assert out.endswith("Finished.\n")
    assert kept(env) is None


def test_it_plays_though_nobody_reads_and_the_place_cannot_be_kept(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    blocked = {**env, "COACH_STATE": os.devnull}
    command = [sys.executable, "-P", "-m", "coach", "play", "short.yaml"]
    done = subprocess.run(command, env=blocked, cwd=tmp_path, text=True, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stderr.startswith("coach: the place in the session cannot be kept")
    assert done.stderr.count("\n") == 1
