"""Every command that writes where its user says: no file of somebody's is replaced unasked, coach's own ones are."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from coach.cli.app import command_line
from tests.export.cover.making import photo, saved
from tests.export.feed.making import put

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]

MINE = b"what somebody wrote, and has nowhere else"
ROUTINE = "title: T\nsteps:\n  - {say: Let your shoulders sink., pause: 1s}\n"
LIBRARY = "matrix: {routine: [rest]}\noptions: {engine: silent, format: wav, captions: vtt}\n"
SILENT = ("--engine", "silent")

WRITING = {
    "sheet": (("sheet", "rest.yaml", "-o", "s.html"), ["s.html"]),
    "sheet by its own name": (("sheet", "rest.yaml"), ["rest.html"]),
    "picture": (("picture", "rest.yaml", "-o", "s.svg", *SILENT), ["s.svg"]),
    "cover": (("picture", "rest.yaml", "--style", "cover", "-o", "s.jpg", *SILENT), ["s.jpg"]),
    "export": (("export", "rest.yaml", "-o", "s.wav", *SILENT), ["s.wav"]),
    "its report": (("export", "rest.yaml", "-o", "s.wav", *SILENT), ["s.wav.report.json"]),
    "stems": (
        ("export", "rest.yaml", "-o", "s.wav", "--stems", "parts", *SILENT),
        ["parts/narration.wav", "parts/background.wav", "parts/cues.wav"],
    ),
    "captions": (("export", "rest.yaml", "-o", "s.wav", "--captions", "vtt,srt,lrc", *SILENT), ["s.vtt", "s.srt"]),
    "words": (
        ("export", "rest.yaml", "-o", "s.wav", "--transcript", "--chapters-json", *SILENT),
        ["s.transcript.txt", "s.transcript.md", "s.chapters.json"],
    ),
    "feed": (("feed", "talks", "--url", "https://example.org/"), ["talks/feed.xml"]),
    "lines": (("lines", "rest.yaml", "-o", "mine"), ["mine/rest-lines.txt", "mine/rest-lines.tsv"]),
    "build": (("build", "all.yaml", "-o", "out"), ["out/rest.wav"]),
    "captions of build": (("build", "all.yaml", "-o", "out"), ["out/rest.vtt"]),
}
"""What is typed, and what would be replaced by it."""
TO_EDIT = {
    "draft": (("draft", "how-to.txt", "-o", "mine.yaml"), ["mine.yaml"]),
    "new": (("new", "mine.yaml"), ["mine.yaml"]),
    "copy": (("copy", "desk-break", "mine.yaml"), ["mine.yaml"]),
}
"""The same for what is written to be edited, and so is never replaced."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "state"))
    for name in ("parts", "mine", "out", "talks"):
        (tmp_path / name).mkdir()
    (tmp_path / "rest.yaml").write_text(ROUTINE)
    (tmp_path / "all.yaml").write_text(LIBRARY)
    (tmp_path / "how-to.txt").write_text("1. Rub your palms for 20 seconds.\n")
    put(tmp_path / "talks")
    return tmp_path


def each(commands: dict[str, tuple[tuple[str, ...], list[str]]]) -> list[object]:
    return [pytest.param(typed, files, id=name) for name, (typed, files) in commands.items()]


@pytest.mark.parametrize(("typed", "files"), each(WRITING | TO_EDIT))
def test_a_file_of_somebody_is_not_replaced_and_the_message_names_it_and_the_way_out(
    run: Run, folder: Path, typed: tuple[str, ...], files: list[str]
) -> None:
    for name in files:
        (folder / name).write_bytes(MINE)
    done = run(*typed)
    assert done.returncode != 0
    assert files[0] in done.stderr
    assert "--replace replaces " in done.stderr or "name another f" in done.stderr
    assert {(folder / name).read_bytes() for name in files} == {MINE}


@pytest.mark.parametrize(
    ("typed", "files"), each({name: row for name, row in WRITING.items() if "by its own" not in name})
)
def test_what_coach_made_is_replaced_again_and_again(
    run: Run, folder: Path, typed: tuple[str, ...], files: list[str]
) -> None:
    for _ in range(2):
        assert (run(*typed).stderr, (folder / files[0]).is_file()) == ("", True)
        (folder / "rest.yaml").write_text(ROUTINE.replace("sink", "fall"))


CHANGEABLE = {name: row for name, row in WRITING.items() if row[0][0] in ("sheet", "picture", "export")}


@pytest.mark.parametrize(("typed", "files"), each(CHANGEABLE))
def test_what_was_changed_since_is_somebody_s_and_is_replaced_if_they_say_so(
    run: Run, folder: Path, typed: tuple[str, ...], files: list[str]
) -> None:
    run(*typed)
    for name in files:
        (folder / name).write_bytes(MINE)
    assert run(*typed).returncode == 2
    assert (folder / files[0]).read_bytes() == MINE
    run(*typed, "--replace", check=True)
    assert MINE not in {(folder / name).read_bytes() for name in files}


def test_the_cover_of_a_folder_is_not_replaced_by_another_one_unasked(run: Run, folder: Path) -> None:
    mine = saved(folder / "talks" / "cover.jpg", photo(1400, 1400))
    before = mine.read_bytes()
    other = saved(folder / "other.jpg", photo(1500, 1500))
    typed = ("feed", "talks", "--url", "https://example.org/", "--cover", "other.jpg")
    done = run(*typed)
    assert (done.returncode, "--replace replaces it" in done.stderr, mine.read_bytes() == before) == (2, True, True)
    run(*typed, "--replace", check=True)
    assert mine.read_bytes() == other.read_bytes()


def test_every_command_that_takes_a_place_to_write_to_is_looked_at_here() -> None:
    commands = get_command(command_line())
    assert isinstance(commands, TyperGroup)
    writing = {
        name
        for name, command in commands.commands.items()
        for each in command.params
        if {"--output", "--stems", "--cover"} & {*each.opts} or "The file to write" in (getattr(each, "help", "") or "")
    }
    assert writing == {typed[0] for typed, _ in (WRITING | TO_EDIT).values()}
