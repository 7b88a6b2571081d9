"""`coach draft`: a how-to text on a disk or from a pipe → a routine on standard output or in a new file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.routine.loader import parse_routine
from tests.processes import Child

pytestmark = pytest.mark.unit

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

TEXT = "Hand rub\n\nRub your left hand for 30 seconds.\n\nRepeat on the other hand.\n"
PAGE = "<!DOCTYPE html><title>Hand rub</title><body><nav>Home</nav><h1>Hand rub</h1><p>Rub your hands twice.</p>"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    (tmp_path / "rub.txt").write_text(TEXT)
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path / "rub.txt"


@pytest.mark.usefixtures("text")
def test_a_draft_goes_to_standard_output(tell: Tell) -> None:
    done = tell("draft", "rub.txt")
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout.startswith("# Drafted by coach from rub.txt.")
    assert parse_routine(done.stdout.encode(), "FILE").title == "Hand rub"


@pytest.mark.usefixtures("text")
def test_a_draft_goes_into_a_new_file(tell: Tell, tmp_path: Path) -> None:
    done = tell("draft", "rub.txt", "-o", "rub.yaml")
    assert (done.stdout, done.stderr, done.code) == ("", "", 0)
    assert (tmp_path / "rub.yaml").read_text() == tell("draft", "rub.txt").stdout


@pytest.mark.usefixtures("text")
def test_a_file_that_is_there_is_kept(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "rub.yaml").write_text("mine")
    done = tell("draft", "rub.txt", "-o", "rub.yaml")
    assert (done.stdout, done.code) == ("", 2)
    assert "rub.yaml" in done.stderr
    assert (tmp_path / "rub.yaml").read_text() == "mine"


@pytest.mark.usefixtures("text")
def test_a_folder_that_is_missing_is_told(tell: Tell, tmp_path: Path) -> None:
    done = tell("draft", "rub.txt", "-o", "none/rub.yaml")
    assert (done.stdout, done.code) == ("", 2)
    assert "none" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_minus_is_standard_input(tell: Tell) -> None:
    done = tell("draft", "-", stdin=TEXT)
    assert done.code == 0
    assert done.stdout.startswith("# Drafted by coach from standard input.")
    assert parse_routine(done.stdout.encode(), "FILE").title == "Hand rub"


def test_a_page_from_standard_input_is_known_as_one(tell: Tell) -> None:
    done = tell("draft", "-", stdin=PAGE)
    assert "title: Hand rub\n" in done.stdout
    assert "left out (the page around the text): Home" in done.stdout


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "file:1:1: this is not text (save the page as text or HTML first)"),
        (b"", "file:1:1: no instructions were found in this text (is it a how-to text in English, German or Spanish?)"),
        (
            b"The skin is warm.\n",
            "file:1:1: no instructions were found in this text (is it a how-to text in English, German or Spanish?)",
        ),
    ],
)
def test_what_is_no_how_to_text_is_refused(tell: Tell, tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "file").write_bytes(data)
    done = tell("draft", "file", "-o", "new.yaml")
    assert (done.stdout, done.stderr, done.code) == ("", f"{message}\n", 1)
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_file_is_told(tell: Tell, name: str) -> None:
    done = tell("draft", name)
    assert (done.stdout, done.code) == ("", 2)
    assert name in done.stderr


def test_without_a_text_it_tells_how_it_is_used(tell: Tell) -> None:
    assert tell("draft").code == 2


@pytest.mark.usefixtures("text")
def test_a_draft_is_checked_by_a_pipe(tell: Tell) -> None:
    drafted = tell("draft", "rub.txt").stdout
    done = tell("check", "-", stdin=drafted)
    assert done.code == 0
    assert done.stdout.startswith("1 routine checked")
    assert "error" not in done.stderr


def piped(folder: Path, *export: str) -> list[tuple[int, str]]:
    """`coach draft page.html | coach export - ...` as two processes: their codes and what they said."""
    coach = [sys.executable, "-P", "-m", "coach"]
    draft = Child[bytes](
        [*coach, "draft", "page.html"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=os.environ
    )
    assert draft.stdout is not None
    assert draft.stderr is not None
    done = subprocess.run(
        [*coach, "export", "-", *export], stdin=draft.stdout, capture_output=True, cwd=folder, timeout=120, check=False
    )
    draft.stdout.close()
    with draft.stderr as said:
        complaint = said.read().decode()
    return [(draft.wait(timeout=60), complaint), (done.returncode, (done.stdout + done.stderr).decode())]


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("engine", [["--engine", "silent"], []], ids=["silent", "real voice"])
def test_a_draft_is_exported_by_a_pipe(tmp_path: Path, engine: list[str]) -> None:
    assert piped(tmp_path, "-o", "rub.mp3", *engine) == [(0, ""), (0, "")]
    assert (tmp_path / "rub.mp3").stat().st_size > 50_000


@pytest.mark.usefixtures("text")
def test_the_bytes_of_a_draft_are_utf_8_on_any_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "café.txt").write_text("Rub your hands – über Kreuz.\n", "utf-8")
    run("draft", "café.txt", "-o", "a.yaml", check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert "über" in (tmp_path / "a.yaml").read_text("utf-8")
    command = [sys.executable, "-P", "-m", "coach", "draft", "café.txt"]
    shown = subprocess.run(
        command, capture_output=True, cwd=tmp_path, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert shown.stdout == (tmp_path / "a.yaml").read_bytes()
