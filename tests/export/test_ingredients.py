"""A session never replaces what it is made of: by the rule itself, and by each command that writes."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import coach
from coach.errors import UsageError
from coach.export.ingredients import check_ingredients
from coach.routine.loader import load_routine
from coach.sound.sound_library import file_of

pytestmark = [pytest.mark.session, pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")]

ROUTINE = "title: Waves\nbackground: {sound: waves.mp3}\nsteps:\n  - say: Rest.\n  - use: other\n"
OTHER = "title: Other\nsteps:\n  - say: Breathe.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A routine that uses another one, over a recording; with other names for each of the files."""
    (tmp_path / "waves.yaml").write_text(ROUTINE)
    (tmp_path / "other.yaml").write_text(OTHER)
    for name in ("waves.mp3", "background.wav"):
        shutil.copy(file_of("rain-1"), tmp_path / name)
    (tmp_path / "deeper").mkdir()
    for name, other in (("link.mp3", "waves.mp3"), ("routine.mp3", "waves.yaml"), ("used.mp3", "other.yaml")):
        (tmp_path / name).symlink_to(other)
    os.link(tmp_path / "waves.mp3", tmp_path / "hard.mp3")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("waves.mp3", "the background"),
        ("deeper/../waves.mp3", "the background"),
        ("link.mp3", "the background"),
        ("hard.mp3", "the background"),
        ("routine.mp3", "a routine"),
        ("used.mp3", "a routine"),
    ],
)
def test_what_a_session_is_made_of_is_no_target_by_any_name(folder: Path, target: str, what: str) -> None:
    routine = load_routine(folder / "waves.yaml")
    with pytest.raises(UsageError, match=f"is {what} of this session, and would be replaced; name another file"):
        check_ingredients(routine, [folder / "fine.mp3", folder / target])


def test_another_background_leaves_the_routines_own_alone_and_is_none_of_its_own(folder: Path) -> None:
    routine = load_routine(folder / "waves.yaml")
    check_ingredients(routine, [folder / "waves.mp3"], "rain")
    with pytest.raises(UsageError, match="is the background of this session"):
        check_ingredients(routine, [folder / "background.wav"], str(folder / "background.wav"))


def test_other_files_may_be_replaced(folder: Path) -> None:
    check_ingredients(load_routine(folder / "waves.yaml"), [folder / "new.mp3", folder / "background.wav"])


COMMANDS = {
    "no name": ("export", "waves.yaml"),
    "the recording": ("export", "waves.yaml", "-o", "link.mp3"),
    "the routine": ("export", "waves.yaml", "-o", "routine.mp3"),
    "the background that is asked for": (
        "export",
        "other.yaml",
        "--background",
        "background.wav",
        "-o",
        "background.wav",
    ),
    "a stem": ("export", "other.yaml", "--background", "background.wav", "-o", "new.mp3", "--stems", "."),
    "a picture": ("picture", "waves.yaml", "-o", "picture.svg"),
    "the report": ("export", "waves.yaml", "-o", "x.mp3"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_command_touches_what_it_is_made_of(
    folder: Path, run: Callable[..., CompletedProcess[str]], command: tuple[str, ...]
) -> None:
    (folder / "picture.svg").symlink_to("waves.yaml")
    (folder / "x.mp3.report.json").symlink_to("waves.yaml")
    before = contents(folder)
    done = run(*command, "--engine", "silent")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr.endswith("of this session, and would be replaced; name another file\n")
    assert contents(folder) == before


def test_nor_does_python(folder: Path) -> None:
    before = contents(folder)
    with (
        coach.open_session(folder / "waves.yaml", engine="silent") as session,
        pytest.raises(UsageError, match="is the background of this session"),
    ):
        coach.export_session(session, folder / "waves.mp3")
    assert contents(folder) == before


@pytest.mark.parametrize(
    "command", [("new",), ("copy", "desk-break"), ("draft", "how-to.txt", "-o")], ids=lambda each: each[0]
)
def test_what_writes_routines_replaces_no_file_at_all(
    folder: Path, run: Callable[..., CompletedProcess[str]], command: tuple[str, ...]
) -> None:
    (folder / "how-to.txt").write_text("1. Rub your hands for 20 seconds.\n")
    before = contents(folder)
    for target in ("waves.yaml", "link.mp3", "how-to.txt"):
        assert run(*command, target).returncode == 2
    assert contents(folder) == before
