"""What coach remembers of the files that it made: their bytes, and nothing else."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.export import made_files
from coach.export.made_files import making

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def make(path: Path, data: bytes) -> None:
    with making([path]):
        path.write_bytes(data)


def test_a_file_is_known_by_its_bytes_wherever_it_goes(tmp_path: Path) -> None:
    make(tmp_path / "a.svg", b"one")
    (tmp_path / "a.svg").rename(tmp_path / "b.svg")
    make(tmp_path / "b.svg", b"two")
    assert (tmp_path / "b.svg").read_bytes() == b"two"


def test_nothing_is_remembered_but_hashes_for_the_user_alone(tmp_path: Path, state: Path) -> None:
    make(tmp_path / "crps.svg", b"one")
    make(tmp_path / "crps.svg", b"two")
    memory = state / "made.txt"
    assert memory.read_text().split() == [sha256(data).hexdigest() for data in (b"one", b"two")]
    assert memory.stat().st_mode & 0o777 == 0o600


def test_the_newest_are_remembered(tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_files, "_MOST", 2)
    for data in (b"one", b"two", b"three"):
        make(tmp_path / "a.svg", data)
    assert len((state / "made.txt").read_text().split()) == 2
    make(tmp_path / "a.svg", b"four")


def test_all_files_of_somebody_are_told_at_once_and_what_fails_is_not_remembered(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"mine")
    with (
        pytest.raises(UsageError, match=r"/a, .*/b are there, and coach did not make them, or they were changed since"),
        making([tmp_path / "a", tmp_path / "b"]),
    ):
        pytest.fail("nothing may be written")


def test_where_nothing_can_be_remembered_it_is_written_all_the_same_and_asked_for_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_STATE", os.devnull)
    make(tmp_path / "a.svg", b"one")
    with pytest.raises(UsageError, match="--replace replaces it"):
        make(tmp_path / "a.svg", b"two")
    with making([tmp_path / "a.svg"], replace=True):
        pass
