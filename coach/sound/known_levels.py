"""What was once measured of clips and backgrounds, kept on disk: an unchanged session is planned without its samples.

A measurement is a fact of the samples, of which its key has the digest. Where it is damaged, or cannot be kept, it is
made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.checksummed_files import ChecksummedFiles, key_of
from coach.folders import levels_folder
from coach.log import logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.audio.loudness import Powers

_log = logger(__name__)
LEVELS_FORMAT = 2
"""Counts the changes of what is measured, or how, and of what a file holds, so that all is measured again."""


class KnownLevels:
    """Measurements by the digest of what they are of; a file has a checksum and numbers of 64 bits."""

    def __init__(self, folder: Path | None = None) -> None:
        self._files = ChecksummedFiles(folder or levels_folder(), "levels")

    def get(self, *facts: object) -> Powers | None:
        """Return the numbers that were kept under all that decides them; None where there are none."""
        payload = self._files.read(key_of(LEVELS_FORMAT, *facts))
        return None if payload is None else np.frombuffer(payload, "<f8")

    def put(self, numbers: Powers, *facts: object) -> None:
        """Keep numbers under all that decides them, if the folder takes them."""
        with swallowing(_log, "keeping what was measured", OSError):
            self._files.write(key_of(LEVELS_FORMAT, *facts), numbers.astype("<f8").tobytes())


class KnownClips:
    """What was measured of clips at a gain and under a ceiling; `digest` names a clip's samples, if they are kept."""

    def __init__(self, digest: Callable[[str, int | None], str | None], levels: KnownLevels | None = None) -> None:
        self._digest, self._levels = digest, levels or KnownLevels()

    def get(self, text: str, pace: int | None, gain_db: float, ceiling: float) -> Powers | None:
        """Return the numbers that were measured of a clip; None where they are not known."""
        digest = self._digest(text, pace)
        return self._levels.get("clip", digest, gain_db, ceiling) if digest else None

    def put(self, numbers: Powers, text: str, pace: int | None, gain_db: float, ceiling: float) -> None:
        """Keep the numbers that were measured of a clip, if the clip is kept."""
        if digest := self._digest(text, pace):
            self._levels.put(numbers, "clip", digest, gain_db, ceiling)
