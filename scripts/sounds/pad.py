"""warm-pad: a soft, dark chord that moves slowly and goes nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sounds.loops import hertz_of, sounding, steadied, wide_noise
from sounds.loudness import gain

if TYPE_CHECKING:
    from sounds import Complexes, Floats

LOOP_S = 84
ROOT_HZ = 110.0
LOWEST_HZ, HIGHEST_HZ = 60.0, 1_900.0  # nothing is made outside this band
NOISE_DB = -21.0  # noise bed relative to all partials together

# (ratio to the root, level in dB).  Just ratios: partials that meet share one frequency, so they cannot pulse.
FIFTHS = ((1, 0.0), (3 / 2, -3.0), (2, -3.0), (3, -8.0), (4, -12.0))
THIRD_AND_NINTH = ((5 / 2, -15.0), (9 / 2, -18.0))


def add_partial(spectrum: Complexes, cycles: int, sides: Floats, rng: np.random.Generator) -> None:
    """Add a swelling partial of `cycles` per loop; `sides`: left, right amplitude.

    The swell, 1 + 0.3 cos, makes 2 to 8 cycles per loop: two side bins.  Left and
    right are 0.9 rad apart: wide, yet a mono sum keeps the partial.
    """
    lead = rng.choice([-0.45, 0.45]) * np.array([-1.0, 1.0])
    carrier = sides * np.exp(1j * (rng.uniform(0, 2 * np.pi) + lead))
    swell = int(rng.integers(2, 9))
    side_bin = 0.15 * np.exp(1j * rng.uniform(0, 2 * np.pi))
    spectrum[:, cycles] += carrier
    spectrum[:, cycles + swell] += carrier * side_bin
    spectrum[:, cycles - swell] += carrier * np.conj(side_bin)


def add_note(spectrum: Complexes, cycles: int, level: float, last: int, rng: np.random.Generator) -> None:
    """Add the harmonics up to `last` cycles per loop of a note of `cycles` per loop.

    Each has a centre, a left and a right voice, 2 to 4 cycles per loop apart, so
    that they beat at most 8 times in a loop.
    """
    for harmonic in range(1, last // cycles + 1):
        centre, amplitude = cycles * harmonic, level * harmonic**-1.3
        low, high = (int(detune) for detune in rng.integers(2, 5, 2))
        add_partial(spectrum, centre, amplitude * np.array([1.0, 1.0]), rng)
        add_partial(spectrum, centre - low, amplitude * np.array([0.3, 0.1]), rng)
        add_partial(spectrum, centre + high, amplitude * np.array([0.1, 0.3]), rng)


def noise_bed(hertz: Floats, rng: np.random.Generator) -> Complexes:
    """Return brown-ish noise (-6 dB/octave over 200 Hz)."""
    shape = (hertz / 200) ** 2 / (1 + (hertz / 200) ** 3)
    shape[(hertz < LOWEST_HZ) | (hertz > HIGHEST_HZ)] = 0
    return wide_noise(shape, rng)


def warm_pad() -> Floats:
    """Return one exact period, shape (2, samples)."""
    rng = np.random.default_rng(20)
    hertz = hertz_of(LOOP_S)
    spectrum = np.zeros((2, len(hertz)), dtype=np.complex128)
    for ratio, level_db in FIFTHS + THIRD_AND_NINTH:
        cycles = round(ROOT_HZ * ratio * LOOP_S)
        add_note(spectrum, cycles, gain(level_db), int(HIGHEST_HZ * LOOP_S), rng)
    bed = noise_bed(hertz, rng)
    bed *= gain(NOISE_DB) * np.linalg.norm(spectrum) / np.linalg.norm(bed)
    dark = 1 / np.sqrt(1 + (hertz / 600) ** 6)  # low-pass, -18 dB/octave
    return steadied(sounding((spectrum + bed) * dark, LOOP_S))
