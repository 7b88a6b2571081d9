from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coach.routine.conditions import cautions

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]

ROUTINE = """
title: A short rest
cautions: [recent-surgery]
steps:
  - section: Settle
    steps:
      - {title: Shoulders, say: Let them sink., do: 5s, instead: {arthritis: Rest your hands.}}
"""


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    (tmp_path / "rest.yaml").write_text(ROUTINE)
    return tmp_path / "rest.yaml"


def shown(path: Path) -> str:
    return " ".join(PdfReader(BytesIO(path.read_bytes())).pages[0].extract_text().split())


def test_a_routine_becomes_a_page_of_its_own_name_and_nothing_is_told(tell: Tell, routine: Path) -> None:
    """HTML is what every machine can write."""
    done = tell("sheet", routine)
    assert (done.stdout, done.stderr, done.code) == ("", "", 0)
    assert sorted(path.name for path in routine.parent.iterdir()) == ["rest.html", "rest.yaml"]


def test_a_pdf_is_written_by_its_suffix(tell: Tell, routine: Path) -> None:
    target = routine.with_name("rest.pdf")
    assert tell("sheet", routine, "-o", target).code == 0
    assert "Settle 1 Shoulders Let them sink. 5 s" in shown(target)


def test_html_is_written_by_its_suffix_and_replaces_an_older_one(tell: Tell, routine: Path) -> None:
    target = routine.with_name("old.HTML")
    assert tell("sheet", routine, "-o", target).code == 0
    routine.write_text(ROUTINE.replace("Let them sink.", "Let them fall."))
    assert tell("sheet", routine, "-o", target).code == 0
    assert "Let them fall." in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "name", "wanted"),
    [
        (("--length", "30s"), "rest.html", '<p class="length" dir="ltr">30\u00a0s'),
        (("--condition", "arthritis"), "rest-arthritis.html", "Rest your hands."),
        (("--condition", "recent-surgery", "--despite", "recent-surgery"), "rest-recent-surgery.html", "(for "),
        (("--paper", "Letter"), "rest.html", "size: letter portrait"),
    ],
)
def test_options_are_those_of_other_commands(
    tell: Tell, routine: Path, options: tuple[str, ...], name: str, wanted: str
) -> None:
    assert tell("sheet", routine, *options, "-o", name).code == 0
    assert wanted in (routine.parent / name).read_text("utf-8")


def test_a_sheet_for_a_condition_has_it_in_its_name(tell: Tell, routine: Path) -> None:
    tell("sheet", routine, "--condition", "arthritis")
    assert (routine.parent / "rest-arthritis.html").is_file()


def test_a_condition_that_forbids_the_session_ends_with_its_sentence(tell: Tell, routine: Path) -> None:
    done = tell("sheet", routine, "--condition", "recent-surgery")
    assert (done.code, cautions()["recent-surgery"].say in done.stderr) == (1, True)
    assert [path.name for path in routine.parent.iterdir()] == ["rest.yaml"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-o", "s.doc"), "'s.doc' does not end in a sheet that coach writes; end it in .pdf or .html\n"),
        (("-o", "nowhere/s.pdf"), "there is no folder nowhere; make it, or name another one\n"),
        (("--paper", "a5"), "there is no paper 'a5'; there are a4 and letter\n"),
        (("--length", "soon"), "--length: 'soon' is not a duration"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(tell: Tell, routine: Path, options: tuple[str, ...], message: str) -> None:
    done = tell("sheet", routine, *options)
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith(message)


def test_a_folder_that_cannot_be_written_is_told(tell: Tell, routine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (closed := routine.parent / "closed").mkdir()
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed and may(path, mode))  # root may all
    done = tell("sheet", routine, "-o", closed / "s.pdf")
    assert (done.code, "is read-only" in done.stderr) == (2, True)


def test_the_routine_itself_is_never_replaced(tell: Tell, routine: Path) -> None:
    (link := routine.with_name("link.html")).symlink_to(routine)
    done = tell("sheet", routine, "-o", link)
    assert (done.code, "is a routine of this session" in done.stderr) == (2, True)
    assert routine.read_text() == ROUTINE


def test_a_routine_on_standard_input_needs_a_name(tell: Tell) -> None:
    assert tell("sheet", "-", stdin=ROUTINE).stderr.endswith("name the file to write with -o\n")
    assert tell("sheet", "-", "-o", "s.html", stdin=ROUTINE).code == 0


def test_more_pages_than_one_and_letters_of_other_fonts_are_told(tell: Tell, tmp_path: Path) -> None:
    steps = "".join(f"  - {{say: {'Stroke the palm slowly. ' * 6}, do: 3s}}\n" for _ in range(60))
    (tmp_path / "long.yaml").write_text(f"title: 手\nsteps:\n{steps}", "utf-8")
    done = tell("sheet", "long.yaml", "-o", "s.html")
    few = "coach: the sheet has as many words as there is room for; `coach transcript long.yaml` tells all\n"
    assert done.stdout == few
    assert done.stderr.startswith("coach: the sheet takes ")
    assert done.stderr.count("\n") == 1
    (tmp_path / "short.yaml").write_text("title: 手\nsteps: [{say: Sit., do: 3s}]\n", "utf-8")
    done = tell("sheet", "short.yaml", "-o", "short.pdf")
    assert (done.code, done.stderr.startswith("coach: DejaVu Sans lacks 手: ")) == (0, True)


def test_the_words_of_a_routine_in_another_language_are_shown_by_its_own_command(tell: Tell) -> None:
    done = tell("sheet", "de/caregiver-hand-massage", "-o", "s.html")
    assert "`coach transcript de/caregiver-hand-massage` tells all" in done.stdout


def test_a_session_of_very_many_steps_is_none_for_a_wall(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("title: A\nsteps:\n" + "  - {say: Sit., do: 3s}\n" * 1_001, "utf-8")
    done = tell("sheet", "book.yaml", "-o", "s.html")
    assert (done.code, done.stderr.startswith("a sheet shows 1,000 steps at most, and this session has 1,001")) == (
        1,
        True,
    )
    assert [path.name for path in tmp_path.iterdir()] == ["book.yaml"]


def test_coach_starts_without_typst_and_matplotlib() -> None:
    code = "import sys, coach.cli.app, coach.export.wall_sheet; print({'typst', 'matplotlib'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
