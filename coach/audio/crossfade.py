"""Two sounds → the way from one into the other, as loud all along as its two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from coach.audio.samples import Samples

_LEAST_CORRELATION = -0.5
"""In a long fade, sounds that cancel each other are raised by 3 dB at most; in a smooth one, nothing is raised."""


def crossfade(out: Samples, back: Samples, *, smooth: bool = False) -> Samples:
    """Fade from `out` to `back` in equal power, however alike the two are.

    Two sounds that are alike add up in their samples, two that are not in their power: both gains are divided by what a
    sum of sounds so alike would have (M. Fink, M. Holters, U. Zölzer: "Signal-matched power-complementary
    cross-fading", DAFx-16).

    Args:
        out: What is left, shape (frames, channels).
        back: What comes in, of the same shape.
        smooth: Whether the gains begin and end level, as squares of sines: for fades so short that a bend is heard.

    Example:
        >>> tone = np.ones((4, 2), np.float32)
        >>> crossfade(tone, tone).round(6).tolist() == tone.tolist()
        True
    """
    turn = np.linspace(0, np.pi / 2, len(out), endpoint=False)[:, None]
    down, up = np.cos(turn) ** (1 + smooth), np.sin(turn) ** (1 + smooth)
    alike = max(correlation(out, back), 0.0 if smooth else _LEAST_CORRELATION)
    even = 1 / np.sqrt(down**2 + up**2 + 2 * alike * down * up)
    faded: Samples = (out * (down * even) + back * (up * even)).astype(np.float32)
    return faded


def correlation(one: Samples, other: Samples) -> float:
    """Return how alike two sounds are: 1 for the same at any level, 0 for strangers and silence, -1 for opposites."""
    both = (_product(one, one) * _product(other, other)) ** 0.5
    return _product(one, other) / both if both else 0.0


def _product(one: Samples, other: Samples) -> float:
    # No BLAS: its threads would wake up for this, and spin after it.
    return float(np.einsum("i,i->", one.ravel(), other.ravel(), dtype=np.float64))
