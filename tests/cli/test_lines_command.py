from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.speech.recordings.line_list import HEADER
from coach.speech.recordings.line_names import line_name
from tests.speech.recordings.making import in_a_room, syllables, write_line

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]
ROUTINE = """
title: A rest
steps:
  - {say: Let your shoulders sink., pause: 3s}
  - {say: Breathe out slowly., pause: 3s}
"""
FIRST, SECOND, THIRD = "Let your shoulders sink.", "Breathe out slowly.", "Rest."
ANSWERS = 2


@pytest.fixture
def rest(tmp_path: Path) -> Path:
    (tmp_path / "rest.yaml").write_text(ROUTINE)
    return tmp_path / "rest.yaml"


def name(text: str) -> str:
    return line_name(text, "en")


def test_all_lines_are_written_to_read_from_and_as_a_table(tell: Tell, rest: Path) -> None:
    done = tell("lines", "rest.yaml", "-o", "mine")
    assert (done.stdout, done.stderr, done.code) == ("mine/rest-lines.txt: 4 lines, 0 of them recorded\n", "", 0)
    folder = rest.parent / "mine"
    assert sorted(path.name for path in folder.iterdir()) == ["rest-lines.tsv", "rest-lines.txt"]
    rows = (folder / "rest-lines.tsv").read_text("utf-8-sig").splitlines()
    assert (rows[0], len(rows)) == ("\t".join(HEADER), 1 + 2 + ANSWERS)
    assert f"   1  {FIRST}\n      {name(FIRST)}, 2 s\n" in (folder / "rest-lines.txt").read_text("utf-8")


