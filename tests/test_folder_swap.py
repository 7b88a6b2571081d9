"""A folder takes its place as a whole, and the old one comes back if anything fails."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from coach.errors import UsageError
from coach.files import check_target, write_target, write_together

pytestmark = pytest.mark.unit

MEMBERS = ("a.txt", "b.txt")


def write(folder: Path, *others: Path, fails: bool = False, **contents: str) -> None:
    with write_together([folder, *others], folders=[folder]) as (file, *rest):
        with ZipFile(file, "w") as archive:
            for name, text in contents.items():
                archive.writestr(f"{name}.txt", text)
        for other in rest:
            other.write(b"new")
        if fails:
            raise RuntimeError


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def content(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text("utf-8") for each in folder.iterdir()}


def test_a_new_folder_has_all_files_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "page", a="1", b="2")
    assert content(tmp_path / "page") == {"a.txt": "1", "b.txt": "2"}
    assert names_in(tmp_path) == ["page"]


def test_an_old_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path / "page", a="1", b="2")
    write(tmp_path / "page", tmp_path / "page.json", a="3")
    assert content(tmp_path / "page") == {"a.txt": "3"}
    assert names_in(tmp_path) == ["page", "page.json"]


def test_after_an_error_all_is_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "page", a="1")
    with pytest.raises(RuntimeError):
        write(tmp_path / "page", a="2", fails=True)
    assert content(tmp_path / "page") == {"a.txt": "1"}
    assert names_in(tmp_path) == ["page"]


def test_where_another_file_cannot_take_its_place_the_folder_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "page", a="1")
    (tmp_path / "page.json").mkdir()
    with pytest.raises(OSError, match="directory"):
        write(tmp_path / "page", tmp_path / "page.json", a="2")
    assert content(tmp_path / "page") == {"a.txt": "1"}
    assert names_in(tmp_path) == ["page", "page.json"]


def test_a_new_folder_can_be_read_by_whom_a_new_file_can(tmp_path: Path) -> None:
    with write_target(tmp_path / "page", is_folder=True) as file, ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "1")
    (tmp_path / "usual").mkdir()
    assert (tmp_path / "page").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_folder_with_anything_else_in_it_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    check_target(tmp_path, MEMBERS)
    (tmp_path / "mine.txt").touch()
    with pytest.raises(UsageError, match=r"holds something else, such as mine\.txt"):
        check_target(tmp_path, MEMBERS)


def test_a_file_is_no_target_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page").touch()
    with pytest.raises(UsageError, match="is no ordinary file"):
        check_target(tmp_path / "page", MEMBERS)
