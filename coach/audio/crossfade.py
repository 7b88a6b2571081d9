"""Two sounds → a crossfade from one into the other, without a dip or a rise in level on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coach.audio.samples import Samples

    Gains = NDArray[np.float64]

_LEAST_CORRELATION = -0.5
"""The least correlation that a long fade makes up for: sounds that cancel each other are raised by 3 dB at most. In a
smooth fade it is 0, and nothing is raised."""


def crossfade(out: Samples, back: Samples, *, smooth: bool = False) -> Samples:
    """Return an equal-power crossfade from `out` to `back`, whatever their correlation.

    Correlated sounds add up in their samples, uncorrelated ones in their power: both gains are divided by the level
    that the sum of two sounds with this correlation would have (M. Fink, M. Holters, U. Zölzer: "Signal-matched
    power-complementary cross-fading", DAFx-16).

    Args:
        out: The sound that fades out, shape (frames, channels).
        back: The sound that fades in, of the same shape.
        smooth: Whether the gains begin and end with a slope of 0, as squares of sines: for fades so short that a bend
            would be heard.

    Example:
        >>> tone = np.ones((4, 2), np.float32)
        >>> crossfade(tone, tone).round(6).tolist() == tone.tolist()
        True
    """
    alike = max(correlation(out, back), 0.0 if smooth else _LEAST_CORRELATION)
    down, up = gains(len(out), alike, smooth=smooth)
    faded: Samples = (out * down + back * up).astype(np.float32)
    return faded


def gains(frames: int, alike: float, *, smooth: bool = False) -> tuple[Gains, Gains]:
    """Return the gains down and up of a crossfade of sounds with this correlation, shape (frames, 1).

    Example:
        >>> down, up = gains(2, 1.0)
        >>> down.ravel().round(6).tolist(), up.ravel().round(6).tolist()  # the same sound twice adds up to itself
        ([1.0, 0.5], [0.0, 0.5])
    """
    turn = np.linspace(0, np.pi / 2, frames, endpoint=False)[:, None]
    down, up = np.cos(turn) ** (1 + smooth), np.sin(turn) ** (1 + smooth)
    even = 1 / np.sqrt(down**2 + up**2 + 2 * alike * down * up)
    return down * even, up * even


def correlation(one: Samples, other: Samples) -> float:
    """Return the correlation of two sounds: 1 if only their levels differ, 0 if unrelated or silent, -1 if inverted."""
    both = (_product(one, one) * _product(other, other)) ** 0.5
    return _product(one, other) / both if both else 0.0


def _product(one: Samples, other: Samples) -> float:
    # Without BLAS: its threads would wake up for this, and go on spinning after it.
    return float(np.einsum("i,i->", one.ravel(), other.ravel(), dtype=np.float64))