def test_the_words_of_the_verbs_are_there_where_a_switch_scans_them(
    tell: Tell, rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CONFIG", str(rest.parent))
    (rest.parent / "keys.yaml").write_text("scanning: one\nscan: [slower, pause or continue]\n")
    done = tell("lines", "rest.yaml", "-o", "mine")
    assert done.stdout == "mine/rest-lines.txt: 7 lines, 0 of them recorded\n"
    told = (rest.parent / "mine" / "rest-lines.txt").read_text("utf-8")
    _, _, offered = told.partition("Only said by `coach play`, as it offers verbs to a switch\n")
    assert [line.split("  ")[-1] for line in offered.splitlines() if line.startswith("   ") and "." in line] == [
        "Slower.",
        "Pause.",
        "Go on.",
    ]


def test_what_is_recorded_and_what_is_left_is_told(tell: Tell, rest: Path) -> None:
    tell("lines", "rest.yaml", "-o", "mine")
    write_line(rest.parent / "mine", FIRST, in_a_room(syllables(5)))
    lines = tell("lines", "rest.yaml", "-o", "mine").stdout.splitlines()
    assert lines[:3] == [
        "mine/rest-lines.txt: 4 lines, 1 of them recorded",
        "to record (3):",
        f"  {name(SECOND)}: “{SECOND}”",
    ]


def test_after_a_change_what_is_new_and_what_is_no_longer_said_is_told_and_recordings_stay(
    tell: Tell, rest: Path
) -> None:
    tell("lines", "rest.yaml", "-o", "mine")
    kept = write_line(rest.parent / "mine", SECOND, in_a_room(syllables(5)))
    before = kept.read_bytes()
    rest.write_text(ROUTINE.replace(SECOND, THIRD))
    done = tell("lines", "rest.yaml", "-o", "mine").stdout
    assert f"new (1):\n  {name(THIRD)}: “{THIRD}”\n" in done
    assert f"no longer said (1):\n  {name(SECOND)}: “{SECOND}”\n" in done
    assert kept.read_bytes() == before
    again = tell("lines", "rest.yaml", "-o", "mine").stdout
    assert "new (" not in again
    assert "no longer" not in again


def test_a_recording_of_yesterday_fits_when_the_routine_changes_elsewhere(tell: Tell, rest: Path) -> None:
    (rest.parent / "mine").mkdir()
    write_line(rest.parent / "mine", SECOND, in_a_room(syllables(5)))
    rest.write_text(ROUTINE.replace("steps:", "steps:\n  - {say: Sit down., pause: 9s}").replace("A rest", "B"))
    assert "6 lines, 1 of them recorded" in tell("lines", "rest.yaml", "-o", "mine").stdout


def test_a_line_that_another_routine_says_is_still_said(tell: Tell, rest: Path) -> None:
    (rest.parent / "other.yaml").write_text(ROUTINE)
    for routine in ("other.yaml", "rest.yaml"):
        tell("lines", routine, "-o", "mine")
    os.mkfifo(rest.parent / "mine" / "some-lines.tsv")
    rest.write_text(ROUTINE.replace(SECOND, THIRD))
    assert "no longer said" not in tell("lines", "rest.yaml", "-o", "mine").stdout


def test_recordings_that_cannot_be_used_or_could_be_better_are_told(tell: Tell, rest: Path) -> None:
    (rest.parent / "mine").mkdir()
    write_line(rest.parent / "mine", FIRST, np.clip(in_a_room(syllables(5, -4)), -1, 1))
    (rest.parent / "mine" / f"{name(SECOND)}.wav").write_text("words")
    done = tell("lines", "rest.yaml", "-o", "mine")
    assert (
        f"cannot be used (1):\n  {name(SECOND)}: {name(SECOND)}.wav: it is no sound that can be read\n" in done.stdout
    )
    assert f"could be better (1):\n  {name(FIRST)}.wav: it is clipped" in done.stdout
    assert done.code == 0


def test_when_all_is_there_it_is_told_how_to_hear_it(tell: Tell, rest: Path) -> None:
    rest.write_text("title: X\nlanguage: ja\nsteps:\n  - {say: Rest., pause: 5s}\n")
    (rest.parent / "mine").mkdir()
    path = write_line(rest.parent / "mine", THIRD, in_a_room(syllables(3)))
    path.rename(path.with_stem(line_name(THIRD, "ja")))
    assert tell("lines", "rest.yaml", "-o", "mine").stdout.endswith("all is there; `--voice mine/` speaks it\n")
    done = tell("lines", "rest.yaml", "-o", "mine", "--record")
    assert (done.stdout.splitlines()[-1], done.code) == ("nothing is left to record", 0)


def test_a_routine_on_standard_input_and_one_for_a_condition_are_listed(tell: Tell, tmp_path: Path) -> None:
    done = tell("lines", "desk-break", "-o", "mine", "--condition", "crps", "--length", "4m")
    assert (done.stderr, done.code) == ("", 0)
    assert "pain syndrome" in (tmp_path / "mine" / "desk-break-lines.txt").read_text("utf-8").casefold()


@pytest.mark.parametrize("file", ["rest-lines.txt", "rest-lines.tsv"])
def test_somebody_elses_file_is_not_written_over(tell: Tell, rest: Path, file: str) -> None:
    (rest.parent / "mine").mkdir()
    (rest.parent / "mine" / file).write_text("my own notes")
    done = tell("lines", "rest.yaml", "-o", "mine")
    assert done.stderr == f"mine/{file} is no list of lines, and stays as it is; name another folder\n"
    assert done.code == 2
    assert (rest.parent / "mine" / file).read_text() == "my own notes"
    assert len([*(rest.parent / "mine").iterdir()]) == 1


@pytest.mark.parametrize(
    ("folder", "told"),
    [("rest.yaml", "rest.yaml is no folder; name another one"), ("no/where", "there is no folder no; make it first")],
)
def test_a_folder_that_cannot_be_is_wrong_usage(tell: Tell, rest: Path, folder: str, told: str) -> None:
    assert rest.exists()
    done = tell("lines", "rest.yaml", "-o", folder)
    assert (done.stdout, done.stderr, done.code) == ("", f"{told}\n", 2)
