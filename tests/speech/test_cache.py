from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.checksummed_files import key_of
from coach.errors import MissingPart
from coach.folders import cache_folder
from coach.speech.cache import ClipCache

pytestmark = pytest.mark.unit


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "clips")


def a_clip(frames: int = 1000) -> Samples:
    return np.linspace(-0.7, 0.7, frames, dtype=np.float32)


def file_of(cache: ClipCache) -> Path:
    (path,) = cache.folder.iterdir()
    return path


def test_what_was_put_comes_back_as_it_was_given(cache: ClipCache) -> None:
    given = cache.put("key", a_clip())
    assert given == pytest.approx(a_clip(), abs=2e-5)
    assert np.array_equal(given, cache.get("key"))  # type: ignore[arg-type]


def test_an_unknown_key_has_nothing(cache: ClipCache, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "coach")
    assert cache.get("key") is None
    assert [record.levelname for record in caplog.records] == ["DEBUG"]


@pytest.mark.parametrize("damage", ["cut short", "one bit", "empty", "another's"])
def test_a_damaged_clip_is_as_good_as_none_and_is_logged(
    cache: ClipCache, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    cache.put("key", a_clip())
    data = file_of(cache).read_bytes()
    flipped = data[:500] + bytes([data[500] ^ 1]) + data[501:]
    damaged = {"cut short": data[:-2], "one bit": flipped, "empty": b"", "another's": b"x" * len(data)}[damage]
    file_of(cache).write_bytes(damaged)
    assert cache.get("key") is None
    assert caplog.messages == [f"the clip {file_of(cache)} is damaged, and counts as none"]


def test_how_long_a_clip_is_takes_no_second_reading_unless_its_size_has_changed(
    own_cache: Path, cache: ClipCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    read = Path.read_bytes

    def counted(path: Path) -> bytes:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    cache.put("key", a_clip())
    (path,) = cache.folder.iterdir()
    assert [cache.whole_frames("key") for _ in range(3)] == [1000] * 3
    assert reads == [path]
    path.write_bytes(read(path)[:-2])
    assert (cache.frames("key"), cache.whole_frames("key")) == (999, None)
    assert cache.whole_frames("other") is None
    assert [file.suffix for file in (own_cache / "levels").iterdir()] == [".whole"]


def test_another_text_s_clip_under_its_name_is_never_taken(cache: ClipCache) -> None:
    cache.put("left", a_clip())
    file_of(cache).rename(cache.folder / "right.clip")
    assert cache.get("right") is None


def test_a_full_disk_is_told_and_leaves_no_half_clip(small_disk: Path) -> None:
    cache = ClipCache(small_disk / "clips")
    with pytest.raises(MissingPart, match="No space left on device; make room, or set COACH_CACHE"):
        cache.put("key", a_clip(2_000_000))
    assert list(cache.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(read_only_disk: Path) -> None:
    with pytest.raises(MissingPart, match="Read-only file system"):
        ClipCache(read_only_disk / "clips").put("key", a_clip())


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
@pytest.mark.parametrize(
    ("folder", "clips", "clip"), [(0o700, 0o755, 0o600), (0o755, 0o755, 0o600), (0o2770, 0o2770, 0o660)]
)
def test_clips_are_private_but_in_a_folder_that_a_group_shares(
    tmp_path: Path, folder: int, clips: int, clip: int
) -> None:
    tmp_path.chmod(folder)
    before = os.umask(0o022)
    try:
        cache = ClipCache(tmp_path / "clips")
        cache.put("key", a_clip())
    finally:
        os.umask(before)
    assert stat.S_IMODE(cache.folder.stat().st_mode) == clips
    assert stat.S_IMODE(file_of(cache).stat().st_mode) == clip


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_a_cache_of_somebody_else_is_told_with_how_it_could_be_shared(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir(mode=0o555)
    user = os.geteuid()
    os.seteuid(65534 if user == 0 else user)
    try:
        with pytest.raises(
            MissingPart, match=r"Permission denied; let your group write there \(chmod g\+rwxs\), or set"
        ):
            ClipCache(tmp_path / "clips").put("key", a_clip())
    finally:
        os.seteuid(user)


def test_the_key_tells_apart_what_sounds_different() -> None:
    facts = [(1, "system", "en", None, "a"), (1, "system", "en", "None", "a"), (1, "system", "e", "n", "a")]
    assert len({key_of(*each) for each in facts}) == 3


def test_the_folder_is_the_user_s_own_unless_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "clips"
    monkeypatch.delenv("COACH_CACHE")
    assert cache_folder().parts[-2:] == ("coach", "clips")
