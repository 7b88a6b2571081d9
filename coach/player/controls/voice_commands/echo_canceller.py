"""What the microphone hears and what coach plays → what others say in the room.

The path from the loudspeaker to the microphone (delay, room, gain) is estimated for each frequency by a Kalman filter
over half a second of the past (Enzner and Vary 2006; in partitions, Kuech 2014), and the echo that came along it is
subtracted. It needs no double-talk detector for two who speak at once: it weighs what it learns by how much of the
sound it cannot explain. That holds for a prior that fits the room: where the path might be a hundred times as loud as
it is, a filter explains whoever speaks as echo, diverges and begins again. So the prior is measured: in no frequency is
the echo louder than all that is heard there. It also knows how sure its estimate is, so that `Endpointer` can ignore
blocks in which coach's own voice may still be left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.audio.samples import Samples

BLOCK = 480
"""The frames of a block, at 16 kHz: the 30 ms that the VAD wants."""

_PARTS = 20
"""The blocks of the past that the filter spans: 600 ms, of which a sound device may take 300, and the room the rest."""

_KEEPS = 0.9995
"""The share of the path that is the same a block later: it is forgotten within a minute, and follows a drifting
clock."""

_FLOOR = 1e-6
_UNKNOWN = 1.0
"""The variance of a path of which nothing is known: the echo may be as loud as the sound itself."""

_SMOOTH = 0.98
"""The factor by which the means of the powers heard and played decay per block: they tell of the last second or two.
Somebody else who speaks then only raises the limit that they set, and the lowest one counts."""

_WORSE, _CALM = 1.5, 0.95
"""The limit of the power left, as a ratio to the power heard, and the factor by which their means decay per block:
subtracting more than there was, for about half a second, means that the path has changed and is to be learnt anew."""


@dataclass(frozen=True, eq=False)
class Cleared:
    """A block of the room's sound without coach's; `left` is the estimated power of coach's that is still in it."""

    samples: Samples
    left: float
    played: float = 0.0
    """The power of what coach played at that time."""


class EchoCanceller:
    """An echo canceller, which learns the path from the loudspeaker to the microphone while it is heard."""

    def __init__(self) -> None:
        bins = BLOCK + 1
        self._played = np.zeros((_PARTS, bins), np.complex64)
        self._before = np.zeros(BLOCK, np.float32)
        self._noise = np.full(bins, 1e-3, np.float32)
        self._heard_powers, self._played_powers = np.zeros((2, bins), np.float32)
        self._heard_power = self._left_power = 0.0
        self._forget()

    def _forget(self) -> None:
        self._way = np.zeros_like(self._played)
        self._doubt = np.full(self._played.shape, _UNKNOWN, np.float32)

    def clear(self, heard: Samples, played: Samples) -> Cleared:
        """Subtract the echo of what is played from the next block heard; both have `BLOCK` frames."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._before, played]))
        self._before = played
        power = self._played.real**2 + self._played.imag**2
        left = 0.5 * (power * self._doubt).sum(axis=0)
        rest = heard
        if heard.any():  # a muted microphone has no echo, and tells nothing of the path
            rest = heard - np.fft.irfft((self._played * self._way).sum(axis=0))[BLOCK:].astype(np.float32)
            self._learn(rest, power, left)
            self._limit_doubt(heard, power[-1])
            self._watch(heard, rest)
        # Parseval: both halves of the spectrum, over the frames of a transform of which half is sound.
        return Cleared(rest, float(left.sum()) * 2 / (2 * BLOCK) / BLOCK, float(played @ played) / BLOCK)

    def _limit_doubt(self, heard: Samples, played: NDArray[np.float32]) -> None:
        """Doubt no part of the path by more than if all that is heard came along it.

        `played` is the power of the oldest block of the past: of all of it, the echo was in what was heard since.
        """
        self._heard_powers += (1 - _SMOOTH) * (np.abs(_spectrum(heard)) ** 2 - self._heard_powers)
        self._played_powers += (1 - _SMOOTH) * (played - self._played_powers)
        most = 2 * (self._heard_powers + _FLOOR) / (self._played_powers + _FLOOR)
        self._doubt = np.minimum(self._doubt, most)

    def _learn(self, rest: Samples, power: NDArray[np.float32], left: NDArray[np.float32]) -> None:
        unexplained = _spectrum(rest)
        self._noise = (0.7 * self._noise + 0.3 * np.abs(unexplained) ** 2).astype(np.float32)
        step = self._doubt / (left + self._noise + _FLOOR)
        way = np.fft.irfft(_KEEPS * (self._way + step * np.conj(self._played) * unexplained), axis=1)
        way[:, BLOCK:] = 0  # what wraps around is no path that a sound can take
        self._way = np.fft.rfft(way, axis=1).astype(np.complex64)
        surer = np.maximum(1 - 0.5 * step * power, 0) * self._doubt
        forgotten = (1 - _KEEPS**2) * (np.abs(self._way) ** 2 + _FLOOR)
        self._doubt = np.asarray(_KEEPS**2 * surer + forgotten, np.float32)

    def _watch(self, heard: Samples, rest: Samples) -> None:
        self._heard_power = _CALM * self._heard_power + (1 - _CALM) * float(heard @ heard)
        self._left_power = _CALM * self._left_power + (1 - _CALM) * float(rest @ rest)
        if self._left_power > _WORSE * self._heard_power:
            self._left_power = self._heard_power
            self._forget()


def _spectrum(block: Samples) -> NDArray[np.complex64]:
    """The spectrum of a block, at the end of a transform of two."""
    return np.fft.rfft(np.concatenate([np.zeros(BLOCK, np.float32), block])).astype(np.complex64)
