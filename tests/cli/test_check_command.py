from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.routine.routine_files import bundled_routines
from coach.timeline.lint import ALWAYS, RULES

pytestmark = pytest.mark.unit

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

CLEAN = "title: T\nsteps:\n  - say: This is the end.\n"
WORSE = "title: T\nsteps:\n  - say: Shake your hand.\n"
BROKEN = "title: T\nstep: 1\nsteps:\n  - sya: Rest.\n"
WARNING = "3:5: warning[no-closing]: no closing step after this (end with a step that says it is the end)"
ERRORS = ["2:1: unknown key 'step' (did you mean 'steps'?)", "4:5: unknown key 'sya' (did you mean 'say'?)"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    for name, text in (("a.yaml", CLEAN), ("b.yaml", WORSE), ("inner/c.yml", CLEAN), ("notes.txt", "no routine")):
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_nothing_to_mend_is_told_in_a_line(tell: Tell) -> None:
    done = tell("check", "a.yaml")
    assert (done.stdout, done.stderr, done.code) == ("1 routine checked: nothing to mend\n", "", 0)


@pytest.mark.usefixtures("folder")
def test_a_warning_is_told_with_its_place_and_fails_nothing(tell: Tell) -> None:
    done = tell("check", "b.yaml")
    assert (done.stderr, done.code) == (f"b.yaml:{WARNING}\n", 0)
    assert done.stdout == "1 routine checked: 1 warning\n"


@pytest.mark.usefixtures("folder")
def test_a_warning_fails_where_it_is_strict(tell: Tell) -> None:
    assert tell("check", "b.yaml", "--strict").code == 1
    assert tell("check", "a.yaml", "--strict").code == 0


def test_a_broken_routine_is_told_with_every_problem(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    done = tell("check", "broken.yaml")
    assert (done.stderr.splitlines(), done.code) == ([f"broken.yaml:{error}" for error in ERRORS], 1)
    assert done.stdout == "1 routine checked: 2 problems\n"


def test_a_background_that_is_not_there_is_told_beside_what_could_be_better(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(WORSE.replace("steps", "background: {sound: rian}\nsteps"))
    done = tell("check", "r.yaml")
    assert done.stderr.splitlines()[0] == "r.yaml:2:14: there is no background 'rian' (did you mean 'rain'?)"
    assert (done.stdout, done.code) == ("1 routine checked: 1 problem, 1 warning\n", 1)


def test_a_broken_routine_hides_no_other(tell: Tell, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN)
    done = tell("check", "broken.yaml", "a.yaml", "b.yaml")
    assert done.stderr.splitlines() == [f"b.yaml:{WARNING}", *(f"broken.yaml:{error}" for error in ERRORS)]
    assert (done.stdout, done.code) == ("3 routines checked: 2 problems, 1 warning\n", 1)


@pytest.mark.usefixtures("folder")
def test_a_folder_is_searched_with_all_in_it(tell: Tell) -> None:
    done = tell("check", ".")
    assert done.stdout == "3 routines checked: 1 warning\n"
    assert done.stderr == f"b.yaml:{WARNING}\n"


@pytest.mark.usefixtures("folder")
def test_a_routine_that_is_named_twice_is_told_once(tell: Tell) -> None:
    assert tell("check", "b.yaml", "b.yaml").stderr == f"b.yaml:{WARNING}\n"


def test_a_folder_without_routines_is_wrong_usage(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = tell("check", "empty")
    assert (done.stdout, done.stderr, done.code) == ("", "there are no routine files in empty\n", 2)


@pytest.mark.parametrize("path", ["nowhere.yaml", "nowhere/at/all", "caregiver-hand-masage"])
def test_a_routine_that_is_not_there_is_wrong_usage(tell: Tell, path: str) -> None:
    done = tell("check", path)
    assert (done.stdout, done.code) == ("", 2)
    assert "there is no " in done.stderr


def test_nothing_to_check_is_wrong_usage(tell: Tell) -> None:
    done = tell("check")
    assert (done.stdout, done.code) == ("", 2)
    assert "name routine files or folders" in done.stderr


def test_the_bundled_routines_are_clean(tell: Tell) -> None:
    names = list(bundled_routines())
    done = tell("check", "--strict", *names)
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout == f"{len(names)} routines checked: nothing to mend\n"


@pytest.mark.usefixtures("folder")
def test_findings_for_programs_are_json_and_nothing_else(tell: Tell) -> None:
    done = tell("check", "a.yaml", "b.yaml", "--format", "json")
    assert (done.stderr, done.code) == ("", 0)
    assert json.loads(done.stdout) == [
        {
            "file": "b.yaml",
            "line": 3,
            "column": 5,
            "message": "no closing step after this",
            "hint": "end with a step that says it is the end",
            "code": "no-closing",
            "severity": "warning",
        }
    ]


def test_problems_for_programs_fail_too(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    done = tell("check", "broken.yaml", "--format", "json")
    assert [(found["severity"], found["code"]) for found in json.loads(done.stdout)] == [("error", "")] * 2
    assert done.code == 1


def test_nothing_found_is_an_empty_list_for_programs(tell: Tell, folder: Path) -> None:
    assert json.loads(tell("check", folder / "a.yaml", "--format", "json").stdout) == []


def test_an_unknown_format_is_wrong_usage(tell: Tell) -> None:
    done = tell("check", "x.yaml", "--format", "xml")
    assert (done.stdout, done.code) == ("", 2)
    assert "'xml'" in done.stderr


@pytest.mark.parametrize("code", [*RULES, *ALWAYS])
def test_every_code_can_be_explained(tell: Tell, code: str) -> None:
    done = tell("check", "--explain", code)
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout.startswith(f"{code}: ")


def test_an_unknown_code_is_told_with_all_that_there_are(tell: Tell) -> None:
    done = tell("check", "--explain", "xylophone")
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith("there is no code 'xylophone'; there are ")
    assert all(code in done.stderr for code in (*RULES, *ALWAYS))


@pytest.mark.parametrize("option", [(), ("--strict",)])
def test_json_is_the_format_for_programs_and_explains_nothing(
    tell: Tell, tmp_path: Path, option: tuple[str, ...]
) -> None:
    (tmp_path / "b.yaml").write_text(WORSE)
    assert tell("check", "b.yaml", "--json", *option) == tell("check", "b.yaml", "--format", "json", *option)


def test_a_length_that_the_routine_cannot_have_is_a_problem(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text("title: T\nlength: 1s\nsteps:\n  - say: This is the end.\n")
    done = tell("check", "short.yaml")
    assert done.code == 1
    assert done.stderr.startswith("short.yaml:2:1: this cannot take 1s: it takes ")


@pytest.mark.usefixtures("folder")
def test_streams_and_exit_codes_hold_in_a_process_of_its_own(run: Run) -> None:
    done = run("check", "--strict", ".")
    told = ("3 routines checked: 1 warning\n", f"b.yaml:{WARNING}\n", 1)
    assert (done.stdout, done.stderr, done.returncode) == told
