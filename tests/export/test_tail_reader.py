from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.errors import ExportError
from coach.export.formats import FORMATS, Format
from coach.export.tail_reader import TailReader
from coach.export.verified_export import verifying
from coach.session import Session

pytestmark = pytest.mark.unit


def all_of(growing: TailReader) -> bytes:
    return b"".join(iter(lambda: growing.read(1000), b""))


def test_who_reads_gets_all_that_is_written_in_the_meantime(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    with path.open("wb") as file, TailReader(path) as growing, ThreadPoolExecutor(1) as beside:
        reading = beside.submit(all_of, growing)
        for number in range(20):
            file.write(bytes([number]) * 777)
            file.flush()
            time.sleep(0.005)
        assert not reading.done()
        growing.finish()
        assert reading.result() == b"".join(bytes([number]) * 777 for number in range(20))


def test_a_finished_file_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "finished").write_bytes(b"x" * 2500)
    with TailReader(tmp_path / "finished") as growing:
        growing.finish()
        assert [len(growing.read(1000)) for _ in range(4)] == [1000, 1000, 500, 0]


def test_what_cannot_be_decoded_is_told_when_it_is_finished(tmp_path: Path, small_session: Session) -> None:
    path = tmp_path / "noise"
    path.touch()
    with (
        pytest.raises(ExportError, match="what was written cannot be decoded"),
        verifying(path, small_session.mix, FORMATS[0]),
    ):
        path.write_bytes(b"no sound" * 1000)


def test_who_writes_and_fails_is_not_kept_waiting(tmp_path: Path, small_session: Session) -> None:
    path = tmp_path / "nothing"
    path.touch()
    with pytest.raises(OSError, match="the disk is full"), verifying(path, small_session.mix, FORMATS[0]):
        raise OSError("the disk is full")


def test_what_nobody_wants_to_know_any_more_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "half").write_bytes(b"x" * 2500)
    with TailReader(tmp_path / "half") as growing:
        assert len(growing.read(1000)) == 1000
        growing.close()
        assert growing.read(1000) == b""


@pytest.mark.parametrize("kind", [FORMATS[0], FORMATS[1]], ids=["grows", "copied"])
def test_an_error_of_who_writes_ends_the_measuring(tmp_path: Path, small_session: Session, kind: Format) -> None:
    path = tmp_path / "half"
    path.write_bytes(b"no sound" * 1000)
    before = threading.active_count()
    with pytest.raises(OSError, match="the disk is full"), verifying(path, small_session.mix, kind):
        raise OSError("the disk is full")
    assert threading.active_count() == before
