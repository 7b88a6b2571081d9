"""Clips on disk, so that nothing is spoken twice: each in a file of its own, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import stat
from typing import TYPE_CHECKING

import numpy as np

from coach.errors import MissingPart
from coach.files import write_atomically
from coach.log import described, logger

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.samples import Samples

_log = logger(__name__)
_FULL = "make room, or set COACH_CACHE to a folder that can be written"
_CLOSED = "let your group write there (chmod g+rwxs), or set COACH_CACHE to a folder of your own"
_FULL_SCALE = 32767
_DIGEST_BYTES = 32
_SAMPLE_BYTES = 2
_PRIVATE = 0o600


def key_of(*facts: object) -> str:
    """Return one name for all that decides how a clip sounds."""
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _digest(key: str, payload: bytes | memoryview) -> bytes:
    """Return a hash of the key and the clip: another text's clip under this name would be a wrong instruction."""
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return digest.digest()


def _samples(payload: bytes | memoryview) -> Samples:
    samples: Samples = np.frombuffer(payload, "<i2").astype(np.float32)
    samples /= _FULL_SCALE
    return samples


def checked(key: str, data: bytes, name: str) -> Samples | None:
    """Return the samples in the bytes of a clip's file; None, with a line in the log, for a damaged one."""
    digest, payload = memoryview(data)[:_DIGEST_BYTES], memoryview(data)[_DIGEST_BYTES:]
    if _digest(key, payload) != digest or len(payload) % _SAMPLE_BYTES:
        _log.warning("the clip %s is damaged, and counts as none", name)
        return None
    return _samples(payload)


def frames_in(size: int) -> int | None:
    """Return how many samples the file of a clip seems to have, of so many bytes; None for none."""
    return (size - _DIGEST_BYTES) // _SAMPLE_BYTES if size > _DIGEST_BYTES else None


class ClipCache:
    """Mono samples under keys; a file is a SHA-256 digest and 16-bit samples, lowest byte first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Samples | None:
        """Return the samples of a key; None for a clip that is not there or is damaged."""
        try:
            data = self._path(key).read_bytes()
        except OSError as error:  # unreadable is as good as absent: it is spoken again, and then written or told
            _log.debug("no clip: %s", described(error))
            return None
        return checked(key, data, str(self._path(key)))

    def frames(self, key: str) -> int | None:
        """Return how many samples there seem to be under a key, without reading them; None for none."""
        try:
            return frames_in(self._path(key).stat().st_size)
        except OSError:  # not logged: all clips are asked for each second, until they are there
            return None

    def put(self, key: str, samples: Samples) -> Samples:
        """Keep the samples and give them as `get` will; raises MissingPart when the folder takes no more."""
        payload = np.rint(samples * _FULL_SCALE).astype("<i2").tobytes()
        try:
            self._write(self._path(key), _digest(key, payload) + payload)
        except OSError as error:
            remedy = _CLOSED if isinstance(error, PermissionError) else _FULL
            raise MissingPart(f"the clips cannot be kept in {self.folder}: {error.strerror}", remedy) from error
        return _samples(payload)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.clip"

    def _write(self, path: Path, data: bytes) -> None:
        """Write a clip, so that any reader finds the old one, the new one or none."""
        with write_atomically(path, self._permissions(), durable=False, sweep=False) as file:
            file.write(data)

    def _permissions(self) -> int:
        """Make the folder, and return the permissions of a clip: those of a folder that a group shares, or private.

        What has been spoken may tell of somebody's body: only who shares a cache on purpose lets others read it.
        """
        try:
            self.folder.mkdir(parents=True)
        except FileExistsError:  # not logged: as a rule, it is there
            pass
        else:
            above = self.folder.parent.stat().st_mode
            if above & stat.S_IWGRP:
                self.folder.chmod(stat.S_IMODE(above))
        mode = self.folder.stat().st_mode
        return stat.S_IMODE(mode) & 0o666 if mode & stat.S_IWGRP else _PRIVATE
