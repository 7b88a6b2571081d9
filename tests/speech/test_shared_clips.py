"""Clips that several machines share: what one has spoken, the others do not speak again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.speech.cache import ClipCache
from coach.speech.shared_clips import SharedClips, open_clips, sharing_clips

pytestmark = pytest.mark.unit


class Shelf:
    """A store in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        return self.held.get(name)

    def size(self, name: str) -> int | None:
        return len(self.held[name]) if name in self.held else None

    def write(self, name: str, data: bytes) -> None:
        self.held[name] = data


def a_clip(level: float = 0.5) -> Samples:
    return np.full(1000, level, np.float32)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def here(tmp_path: Path, shelf: Shelf) -> SharedClips:
    return SharedClips(tmp_path / "here", shelf)


@pytest.fixture
def there(tmp_path: Path, shelf: Shelf) -> SharedClips:
    return SharedClips(tmp_path / "there", shelf)


def test_what_one_machine_puts_another_one_has(here: SharedClips, there: SharedClips) -> None:
    assert there.get("key") is None
    assert there.frames("key") is None
    given = here.put("key", a_clip())
    assert there.frames("key") == 1000
    assert np.array_equal(there.get("key"), given)  # type: ignore[arg-type]


def test_what_was_fetched_once_is_kept(here: SharedClips, there: SharedClips, shelf: Shelf) -> None:
    here.put("key", a_clip())
    there.get("key")
    shelf.held.clear()
    assert there.get("key") is not None


def test_a_clip_that_only_this_machine_has_is_given_to_all_as_soon_as_it_is_asked_for(
    here: SharedClips, there: SharedClips
) -> None:
    ClipCache(here.folder).put("key", a_clip())
    assert there.frames("key") is None
    assert here.frames("key") == 1000
    assert there.get("key") is not None


def test_a_damaged_one_of_this_machine_is_given_to_nobody(here: SharedClips, shelf: Shelf) -> None:
    ClipCache(here.folder).put("key", a_clip())
    (here.folder / "key.clip").write_bytes(b"poison" * 100)
    assert here.frames("key") is None
    assert shelf.held == {}


def test_where_two_speak_one_text_both_have_the_first_one_s_clip(here: SharedClips, there: SharedClips) -> None:
    first = here.put("key", a_clip(0.5))
    assert np.array_equal(there.put("key", a_clip(0.25)), first)
    assert np.array_equal(there.get("key"), first)  # type: ignore[arg-type]


def test_a_poisoned_clip_counts_as_none_is_logged_and_is_replaced(
    here: SharedClips, there: SharedClips, shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    here.put("key", a_clip())
    (name,) = shelf.held
    for poison in (b"", shelf.held[name][:-2], shelf.held[name][:-1] + b"x", b"x" * len(shelf.held[name])):
        shelf.held[name] = poison
        assert there.get("key") is None
        assert caplog.messages[-1] == f"the clip {name} is damaged, and counts as none"
    there.put("key", a_clip(0.25))
    assert SharedClips(here.folder / "third", shelf).get("key") == pytest.approx(a_clip(0.25), abs=1e-4)


def test_a_process_shares_its_clips_as_long_as_it_is_asked_to(tmp_path: Path, shelf: Shelf) -> None:
    with sharing_clips(shelf):
        open_clips(tmp_path / "one").put("key", a_clip())
        assert open_clips(tmp_path / "other").get("key") is not None
    assert open_clips(tmp_path / "third").get("key") is None
