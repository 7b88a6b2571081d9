"""A background → one that cannot fail while somebody listens: it ends softly, and the words go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coach.errors import CoachError
from coach.log import described, logger
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.sound.background import Background

_log = logger(__name__)
_FADE = frames_at(1000)


class ResilientBackground:
    """A background that fades out when it cannot be read any more, as from a USB stick that somebody pulls out."""

    def __init__(self, background: Background) -> None:
        self.failure: CoachError | None = None
        """The error by which the background was lost; None as long as there is one."""
        self.powers: Powers = background.powers
        self.peak = background.peak
        self._background = background
        self._last = np.zeros((0, 2), np.float32)
        self._failed_at = 0
        self._without_to = 0

    def read(self, start: int, end: int) -> Samples:
        """The frames from `start` to `end`, shape (frames, 2), which the caller may change; never raises CoachError."""
        if self.failure is None:
            try:
                samples = self._background.read(start, end)
            except CoachError as failure:
                _log.warning("the background is lost at frame %d: %s", start, described(failure))
                self.failure, self._failed_at, self._without_to = failure, start, start
            else:
                self._last = np.concatenate((self._last, samples))[-_FADE:]
                return samples
        return self._without(start, end)

    def close(self) -> None:
        """Close the background, which is read no more."""
        self._background.close()

    def _without(self, start: int, end: int) -> Samples:
        """The silence after a lost background, with a fade of what was read last, mirrored at its end without a seam.

        The fade comes once, and not after a jump: that has a crossfade, and nothing is to come up again where it was
        fading.
        """
        if not self._failed_at <= start <= self._without_to:
            self._last = self._last[:0]
        self._without_to = max(self._without_to, end)
        samples, done = np.zeros((end - start, 2), np.float32), start - self._failed_at
        mirrored = 2 * self._last[-1:] - self._last[-2::-1]
        if 0 <= done < len(mirrored):
            frames = min(len(mirrored) - done, end - start)
            gain = np.cos(np.linspace(0, np.pi / 2, len(mirrored), dtype=np.float32)[:, None]) ** 2
            samples[:frames] += (mirrored * gain)[done : done + frames]
        return samples
