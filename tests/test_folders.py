from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.folders import LIBRARY, config_folder, routines_folder
from coach.routine.paths import SUFFIXES

pytestmark = pytest.mark.unit

ELSEWHERE = pytest.mark.skipif(sys.platform != "linux", reason="the user's data directory is another one there")


def test_ones_routines_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_ROUTINES", str(tmp_path / "mine"))
    assert routines_folder() == tmp_path / "mine"


def test_the_choice_holds_from_the_moment_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = routines_folder()
    monkeypatch.setenv("COACH_ROUTINES", str(tmp_path))
    assert before != routines_folder() == tmp_path


@ELSEWHERE
@pytest.mark.parametrize("chosen", [None, ""])
def test_without_a_choice_it_is_in_the_users_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if chosen is None:
        monkeypatch.delenv("COACH_ROUTINES")
    else:
        monkeypatch.setenv("COACH_ROUTINES", chosen)
    assert routines_folder() == tmp_path / "coach" / "routines"


def test_asking_for_it_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_ROUTINES", str(tmp_path / "mine"))
    routines_folder()
    assert list(tmp_path.iterdir()) == []


def test_the_library_holds_routines_and_where_they_come_from() -> None:
    assert {path.suffix for path in LIBRARY.iterdir() if path.is_file()} - {*SUFFIXES} == {".md"}


def test_a_variable_that_names_a_file_is_told_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file := tmp_path / "keys.yaml").touch()
    monkeypatch.setenv("COACH_CONFIG", str(file))
    monkeypatch.setenv("COACH_ROUTINES", str(file))
    with pytest.raises(UsageError) as error:
        config_folder()
    assert str(error.value) == f"COACH_CONFIG names {file}, which is no folder; name the one that it is in: {tmp_path}"
    with pytest.raises(UsageError, match=r"COACH_ROUTINES names .* which is no folder"):
        routines_folder()
