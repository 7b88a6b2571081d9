from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.speech.recordings.line_names import line_code, line_name
from coach.speech.recordings.voice_folder import recordings_in

pytestmark = pytest.mark.unit

NAME, CODE = (make("Now change hands.", "en") for make in (line_name, line_code))


@pytest.mark.parametrize("file", [f"{NAME}.wav", f"{CODE}.m4a", f"01 {NAME}.OPUS"])
def test_a_recording_is_found_by_its_code(tmp_path: Path, file: str) -> None:
    (tmp_path / file).touch()
    assert recordings_in(tmp_path) == {CODE: (tmp_path / file,)}


@pytest.mark.parametrize("file", [f"{NAME}.txt", f"{NAME}.aup3", NAME, f".{NAME}.wav", "rain.wav", "now.mp3"])
def test_other_files_are_none(tmp_path: Path, file: str) -> None:
    (tmp_path / file).touch()
    assert recordings_in(tmp_path) == {}


def test_two_recordings_of_one_line_are_both_found(tmp_path: Path) -> None:
    for suffix in ("wav", "mp3"):
        (tmp_path / f"{NAME}.{suffix}").touch()
    assert [path.suffix for path in recordings_in(tmp_path)[CODE]] == [".mp3", ".wav"]


@pytest.mark.parametrize("name", ["nowhere", "file", "\0"])
def test_no_folder_is_told_with_what_would_begin_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"no folder of recordings \(.+\); `coach lines ROUTINE -o FOLDER` begins one"):
        recordings_in(tmp_path / name)
