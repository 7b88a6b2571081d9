"""Samples → their loudness and true peak by ITU-R BS.1770-4, and their K-weighted power in tenths of a second."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.audio.filters import Filters
from coach.interrupts import check
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.audio.samples import Samples

Powers = NDArray[np.float64]
"""The K-weighted power of each hop of a sound, both channels added up; loudness is computed from its mean."""

HOP = RATE // 10
"""The frames in a hop: BS.1770 measures 400 ms, every 100 ms."""

_WINDOW = 4
"""The hops in the 400 ms that are measured at once."""
_ABSOLUTE_GATE, _RELATIVE_GATE = 10 ** ((-70 + 0.691) / 10), 10 ** (-10 / 10)


@dataclass(frozen=True)
class Loudness:
    """The measurements of a sound by BS.1770; `-inf` where there is nothing to hear."""

    lufs: float
    """The integrated loudness in LUFS (EBU R 128, gated)."""
    peak_dbtp: float
    """The true peak in dBTP, four times oversampled."""


def measure(samples: Samples) -> Loudness:
    """Return the loudness of a sound from two loudspeakers (mono: the same in both), measured by ffmpeg's `ebur128`."""
    meter = Filters(("ebur128", "metadata=1:peak=true"))
    lufs, peak = -math.inf, 0.0
    for heard in meter.push(both_sides(samples)):
        lufs = float(heard.metadata.get("lavfi.r128.I", lufs))
        peak = max(peak, *(float(heard.metadata.get(f"lavfi.r128.true_peaks_ch{n}", 0)) for n in (0, 1)))
    return Loudness(lufs if lufs > -70 else -math.inf, decibels(peak**2))  # noqa: PLR2004 - the lowest it knows


def both_sides(samples: Samples) -> Samples:
    """Return mono samples as stereo, shape (frames, 2); stereo ones as they are."""
    return np.repeat(samples[:, None], 2, axis=1) if samples.ndim == 1 else samples


def powers(stretches: Iterable[Samples]) -> Iterator[Powers]:
    """Yield the powers of each stretch; its last hop is filled up with silence.

    All stretches of a layout go through one filter, which remembers little more than the last hundredth of a second.
    """
    mono, stereo = (_weighting(layout) for layout in ("mono", "stereo"))
    for samples in stretches:
        check()
        pieces = (samples[start : start + RATE] for start in range(0, len(samples), RATE))
        # A mono sound is the same on both sides: it is filtered once, and counts twice.
        weighting, times = (mono, 2) if samples.ndim == 1 else (stereo, 1)
        yield np.concatenate([np.zeros(0), *(_of_hops(weighting, piece) for piece in pieces)]) * times


def _weighting(layout: str) -> Filters:
    biquads = [("biquad", f"precision=f64:{coefficients}") for coefficients in _k_weighting()]
    return Filters(*biquads, ("aformat", "sample_fmts=flt"), layout=layout)


def _of_hops(weighting: Filters, samples: Samples) -> Powers:
    hops = -(-len(samples) // HOP)
    whole = np.zeros((hops * HOP, *samples.shape[1:]), np.float32)
    whole[: len(samples)] = samples
    weighted = np.concatenate([frame.to_ndarray().ravel() for frame in weighting.push(whole)])
    return np.asarray(np.square(weighted, dtype=np.float64).reshape(hops, -1).sum(axis=1) / HOP)


def _k_weighting() -> Iterator[str]:
    """Yield the two filters of BS.1770 at 44.1 kHz: a shelf, which stands for the head, and a high-pass.

    The recommendation gives them for 48 kHz; the frequencies, gain and qualities here are those of the analogue
    filters behind them (B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2018).
    """
    k, q, high = math.tan(math.pi * 1681.974450955533 / RATE), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band, norm = high**0.4996667741545416, 1 + k / q + k * k
    shelf = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    yield _biquad(shelf, (norm, 2 * (k * k - 1), 1 - k / q + k * k))
    k, q = math.tan(math.pi * 38.13547087602444 / RATE), 0.5003270373238773
    norm = 1 + k / q + k * k
    yield _biquad((norm, -2 * norm, norm), (norm, 2 * (k * k - 1), 1 - k / q + k * k))


def _biquad(zeros: tuple[float, ...], poles: tuple[float, ...]) -> str:
    named = [(f"b{n}", value / poles[0]) for n, value in enumerate(zeros)]
    named += [(f"a{n}", value / poles[0]) for n, value in enumerate(poles)]
    return ":".join(f"{name}={value!r}" for name, value in named)


def integrated(hops: Powers) -> float:
    """Return the integrated loudness of powers, in LUFS, gated by BS.1770; below 400 ms, that of their mean."""
    if len(hops) < _WINDOW:
        return lufs_of(float(hops.mean())) if len(hops) else -math.inf
    total = np.concatenate(([0.0], np.cumsum(hops)))
    blocks = (total[_WINDOW:] - total[:-_WINDOW]) / _WINDOW
    blocks = blocks[blocks > _ABSOLUTE_GATE]
    if not len(blocks):
        return -math.inf
    return lufs_of(float(blocks[blocks > blocks.mean() * _RELATIVE_GATE].mean()))


def lufs_of(power: float) -> float:
    """Return the loudness of a K-weighted power, in LUFS."""
    return decibels(power) - 0.691


def decibels(power: float) -> float:
    """Return a power in decibels; `-inf` for 0."""
    return 10 * math.log10(power) if power > 0 else -math.inf
