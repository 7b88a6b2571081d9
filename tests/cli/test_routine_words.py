"""A ROUTINE on the command line: a part of its name, or several words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from coach.cli.app import command_line
from coach.cli.command_parser import ROUTINE
from coach.routine.routine_files import bundled_routines

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

TAKING = [
    name
    for name, command in typer.main.get_group(command_line()).commands.items()
    if any(parameter.metavar == ROUTINE for parameter in command.params)
]


def test_all_commands_of_a_routine_take_words() -> None:
    of_routines = "copy edit export lines page picture play sheet show timeline transcript"
    assert sorted(TAKING) == of_routines.split()


@pytest.mark.parametrize("command", ["show", "timeline", "transcript"])
def test_words_are_the_routine_that_they_name(tell: Tell, command: str) -> None:
    whole = tell(command, "healing-hands", "--length", "15m")
    assert whole.code == 0
    assert tell(command, "Healing", "hands", "--length", "15m") == whole
    assert tell(command, "--length", "15m", "healing") == whole


@pytest.mark.parametrize("command", TAKING)
def test_no_command_guesses_where_several_fit(tell: Tell, tmp_path: Path, command: str) -> None:
    done = tell(command, "hand massage", *(["x.yaml"] if command == "copy" else []))
    heading, *shown = done.stderr.splitlines()
    assert (done.stdout, done.code) == ("", 2)
    assert heading == "'hand massage' fits 2 routines; type more of the one that is meant:"
    assert [line.partition(":")[0].strip() for line in shown] == ["caregiver-hand-massage", "self-hand-massage"]
    assert [*tmp_path.iterdir()] == []


def test_a_file_is_called_by_the_whole_name(run: Run, tmp_path: Path) -> None:
    run("export", "desk", "--engine", "silent", "--length", "2m", check=True)
    assert (tmp_path / "desk-break.mp3").is_file()


def test_a_part_of_a_name_is_copied_and_checked(tell: Tell, tmp_path: Path) -> None:
    assert tell("copy", "Reflex", "mine.yaml").code == 0
    assert (tmp_path / "mine.yaml").read_bytes() == bundled_routines()["reflex-points"].read_bytes()
    assert tell("check", "--strict", "reflex", "sore hands").stdout == "2 routines checked: nothing to mend\n"


def test_a_name_that_fits_several_is_told_on_standard_error(run: Run) -> None:
    done = run("show", "hands")
    assert (done.stdout, done.returncode, len(done.stderr.splitlines())) == ("", 2, 5)
    assert done.stderr.splitlines()[-1] == "  and 5 more; `coach list` shows all"
