"""A store, be it a folder or something else: bytes come out as they went in, or it is told that they do not."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from uuid import uuid4

import pytest

from coach.build.cluster.store import Store
from coach.errors import DiskFull, MissingPart, UsageError

pytestmark = pytest.mark.unit


@pytest.fixture(params=["folder", "file://", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store(
        {"folder": str(tmp_path / "s"), "file://": f"file://{tmp_path}/s"}.get(request.param, f"memory://{uuid4()}")
    )


def fetched(store: Store, digest: str, folder: str = "own") -> bytes:
    file = io.BytesIO()
    store.fetch(digest, file, folder)
    return file.getvalue()


def test_what_was_written_is_read_and_nothing_is_nothing(store: Store) -> None:
    assert (store.read("clips/a.clip"), store.size("clips/a.clip")) == (None, None)
    store.write("clips/a.clip", b"one")
    assert (store.read("clips/a.clip"), store.size("clips/a.clip")) == (b"one", 3)
    store.write("clips/a.clip", b"other")
    assert (store.read("clips/a.clip"), store.size("clips/a.clip")) == (b"other", 5)


def test_another_one_of_the_same_place_sees_it(store: Store) -> None:
    other = Store(store.url)
    assert other.read("a") is None
    store.write("a", b"one")
    assert other.read("a") == b"one"


def test_a_file_is_known_by_the_hash_of_its_bytes(store: Store, tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    (tmp_path / "rain.wav").write_bytes(data)
    digest = store.keep(tmp_path / "rain.wav")
    assert digest == hashlib.sha256(data).hexdigest()
    assert fetched(store, digest) == data


@pytest.mark.parametrize("poison", [b"", b"pain", b"rain and more"])
def test_other_bytes_under_a_hash_are_refused_and_mended_by_the_next_one_who_keeps_them(
    store: Store, tmp_path: Path, poison: bytes
) -> None:
    (tmp_path / "rain.wav").write_bytes(b"rain")
    digest = store.keep(tmp_path / "rain.wav")
    store.write(f"own/{digest}", poison)
    with pytest.raises(MissingPart, match="other bytes than were put there"):
        fetched(store, digest)
    store.keep(tmp_path / "rain.wav")
    assert fetched(store, digest) == b"rain"


def test_what_is_not_there_cannot_be_fetched(store: Store) -> None:
    with pytest.raises(MissingPart, match="cannot be read"):
        fetched(store, "0" * 64)


def test_a_build_has_a_folder_and_what_is_long_over_is_removed(store: Store) -> None:
    for begun in ("20200101T000000-aaaaaaaa", "29990101T000000-bbbbbbbb"):
        store.write(f"builds/{begun}/file", b"left")
    build = store.new_build()
    assert Store(store.url).read(f"{build}/begun") is not None
    assert store.read("builds/20200101T000000-aaaaaaaa/file") is None
    assert store.read("builds/29990101T000000-bbbbbbbb/file") == b"left"
    store.remove(build)
    store.remove(build)  # what is not there is no fault
    assert store.read(f"{build}/begun") is None


def test_nothing_unfinished_stays_where_a_file_cannot_be_kept(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "s"))
    with pytest.raises(OSError, match="No such file"):
        store.keep(tmp_path / "missing")
    assert not [*tmp_path.rglob("*.part")]


def test_a_read_only_store_is_told(read_only_disk: Path) -> None:
    with pytest.raises(MissingPart, match=r"the store .* cannot be written: Read-only file system; name a folder"):
        Store(str(read_only_disk)).new_build()


def test_a_full_store_is_told_and_keeps_what_it_has(small_disk: Path, tmp_path: Path) -> None:
    store = Store(str(small_disk))
    store.write("clips/a.clip", b"one")
    (tmp_path / "big").write_bytes(bytes(2_000_000))
    with pytest.raises(DiskFull, match=r"No space left on device; make room there, or name another one with --store"):
        store.keep(tmp_path / "big")
    assert store.read("clips/a.clip") == b"one"
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["a.clip"]


@pytest.mark.parametrize(
    ("url", "error", "told"),
    [
        ("nope://here", UsageError, r"nope://here is no store: .*; name a folder, or a URL such as s3://"),
        ("s3://bucket/coach", MissingPart, r"the store s3://bucket/coach needs s3fs; .*pip install .*s3fs"),
        ("sftp://host/coach", MissingPart, r"needs paramiko; .*pip install .*paramiko"),
    ],
)
def test_a_place_that_cannot_be_one_is_told_with_what_would_help(url: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        Store(url)


def test_only_a_folder_is_one(tmp_path: Path) -> None:
    assert Store(str(tmp_path)).folder == Store(f"file://{tmp_path}").folder == tmp_path
    assert Store("memory://x").folder is None
