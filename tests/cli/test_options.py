from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.media import Samples
from coach.units import frames_at

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

MASSAGE = "caregiver-hand-massage"
DRAFT = ("timeline", MASSAGE, "--draft")
SURGERY = "After surgery or a fracture, wait until a doctor has cleared this massage."


@pytest.mark.parametrize(("length", "ms"), [("10m", 600_000), ("12m30s", 750_000), ("0:12:00.5", 720_500)])
def test_a_length_is_had_to_the_millisecond(tell: Tell, length: str, ms: int) -> None:
    assert json.loads(tell(*DRAFT, "--json", "--length", length).stdout)["duration_ms"] == ms


@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE), ("export", MASSAGE)])
@pytest.mark.parametrize("length", ["10", "ten minutes", "-3m", ""])
def test_what_is_no_length_is_wrong_usage(tell: Tell, command: tuple[str, ...], length: str) -> None:
    done = tell(*command, f"--length={length}")
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith(f"--length: '{length}' is not a duration; write a number and a unit")


@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE)])
@pytest.mark.parametrize("length", ["0s", "1m", "5h", "25h"])
def test_a_length_that_cannot_be_had_is_told_with_what_can(tell: Tell, command: tuple[str, ...], length: str) -> None:
    done = tell(*command, "--length", length)
    assert (done.stdout, done.code) == ("", 1)
    assert ": this cannot take " in done.stderr
    assert " at least and " in done.stderr


def test_a_condition_is_said_first(tell: Tell) -> None:
    cues = json.loads(tell(*DRAFT, "--json", "--condition", "crps").stdout)["cues"]
    spoken = [cue["text"] for cue in cues if cue["kind"] == "speech"]
    assert spoken[0] == "With this pain syndrome, let every touch be very gentle, so that nothing hurts."
    assert not any("press hard" in text for text in spoken)
    assert sum("stroke lightly" in text for text in spoken) == 2


@pytest.mark.parametrize("command", [DRAFT, ("show", MASSAGE)])
def test_a_condition_that_forbids_the_session_ends_with_its_sentence(tell: Tell, command: tuple[str, ...]) -> None:
    done = tell(*command, "--condition", "recent-surgery")
    told = f"recent-surgery: {SURGERY} (--despite recent-surgery goes on)\n"
    assert (done.stdout, done.stderr, done.code) == ("", told, 1)


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
        (("--condition", "zzz"), "there is no condition 'zzz'; `coach cautions` shows them\n"),
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
    told = f"recent-surgery: {SURGERY} (--despite recent-surgery goes on)\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 1)
    assert list(tmp_path.iterdir()) == []


def test_export_refuses_a_length_that_cannot_be_had(run: Run, tmp_path: Path) -> None:
    done = run("export", MASSAGE, "-o", "s.wav", "--engine", "silent", "--length", "1m")
    assert (done.stdout, done.returncode, done.stderr.count("\n")) == ("", 1, 1)
    assert ": this cannot take 1m: it takes " in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("length", "suffix"), [("10m", ".mp3"), ("20m", ".wav")])
def test_an_export_is_as_long_as_asked_for_to_the_frame(
    run: Run, tmp_path: Path, ffmpeg: Callable[[Path], Samples], length: str, suffix: str
) -> None:
    target = tmp_path / f"session{suffix}"
    run("export", MASSAGE, "-o", target, "--engine", "silent", "--length", length, check=True)
    assert len(ffmpeg(target)) == frames_at(int(length[:-1]) * 60_000)


def test_a_spoken_export_is_as_long_as_asked_for_to_the_frame(
    run: Run, tmp_path: Path, ffmpeg: Callable[[Path], Samples]
) -> None:
    target = tmp_path / "session.mp3"
    run("export", MASSAGE, "-o", target, "--length", "10m", check=True)
    heard = ffmpeg(target)
    assert len(heard) == frames_at(600_000)
    assert 20 * np.log10(np.abs(heard).max()) > -12
