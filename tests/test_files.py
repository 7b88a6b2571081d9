from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.files import NotARegularFile, read_regular_file
from coach.player.bookmark import last_bookmark
from coach.player.controls.bindings import bindings
from coach.routine.loader import load_routine
from coach.speech.pronunciation.user_file import user_pronunciations

pytestmark = [pytest.mark.unit, pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe into which nobody writes: whoever opens it as a file waits for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")
    return tmp_path / "pipe.yaml"


def test_an_ordinary_file_is_read_up_to_the_most(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert (read_regular_file(tmp_path / "file", 3), read_regular_file(tmp_path / "file", 9)) == (b"123", b"12345")


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("file")
    assert read_regular_file(tmp_path / "link", 9) == b"12345"


def test_a_pipe_and_a_device_are_told_at_once(pipe: Path) -> None:
    for path in (pipe, Path("/dev/zero"), Path(os.devnull)):
        with pytest.raises(NotARegularFile, match="it is no ordinary file"):
            read_regular_file(path, 10)


def test_a_folder_is_one(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_regular_file(tmp_path, 10)


def test_a_routine_is_read_from_no_pipe(pipe: Path) -> None:
    with pytest.raises(RoutineError, match=r"cannot be read: it is no ordinary file \(name a file, or pipe it in"):
        load_routine(pipe)


def test_a_used_routine_is_no_pipe(pipe: Path) -> None:
    (pipe.parent / "user.yaml").write_text("title: T\nsteps: [use: pipe]\n")
    with pytest.raises(RoutineError, match="there is no routine called 'pipe'"):
        load_routine(pipe.parent / "user.yaml")


def test_keys_are_read_from_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    os.mkfifo(tmp_path / "keys.yaml")
    with pytest.raises(RoutineError, match="it is no ordinary file"):
        bindings()


def test_pronunciations_are_read_from_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    os.mkfifo(tmp_path / "pronounce.yaml")
    with pytest.raises(RoutineError, match="it is no ordinary file"):
        user_pronunciations()


def test_a_place_is_read_from_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_STATE", str(tmp_path))
    os.mkfifo(tmp_path / "place.json")
    assert last_bookmark() is None
