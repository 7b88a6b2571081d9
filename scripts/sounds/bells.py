"""The bells that begin and end a session, and the chime for the other hand."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.loudness import gain, true_peak

SILENT_S = 0.06  # nothing at the very end
PARTIAL = tuple[float, float, float]  # ratio to the root, level in dB, seconds to fall to 1/e

# A bell's wall rings in no harmonics, and the higher partials die away sooner.
BELL: tuple[PARTIAL, ...] = ((1, 0.0, 1.0), (2.74, -9.0, 0.5), (5.19, -20.0, 0.22), (8.1, -32.0, 0.1))
CHIME: tuple[PARTIAL, ...] = ((1, 0.0, 1.0), (2.76, -22.0, 0.3))


def struck(root_hz: float, partials: tuple[PARTIAL, ...], *, rise_s: float, fall_s: float, length_s: float) -> Floats:
    """Return one soft stroke, shape (2, samples): every partial rises without an edge and dies away to silence.

    Each partial is two, half a hertz apart, as no bell is quite round; they lean to different sides.
    """
    seconds = np.arange(round(length_s * RATE)) / RATE
    sound = np.zeros((2, len(seconds)))
    for number, (ratio, level_db, share) in enumerate(partials):
        fall = gain(level_db) * np.exp(-seconds / (fall_s * share))
        for side, lean in enumerate((0.12, 0.25)):
            turn = 2 * np.pi * root_hz * ratio * seconds + (-1) ** (number + side) * 0.4
            sound[side] += fall * (np.sin(turn) + lean * np.sin(turn + 2 * np.pi * 0.5 * seconds))
    rise = np.sin(np.pi / 2 * np.minimum(seconds / rise_s, 1)) ** 2
    end = np.clip((length_s - SILENT_S - seconds) / (0.4 * length_s), 0, 1)
    sound *= rise * np.sin(np.pi / 2 * end) ** 2
    return sound


def at_peak(sound: Floats, dbtp: float) -> Floats:
    """Return the sound with a true peak of `dbtp`."""
    return sound * gain(dbtp - true_peak(sound))


def start_bell() -> Floats:
    """Return a gentle bell, 5 s."""
    return at_peak(struck(440, BELL, rise_s=0.010, fall_s=1.1, length_s=5), -20)


def end_bell() -> Floats:
    """Return the same bell an octave lower and longer, 8 s."""
    return at_peak(struck(220, BELL, rise_s=0.012, fall_s=2.0, length_s=8), -20)


def side_change() -> Floats:
    """Return two tones, a fourth apart and rising, 2 s: they mean "go on with the other hand"."""
    chime = np.zeros((2, 2 * RATE))
    for root_hz, start_s, level in ((495, 0.0, 0.85), (660, 0.32, 1.0)):
        tone = level * struck(root_hz, CHIME, rise_s=0.045, fall_s=0.35, length_s=2 - start_s)
        chime[:, round(start_s * RATE) :] += tone
    return at_peak(chime, -24)
