"""Clips on disk, so that nothing is spoken twice: each in a file of its own, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.checksummed_files import ChecksummedFiles, key_of
from coach.errors import MissingPart
from coach.folders import levels_folder
from coach.log import logger, swallowing

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.samples import Samples

_log = logger(__name__)
_FULL = "make room, or set COACH_CACHE to a folder that can be written"
_CLOSED = "let your group write there (chmod g+rwxs), or set COACH_CACHE to a folder of your own"
_FULL_SCALE = 32767
_SAMPLE_BYTES = 2
CLIP = "clip"
"""What a file of a clip is called, and its suffix."""


def samples_in(payload: bytes | memoryview) -> Samples:
    """Return the samples that a payload holds, mono, full scale at 1."""
    samples: Samples = np.frombuffer(payload, "<i2").astype(np.float32)
    samples /= _FULL_SCALE
    return samples


class ClipCache:
    """Mono samples under keys; a file has a checksum and 16-bit samples, lowest byte first."""

    def __init__(self, folder: Path, files: ChecksummedFiles | None = None) -> None:
        self.folder = folder
        self._files = files or ChecksummedFiles(folder, CLIP)
        self._proofs = ChecksummedFiles(levels_folder(), "whole")

    def get(self, key: str) -> Samples | None:
        """Return the samples of a key; None for a clip that is not there or is damaged."""
        payload = self._whole(key)
        return None if payload is None else samples_in(payload)

    def frames(self, key: str) -> int | None:
        """Return how many samples there seem to be under a key, without reading them; None for none."""
        size = self._files.size(key)
        return None if size is None else size // _SAMPLE_BYTES

    def whole_frames(self, key: str) -> int | None:
        """Return how many samples there are under a key; None for a clip that is not there or was cut short.

        A clip that was read before is not read again for it: there is a proof that this checksum is of so many.
        """
        digest = self._files.digest(key)
        if digest is not None and self._proofs.size(key_of(digest)) is None and self._whole(key) is None:
            return None
        return self.frames(key)

    def _whole(self, key: str) -> memoryview | None:
        """Return the payload of a key if it is whole, and keep the proof of it."""
        payload = self._files.read(key)
        if payload is None or len(payload) % _SAMPLE_BYTES:
            return None
        digest = self._files.digest(key)
        if digest is not None and self._proofs.size(key_of(digest)) is None:
            with swallowing(_log, "keeping the proof of a clip", OSError):
                self._proofs.write(key_of(digest), digest.encode())
        return payload

    def digest(self, key: str) -> str | None:
        """Return the name of the samples that there seem to be under a key, without reading them; None for none."""
        return self._files.digest(key)

    def put(self, key: str, samples: Samples) -> Samples:
        """Keep the samples and give them as `get` will; raises MissingPart when the folder takes no more."""
        payload = np.rint(samples * _FULL_SCALE).astype("<i2").tobytes()
        try:
            self._files.write(key, payload)
        except OSError as error:
            remedy = _CLOSED if isinstance(error, PermissionError) else _FULL
            raise MissingPart(f"the clips cannot be kept in {self.folder}: {error.strerror}", remedy) from error
        return samples_in(payload)
