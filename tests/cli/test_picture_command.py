from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from coach.routine.conditions import cautions

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

SVG = "{http://www.w3.org/2000/svg}"
ROUTINE = """
title: A short rest
background: {sound: warm-pad}
steps:
  - section: Settle
    steps:
      - say: Let your shoulders sink.
        do: 5s
        instead: {arthritis: Rest your hands.}
"""


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    (tmp_path / "rest.yaml").write_text(ROUTINE)
    return tmp_path / "rest.yaml"


def told(path: Path) -> str:
    """What a screen reader says of a picture."""
    return etree.parse(path).getroot().findtext(f"{SVG}desc") or ""


def test_a_routine_becomes_a_picture_of_its_own_name(run: Run, routine: Path) -> None:
    done = run("picture", routine.name, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert sorted(path.name for path in routine.parent.iterdir()) == ["rest.svg", "rest.yaml"]
    words = [text.text for text in etree.parse(routine.with_suffix(".svg")).iter(f"{SVG}text")]
    assert {"A short rest", "Settle"} <= set(words)
    assert any(str(text).startswith("warm-pad, clearly under the voice (16 LU while it speaks") for text in words)


def test_its_levels_are_those_of_the_session(run: Run, routine: Path) -> None:
    run("picture", routine, "--mix", "accessible", "-o", "s.svg", check=True)
    assert "background warm-pad, voice at least 20.0 LU over it" in told(routine.parent / "s.svg")


def test_it_can_be_a_png(run: Run, routine: Path) -> None:
    run("picture", routine, "-o", "s.png", check=True)
    with Image.open(routine.parent / "s.png") as image:
        assert (image.format, image.size) == ("PNG", (2400, 920))


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--length", "25s"), "A session over time: 0:25, "),
        (("--background", "rain"), "background rain"),
        (("--background", "none"), "1 step. Sections"),
        (("--mix", "none"), "1 step. Sections"),
        (("--profile", "audiobook"), "Settle from 0:01"),
        (("--condition", "arthritis"), " 2 steps, "),
    ],
)
def test_options_are_those_of_an_export(run: Run, routine: Path, options: tuple[str, ...], wanted: str) -> None:
    run("picture", routine, "--engine", "silent", *options, check=True)
    assert wanted in told(routine.with_suffix(".svg"))


def test_a_voice_can_be_chosen(run: Run, routine: Path) -> None:
    done = run("picture", routine, "--voice", "nobody")
    assert (done.stdout, done.returncode != 0, "nobody" in done.stderr) == ("", True, True)


def test_a_condition_that_forbids_the_session_ends_with_its_sentence(run: Run, tmp_path: Path) -> None:
    done = run("picture", "caregiver-hand-massage", "--engine", "silent", "--condition", "recent-surgery")
    sentence = cautions()["recent-surgery"].say
    assert (done.stderr, done.returncode) == (
        f"recent-surgery: {sentence} (--despite recent-surgery goes on, if a doctor has cleared it)\n",
        1,
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("s.jpg", "coach: 's.jpg' does not end in a picture that coach draws; end it in .svg or .png\n"),
        ("nowhere/s.svg", "coach: there is no folder nowhere; make it, or name another one\n"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_spoken(
    run: Run, routine: Path, name: str, message: str
) -> None:
    cache = routine.parent / "cache"
    done = run("picture", routine, "-o", name, env={**os.environ, "COACH_CACHE": str(cache)})
    assert (done.stdout, done.stderr, done.returncode) == ("", message, 2)
    assert not cache.exists()


def test_a_routine_on_standard_input_needs_a_name(run: Run, tmp_path: Path) -> None:
    done = run("picture", "-", stdin="no routine")
    message = "coach: a routine on standard input has no name; name the file to write with -o\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", message, 2)
    run("picture", "-", "-o", "s.svg", "--engine", "silent", stdin=ROUTINE, check=True)
    assert told(tmp_path / "s.svg").startswith("A session over time: ")


def test_what_is_no_length_is_wrong_usage(tell: Tell) -> None:
    done = tell("picture", "desk-break", "--length", "ten minutes")
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith("--length: 'ten minutes' is not a duration")


def test_no_command_loads_matplotlib_before_it_draws() -> None:
    code = (
        "import sys, coach.cli.app, coach.cli.picture_command, coach.export.picture; print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(("style", "name"), [("overview", "rest.svg"), ("notes", "rest.svg"), ("cover", "rest.jpg")])
def test_a_style_is_drawn_into_a_file_of_its_own_kind(run: Run, routine: Path, style: str, name: str) -> None:
    done = run("picture", routine.name, "--style", style, "--engine", "silent")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert (routine.parent / name).stat().st_size > 2000


def test_a_style_that_there_is_not_is_wrong_usage_before_anything_is_spoken(tell: Tell, routine: Path) -> None:
    done = tell("picture", routine.name, "--style", "poster")
    told = "there is no style 'poster'; there are overview, notes, cover\n"
    assert (done.stdout, done.stderr, done.code) == ("", told, 2)
