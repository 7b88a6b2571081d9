from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.routine.conditions import cautions
from coach.session_options import SessionOptions
from coach.units import frames_at

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

MASSAGE = "caregiver-hand-massage"
DRAFT = ("timeline", MASSAGE)
SURGERY = cautions()["recent-surgery"].say


@pytest.mark.parametrize(("length", "ms"), [("10m", 600_000), ("12m30s", 750_000), ("0:12:00.5", 720_500)])
def test_a_length_is_had_to_the_millisecond(tell: Tell, length: str, ms: int) -> None:
    assert json.loads(tell(*DRAFT, "--json", "--length", length).stdout)["duration_ms"] == ms


@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE), ("export", MASSAGE)])
@pytest.mark.parametrize("length", ["10", "ten minutes", "-3m", ""])
def test_what_is_no_length_is_wrong_usage(tell: Tell, command: tuple[str, ...], length: str) -> None:
    done = tell(*command, f"--length={length}")
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith(f"--length: '{length}' is not a duration; write ")


@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE)])
@pytest.mark.parametrize("length", ["0s", "1m", "5h", "25h"])
def test_a_length_that_cannot_be_had_is_told_with_what_can(tell: Tell, command: tuple[str, ...], length: str) -> None:
    done = tell(*command, "--length", length)
    assert (done.stdout, done.code) == ("", 1)
    assert ": this cannot take " in done.stderr
    assert " at least and " in done.stderr


def test_a_condition_is_said_first(tell: Tell, tmp_path: Path) -> None:
    steps = "each: {hand: [left, right]}, steps: [{say: Press hard., instead: {crps: Stroke lightly.}}]"
    (tmp_path / "hard.yaml").write_text(f"title: T\ncautions: [crps]\nsteps: [{{{steps}}}]\n")
    cues = json.loads(tell("timeline", "hard.yaml", "--json", "--condition", "crps").stdout)["cues"]
    spoken = [cue["text"] for cue in cues if cue["kind"] == "speech"]
    assert spoken == [cautions()["crps"].say, "Stroke lightly.", "Stroke lightly."]


@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE)])
def test_a_condition_that_forbids_the_session_ends_with_its_sentence(tell: Tell, command: tuple[str, ...]) -> None:
    done = tell(*command, "--condition", "recent-surgery")
    told = f"recent-surgery: {SURGERY} (--despite recent-surgery goes on, if a doctor has cleared it)\n"
    assert (done.stdout, done.stderr, done.code) == ("", told, 1)


def test_what_goes_on_says_what_has_to_be_so(tell: Tell) -> None:
    told = tell("show", "box-breathing", "--condition", "driving").stderr
    assert told.endswith("(--despite driving goes on, for a time without a wheel or a machine)\n")


@pytest.mark.parametrize("typed", ["CRPS", "Crps", " crps"])
def test_a_condition_is_understood_with_capitals_and_called_by_its_name(tell: Tell, tmp_path: Path, typed: str) -> None:
    assert tell("show", MASSAGE, "--condition", typed) == tell("show", MASSAGE, "--condition", "crps")
    assert tell("sheet", MASSAGE, "--condition", typed, "-o", "s.html").code == 0
    assert "(for CRPS)" in (tmp_path / "s.html").read_text("utf-8")
    assert SessionOptions(conditions=typed, despite=[typed]).conditions == ("crps",)


def test_each_condition_that_forbids_is_told(tell: Tell) -> None:
    done = tell(*DRAFT, "--condition", "skin-infection", "--condition", "recent-surgery")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["skin-infection", "recent-surgery"]


def test_despite_goes_on_for_that_condition_alone(tell: Tell) -> None:
    both = ("--condition", "skin-infection", "--condition", "recent-surgery")
    done = tell(*DRAFT, *both, "--despite", "recent-surgery")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["skin-infection"]
    assert tell(*DRAFT, *both, "--despite", "recent-surgery", "--despite", "skin-infection").code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--condition", "pregnant"), "there is no condition 'pregnant'; did you mean 'pregnancy'?\n"),
        (
            ("--condition", "zzz"),
            "there is no condition 'zzz'; `coach cautions` shows them, and any-condition stands for any other\n",
        ),
        (("--condition", "recent-surgery", "--despite", "surgery"), "there is no condition 'surgery'; "),
        (("--despite", "recent-surgery"), "--despite recent-surgery goes with --condition recent-surgery\n"),
    ],
)
@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE)])
def test_a_wrong_condition_is_wrong_usage(
    tell: Tell, command: tuple[str, ...], options: tuple[str, ...], message: str
) -> None:
    done = tell(*command, *options)
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith(message)


