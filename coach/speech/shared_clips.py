"""Clips that several machines share: each has its own cache, and behind it there is one store for all.

A clip from the store is checked as one from the disk is; a damaged one counts as none, is spoken again, and replaced.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from coach.log import logger, swallowing
from coach.speech.cache import ClipCache, checked, frames_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.audio.samples import Samples

_log = logger(__name__)


class ClipStore(Protocol):
    """A place for clips that several machines see. Its methods raise CoachError where it cannot be used."""

    def read(self, name: str) -> bytes | None:
        """The bytes under a name; None for none."""

    def size(self, name: str) -> int | None:
        """How many bytes there are under a name; None for none."""

    def write(self, name: str, data: bytes) -> None:
        """Put bytes under a name: any reader finds the old ones, the new ones or none."""


class SharedClips(ClipCache):
    """The clips of one machine, and those of a store, under the same keys."""

    def __init__(self, folder: Path, store: ClipStore) -> None:
        super().__init__(folder)
        self._store = store

    def get(self, key: str) -> Samples | None:
        """Return the samples of a key, as either has them; None where neither has, or both are damaged."""
        own = super().get(key)
        return self._fetched(key) if own is None else own

    def frames(self, key: str) -> int | None:
        """Return how many samples there seem to be; a clip that only this machine has is put into the store.

        Whoever asks is about to need it, and others with him.
        """
        size = self._store.size(_name(key))
        if size is None and super().get(key) is not None:
            self._give(key)
            return super().frames(key)
        return None if size is None else frames_in(size)

    def put(self, key: str, samples: Samples) -> Samples:
        """Keep the samples here and in the store, and return them as `get` will.

        Where another machine was quicker, its clip is the one for all.
        """
        theirs = self._fetched(key)
        if theirs is not None:
            return theirs
        mine = super().put(key, samples)
        self._give(key)
        return mine

    def _fetched(self, key: str) -> Samples | None:
        """Return the samples that the store has, and keep them; None for none and for damaged ones."""
        data = self._store.read(_name(key))
        samples = None if data is None else checked(key, data, _name(key))
        if data is not None and samples is not None:
            with swallowing(_log, "keeping a clip of the store", OSError):
                self._write(self._path(key), data)
        return samples

    def _give(self, key: str) -> None:
        self._store.write(_name(key), self._path(key).read_bytes())


def _name(key: str) -> str:
    return f"clips/{key}.clip"


_store: list[ClipStore] = []
"""The store that this process shares clips through, where there is one."""


def share_clips(store: ClipStore | None) -> None:
    """Let all caches that are opened from now on share their clips through a store; through none for None."""
    _store[:] = [] if store is None else [store]


@contextmanager
def sharing_clips(store: ClipStore | None) -> Iterator[None]:
    """Share clips through a store while the `with` lasts."""
    before = [*_store]
    share_clips(store)
    try:
        yield
    finally:
        _store[:] = before


def open_clips(folder: Path) -> ClipCache:
    """Return the clips in a folder, with those of the store behind them where this process has one."""
    return SharedClips(folder, _store[0]) if _store else ClipCache(folder)
