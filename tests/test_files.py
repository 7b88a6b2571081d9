from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.errors import RoutineError, UsageError
from coach.files import NotARegularFile, read_regular_file, write_targets, write_together
from coach.player.bookmark import last_bookmark
from coach.player.controls.keys_file import read_keys
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
        read_keys()


def test_pronunciations_are_read_from_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    os.mkfifo(tmp_path / "pronounce.yaml")
    with pytest.raises(RoutineError, match="it is no ordinary file"):
        user_pronunciations()


def test_a_place_is_read_from_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_STATE", str(tmp_path))
    os.mkfifo(tmp_path / "place.json")
    assert last_bookmark() is None


NAMES = ("sound.mp3", "sound.mp3.report.json", "sound.vtt")


def write_new(paths: Sequence[Path], *, blocked: Path | None = None) -> None:
    """Write a set of files; in the meantime, somebody makes a folder where one of them belongs."""
    with write_together(paths) as files:
        for file in files:
            file.write(b"new")
        if blocked:
            blocked.mkdir()


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return all that stands in a folder, also what is hidden; of a folder in it, None."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def test_a_set_of_files_appears_together(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in NAMES]
    with write_together(paths) as files:
        for number, file in enumerate(files):
            file.write(b"%d" % number)
        assert not any(path.exists() for path in paths)
    assert contents(tmp_path) == {name: b"%d" % number for number, name in enumerate(NAMES)}


@pytest.mark.parametrize("place", range(3))
def test_where_one_cannot_take_its_place_the_new_ones_are_gone(tmp_path: Path, place: int) -> None:
    paths = [tmp_path / name for name in NAMES]
    with pytest.raises(IsADirectoryError) as error:
        write_new(paths, blocked=paths[place])
    assert error.value.filename == str(paths[place])
    assert contents(tmp_path) == {NAMES[place]: None}


@pytest.mark.parametrize("place", range(3))
def test_where_one_cannot_take_its_place_the_old_ones_are_back(tmp_path: Path, place: int) -> None:
    paths = [tmp_path / name for name in NAMES]
    others = [path for path in paths if path is not paths[place]]
    for path in others:
        path.write_bytes(path.name.encode())
        path.chmod(0o640)
        os.link(path, tmp_path / f"other name of {path.name}")
    before = {path: path.stat().st_ino for path in others}
    stood = contents(tmp_path)
    with pytest.raises(IsADirectoryError):
        write_new(paths, blocked=paths[place])
    assert contents(tmp_path) == {**stood, NAMES[place]: None}
    assert {path: path.stat().st_ino for path in others} == before
    assert {stat.S_IMODE(path.stat().st_mode) for path in others} == {0o640}


def test_where_one_cannot_take_its_place_a_link_leads_to_the_old_file_as_before(tmp_path: Path) -> None:
    real, link, other = tmp_path / "real", tmp_path / "link", tmp_path / "other"
    real.write_bytes(b"old")
    link.symlink_to("real")
    with pytest.raises(IsADirectoryError):
        write_new([link, other], blocked=other)
    assert link.readlink() == Path("real")
    assert contents(tmp_path) == {"real": b"old", "link": b"old", "other": None}


def test_on_a_disk_without_links_the_old_ones_are_back_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(self), None, str(target))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"old")
    one.chmod(0o640)
    with pytest.raises(IsADirectoryError):
        write_new([one, other], blocked=other)
    assert contents(tmp_path) == {"one": b"old", "other": None}
    assert stat.S_IMODE(one.stat().st_mode) == 0o640


def test_what_is_replaced_leaves_nothing_behind_and_keeps_its_permissions(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in NAMES]
    for path in paths[:2]:
        path.write_bytes(b"old")
        path.chmod(0o640)
    write_new(paths)
    assert contents(tmp_path) == dict.fromkeys(NAMES, b"new")
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths[:2]] == [0o640, 0o640]


def test_an_error_while_a_set_is_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / NAMES[0]).write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), write_together([tmp_path / name for name in NAMES]):
        raise KeyboardInterrupt
    assert contents(tmp_path) == {NAMES[0]: b"old"}


def test_the_one_that_could_not_take_its_place_is_named(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in NAMES]
    with pytest.raises(UsageError, match=r"sound\.vtt cannot be written: Is a directory; name another file"):  # noqa: SIM117
        with write_targets(paths):
            paths[2].mkdir()
