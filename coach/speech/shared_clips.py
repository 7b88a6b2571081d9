"""Clips that several machines share: each has its own cache, and behind it there is one store for all.

A clip from the store is checked as one from the disk is; a damaged one counts as none, is spoken again, and replaced.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from coach.checksummed_files import DIGEST_BYTES, ChecksummedFiles
from coach.log import logger, swallowing
from coach.speech.cache import CLIP, ClipCache, samples_in

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


class SharedFiles(ChecksummedFiles):
    """The clips' files of one machine, and those of a store, under the same keys."""

    def __init__(self, folder: Path, store: ClipStore) -> None:
        super().__init__(folder, CLIP)
        self._store = store

    def read(self, key: str) -> memoryview | None:
        """Return the payload of a key, as either has it; None where neither has, or both are damaged."""
        own = super().read(key)
        return self.fetch(key) if own is None else own

    def size(self, key: str) -> int | None:
        """Return how many bytes there seem to be; a clip that only this machine has is put into the store.

        Whoever asks is about to need it, and others with him.
        """
        size = self._store.size(_name(key))
        if size is None and super().read(key) is not None:
            self._give(key)
            return super().size(key)
        return size - DIGEST_BYTES if size is not None and size > DIGEST_BYTES else None

    def digest(self, key: str) -> str | None:
        """Return the name of a key's payload, which is on this machine from then on; None for none."""
        if super().digest(key) is None:
            self.fetch(key)
        return super().digest(key)

    def write(self, key: str, payload: bytes) -> None:
        """Keep a payload here and in the store; raises OSError, and CoachError as the store does."""
        super().write(key, payload)
        self._give(key)

    def fetch(self, key: str) -> memoryview | None:
        """Return the payload that the store has, and keep it; None for none and for a damaged one."""
        data = self._store.read(_name(key))
        payload = None if data is None else self.payload_in(memoryview(data), key, _name(key))
        if payload is not None:
            with swallowing(_log, "keeping a clip of the store", OSError):
                super().write(key, bytes(payload))
        return payload

    def _give(self, key: str) -> None:
        self._store.write(_name(key), self.path(key).read_bytes())


class SharedClips(ClipCache):
    """The clips of one machine, with those of a store behind them."""

    def __init__(self, folder: Path, store: ClipStore) -> None:
        self._shared = SharedFiles(folder, store)
        super().__init__(folder, self._shared)

    def put(self, key: str, samples: Samples) -> Samples:
        """Keep the samples here and in the store, and return them as `get` will.

        Where another machine was quicker, its clip is the one for all.
        """
        theirs = self._shared.fetch(key)
        return super().put(key, samples) if theirs is None else samples_in(theirs)


def _name(key: str) -> str:
    return f"clips/{key}.{CLIP}"


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