def test_export_refuses_in_the_same_words_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("export", MASSAGE, "-o", "s.wav", "--engine", "silent", "--condition", "recent-surgery")
    told = f"recent-surgery: {SURGERY} (--despite recent-surgery goes on, if a doctor has cleared it)\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 1)
    assert list(tmp_path.iterdir()) == []


def test_export_refuses_a_length_that_cannot_be_had(run: Run, tmp_path: Path) -> None:
    done = run("export", MASSAGE, "-o", "s.wav", "--engine", "silent", "--length", "1m")
    assert (done.stdout, done.returncode, done.stderr.count("\n")) == ("", 1, 1)
    assert ": this cannot take 1m: it takes " in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("length", "suffix"), [("3m", ".mp3"), ("7m", ".wav")])
def test_an_export_is_as_long_as_asked_for_to_the_frame(
    run: Run, tmp_path: Path, ffmpeg: Callable[[Path], Samples], length: str, suffix: str
) -> None:
    target = tmp_path / f"session{suffix}"
    run("export", "desk-break", "-o", target, "--engine", "silent", "--length", length, check=True)
    assert len(ffmpeg(target)) == frames_at(int(length[:-1]) * 60_000)


def test_a_spoken_export_is_as_long_as_asked_for_to_the_frame(
    run: Run, tmp_path: Path, ffmpeg: Callable[[Path], Samples]
) -> None:
    target = tmp_path / "session.mp3"
    run("export", "desk-break", "-o", target, "--length", "3m30s", check=True)
    heard = ffmpeg(target)
    assert len(heard) == frames_at(210_000)
    assert 20 * np.log10(np.abs(heard).max()) > -12


SHORT = "title: A short rest\nbackground: {sound: none}\nsteps:\n  - say: This is the end.\n"


@pytest.mark.parametrize("command", [("show",), ("timeline",), ("check", "--strict")])
def test_a_dash_reads_the_routine_from_standard_input(tell: Tell, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    done = tell(*command, "-", stdin=SHORT)
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout == tell(*command, "short.yaml").stdout != ""


@pytest.mark.parametrize("command", [("show",), ("timeline",), ("check",), ("export", "-o", "s.wav")])
def test_a_problem_on_standard_input_is_told_with_its_place(
    tell: Tell, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = tell(*command, "-", stdin="title: T\nsteps:\n  - sya: Hi\n")
    assert (done.stderr, done.code) == ("<stdin>:3:5: unknown key 'sya' (did you mean 'say'?)\n", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("show",), ("timeline",), ("check",), ("export", "-o", "s.wav")])
def test_an_empty_standard_input_is_told(tell: Tell, command: tuple[str, ...]) -> None:
    done = tell(*command, "-", stdin="")
    assert (done.stderr.startswith("<stdin>:1:1: this file is empty"), done.code) == (True, 1)


def test_a_warning_on_standard_input_is_told_with_its_place(tell: Tell) -> None:
    done = tell("check", "-", "--strict", stdin="title: T\nsteps:\n  - say: Shake your hand.\n")
    assert done.stderr.startswith("<stdin>:3:5: warning[no-closing]: ")
    assert (done.stdout, done.code) == ("1 routine checked: 1 warning\n", 1)


def test_standard_input_is_checked_beside_files(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    done = tell("check", "short.yaml", "-", "desk-break", stdin=SHORT)
    assert (done.stdout, done.code) == ("3 routines checked: nothing to mend\n", 0)


def test_options_hold_for_standard_input(tell: Tell) -> None:
    text = SHORT.replace("steps:\n", "steps:\n  - {say: Press., do: 1m, instead: {arthritis: Rest.}}\n")
    options = ("--json", "--length", "1m30s", "--condition", "arthritis")
    shown = json.loads(tell("timeline", "-", *options, stdin=text).stdout)
    assert shown["duration_ms"] == 90_000
    assert "Rest." in [cue["text"] for cue in shown["cues"]]


def test_an_export_of_standard_input_is_that_of_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    run("export", "-", "-o", "typed.wav", stdin=SHORT, check=True)
    run("export", "short.yaml", "-o", "filed.wav", check=True)
    assert (tmp_path / "typed.wav").read_bytes() == (tmp_path / "filed.wav").read_bytes()


def test_a_timeline_of_standard_input_is_spoken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SHORT)
    done = run("timeline", "-", stdin=SHORT, check=True)
    assert done.stdout == run("timeline", "short.yaml", check=True).stdout
    assert "This is the end." in done.stdout


def test_an_export_of_standard_input_without_a_name_ends_with_2_before_it_reads(run: Run, tmp_path: Path) -> None:
    done = run("export", "-", stdin="no routine")
    told = "coach: a routine on standard input has no name; name the file to write with -o\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 2)
    assert list(tmp_path.iterdir()) == []
