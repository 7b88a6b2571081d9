"""warm-pad: a soft, dark chord that moves slowly and goes nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sounds.loops import hertz_of, sounding, steadied, wide_noise
from sounds.loudness import gain, loudness

if TYPE_CHECKING:
    from sounds import Complexes, Floats

ROOT_HZ = 110.0
GOLDEN_ANGLE = np.pi * (3 - 5**0.5)
LOWEST_HZ, HIGHEST_HZ = 60.0, 1_900.0  # nothing is made outside this band
NOISE_DB = -21.0  # noise bed relative to all partials together

# (ratio to the root, level in dB).  Just ratios: partials that meet share one frequency, so they cannot pulse.
ROOT_AND_NINTH = ((1, 0.0), (3, -8.0), (9 / 2, -18.0))
FIFTH_AND_THIRD = ((3 / 2, -3.0), (2, -3.0), (4, -12.0), (5 / 2, -15.0))
LAYERS = (ROOT_AND_NINTH, FIFTH_AND_THIRD)


def phase_of(hertz: float, layer: int, rng: np.random.Generator) -> Floats:
    """Return the phase of a harmonic in left and right, 0.9 rad apart: wide, yet a mono sum keeps the partial.

    A frequency has one phase in a layer, or its opposite, and is a quarter of a cycle ahead in the other layer: as long
    as it lasts, the two add up in their power, whatever their swells.
    """
    number = round(2 * hertz / ROOT_HZ)
    turn = GOLDEN_ANGLE * number**2 + np.pi / 2 * layer + np.pi * rng.integers(2)
    return turn + (-1) ** number * np.array([-0.45, 0.45])


def add_partial(spectrum: Complexes, cycles: int, sides: Floats, phase: Floats, rng: np.random.Generator) -> None:
    """Add a swelling partial of `cycles` per loop; `sides`: left, right amplitude.

    The swell, 1 + 0.3 cos, makes 1 to 4 cycles per loop: two side bins.
    """
    carrier = sides * np.exp(1j * phase)
    swell = int(rng.integers(1, 5))
    side_bin = 0.15 * np.exp(1j * rng.uniform(0, 2 * np.pi))
    spectrum[:, cycles] += carrier
    spectrum[:, cycles + swell] += carrier * side_bin
    spectrum[:, cycles - swell] += carrier * np.conj(side_bin)


def add_note(
    spectrum: Complexes, loop_s: float, hertz: float, level: float, layer: int, rng: np.random.Generator
) -> None:
    """Add the harmonics of a note up to the highest frequency.

    Each has a centre, a left and a right voice, 1 or 2 cycles per loop apart, so
    that they beat at most 4 times in a loop.
    """
    for harmonic in range(1, int(HIGHEST_HZ / hertz) + 1):
        centre, amplitude = round(hertz * harmonic * loop_s), level * harmonic**-1.3
        low, high = (int(detune) for detune in rng.integers(1, 3, 2))
        beside = [rng.uniform(0, 2 * np.pi) + rng.choice([-0.45, 0.45]) * np.array([-1.0, 1.0]) for _ in range(2)]
        middle = phase_of(hertz * harmonic, layer, rng)
        add_partial(spectrum, centre, amplitude * np.array([1.0, 1.0]), middle, rng)
        add_partial(spectrum, centre - low, amplitude * np.array([0.3, 0.1]), beside[0], rng)
        add_partial(spectrum, centre + high, amplitude * np.array([0.1, 0.3]), beside[1], rng)


def noise_bed(hertz: Floats, rng: np.random.Generator) -> Complexes:
    """Return brown-ish noise (-6 dB/octave over 200 Hz)."""
    shape = (hertz / 200) ** 2 / (1 + (hertz / 200) ** 3)
    shape[(hertz < LOWEST_HZ) | (hertz > HIGHEST_HZ)] = 0
    return wide_noise(shape, rng)


def warm_pad(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples)."""
    rng = np.random.default_rng((117, layer))
    hertz = hertz_of(loop_s)
    spectrum = np.zeros((2, len(hertz)), dtype=np.complex128)
    for ratio, level_db in LAYERS[layer]:
        add_note(spectrum, loop_s, ROOT_HZ * ratio, gain(level_db), layer, rng)
    bed = noise_bed(hertz, rng)
    bed *= gain(NOISE_DB) * np.linalg.norm(spectrum) / np.linalg.norm(bed)
    dark = 1 / np.sqrt(1 + (hertz / 600) ** 6)  # low-pass, -18 dB/octave
    loop = sounding((spectrum + bed) * dark, loop_s)
    return steadied(loop, 0.2 * loop_s) * gain(loudness(loop))
