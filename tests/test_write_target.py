from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.errors import MissingPart, UsageError
from coach.files import check_target, write_target
from tests.processes import Child

pytestmark = pytest.mark.unit


def test_the_file_appears_when_all_is_written(tmp_path: Path) -> None:
    with write_target(tmp_path / "s.mp3") as file:
        file.write(b"sound")
        assert not (tmp_path / "s.mp3").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["s.mp3"]
    assert (tmp_path / "s.mp3").read_bytes() == b"sound"


def interrupted(path: Path) -> None:
    with write_target(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_what_stood_there_stays_until_then(tmp_path: Path) -> None:
    (tmp_path / "s.mp3").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "s.mp3")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("s.mp3", b"old")]


KILLED = """
import sys, time
from pathlib import Path
from coach.files import write_target
with write_target(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    time.sleep(1_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_what_is_left_of_a_killed_try_goes_with_the_next_one_and_what_is_being_written_stays(tmp_path: Path) -> None:
    target = tmp_path / "a[*].mp3"
    others = {".other-12345678.part", ".a[*]-holiday.part", ".a[*]-b-12345678.part"}
    for other in others:
        (tmp_path / other).write_bytes(b"another target's, or something else's")
        os.utime(tmp_path / other, (0, 0))
    command = [sys.executable, "-c", KILLED, str(target)]
    with (
        Child(command, stdout=subprocess.PIPE, text=True) as killed,
        Child(command, stdout=subprocess.PIPE, text=True) as busy,
    ):
        for child in (killed, busy):
            assert child.stdout
            assert child.stdout.readline() == "writing\n"
        killed.kill()
        killed.wait()
        time.sleep(1.1)
        left = {path.name for path in tmp_path.iterdir()}
        with write_target(target) as file:
            file.write(b"whole")
        stays = {path.name for path in tmp_path.iterdir()}
        busy.kill()
    assert (len(left), len(stays)) == (5, 5)
    assert {"a[*].mp3", *others} < stays
    assert target.read_bytes() == b"whole"


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.mp3").write_bytes(b"old")
    (tmp_path / "link.mp3").symlink_to("real.mp3")
    with write_target(tmp_path / "link.mp3") as file:
        file.write(b"new")
    assert (tmp_path / "link.mp3").is_symlink()
    assert (tmp_path / "real.mp3").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["a\0b.mp3", "x" * 300])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        check_target(tmp_path / name)


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    with write_target(tmp_path / "s.mp3"):
        pass
    (tmp_path / "plain").touch()
    assert (tmp_path / "s.mp3").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "s.mp3").touch(0o600)
    with write_target(tmp_path / "s.mp3"):
        pass
    assert (tmp_path / "s.mp3").stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_nothing_behind(small_disk: Path) -> None:
    with (
        pytest.raises(MissingPart, match="No space left on device; make room"),
        write_target(small_disk / "s.mp3") as file,
    ):
        file.write(bytes(3_000_000))
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*/nowhere; make it, or name another one"):
        check_target(tmp_path / "nowhere" / "s.mp3")


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder; name a file in it"):
        check_target(tmp_path)


def test_a_device_is_never_replaced() -> None:
    with pytest.raises(UsageError, match="is no ordinary file"):
        check_target(Path(os.devnull))


def test_a_read_only_disk_is_told(read_only_disk: Path) -> None:
    with pytest.raises(UsageError, match="is read-only; name a file in another one"):
        check_target(read_only_disk / "s.mp3")
