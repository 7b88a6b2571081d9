from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.edit.file_watch import _GONE, FileWatch

pytestmark = pytest.mark.unit

SOON = 3
"""The looks within which a save is seen: 150 ms."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text("title: A\n")
    return tmp_path / "mine.yaml"


def told(watch: FileWatch, looks: int = SOON) -> list[set[Path]]:
    return [changed for _ in range(looks) if (changed := watch.changed())]


def written(file: Path) -> None:
    file.write_text("title: Another one\n")


def cut(file: Path) -> None:
    file.write_text("")


def replaced(file: Path) -> None:
    beside = file.with_suffix(".swp")
    beside.write_text("title: B\n")  # as many bytes as before
    beside.replace(file)


def moved_away_and_written(file: Path) -> None:
    file.rename(file.with_suffix(".bak"))
    file.write_text("title: B\n")


@pytest.mark.parametrize("save", [written, cut, replaced, moved_away_and_written], ids=lambda save: save.__name__)
def test_a_save_is_told_once_however_an_editor_does_it(file: Path, save: Callable[[Path], None]) -> None:
    watch = FileWatch([file])
    assert told(watch) == []
    save(file)
    assert told(watch) == [{file}]
    assert told(watch, 20) == []


def test_what_is_written_in_pieces_is_told_when_it_is_whole(file: Path) -> None:
    watch = FileWatch([file])
    with file.open("a") as writing:
        for _ in range(10):
            writing.write("# more\n")
            writing.flush()
            assert watch.changed() == set()
    assert told(watch) == [{file}]


def test_a_file_that_is_gone_for_a_moment_is_not_gone(file: Path) -> None:
    watch = FileWatch([file])
    data = file.read_bytes()
    file.unlink()
    assert told(watch, _GONE - 1) == []
    file.write_bytes(data)
    assert told(watch) == [{file}]


def test_a_file_that_stays_away_is_told_and_so_is_its_return(file: Path) -> None:
    watch = FileWatch([file])
    file.unlink()
    assert told(watch, 20) == [{file}]
    written(file)
    assert told(watch) == [{file}]


def test_while_one_is_gone_for_long_another_is_told_at_once(file: Path, tmp_path: Path) -> None:
    watch = FileWatch([file, tmp_path / "gone.yaml"])
    written(file)
    assert told(watch) == [{file}]


def test_files_can_come_and_go_without_a_change(file: Path, tmp_path: Path) -> None:
    used = tmp_path / "used.yaml"
    used.write_text("title: Used\n")
    watch = FileWatch([file])
    watch.watch([file, used])
    assert told(watch) == []
    written(used)
    assert told(watch) == [{used}]
    watch.watch([file])
    written(used)
    assert told(watch) == []


def test_a_change_that_comes_while_others_are_added_is_not_lost(file: Path, tmp_path: Path) -> None:
    watch = FileWatch([file])
    written(file)
    watch.watch([file, tmp_path / "used.yaml"])
    assert told(watch) == [{file}]


def test_a_new_file_in_a_folder_is_a_change_of_the_folder(tmp_path: Path) -> None:
    watch = FileWatch([tmp_path])
    (tmp_path / "new.yaml").write_text("title: New\n")
    assert told(watch) == [{tmp_path}]


def unreadable(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / ("x" * 300)
    yield tmp_path / "mine.yaml" / "inside"
    yield Path("a\0b")


def test_a_path_that_no_system_takes_is_watched_in_vain_and_no_fault(file: Path, tmp_path: Path) -> None:
    watch = FileWatch([*unreadable(tmp_path), file])
    assert told(watch) == []
    written(file)
    assert told(watch) == [{file}]
