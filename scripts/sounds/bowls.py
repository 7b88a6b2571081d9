"""singing-bowls: bowls that are rubbed, not struck, one after the other and never all silent."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.loops import (
    GRID_HZ,
    cleaned,
    contoured,
    falling,
    hertz_of,
    in_proportion,
    points,
    slow_curve,
    sounding,
    stretched,
    wide_noise,
)
from sounds.loudness import gain, loudness

AIR_DB = -20.0  # the bed of air, relative to the bowls
FEWER_HZ = 8_000  # bowls are computed at this rate, which is enough for them
APART_S = 20.0  # from one rubbing of a bowl to its next, about

# The partials of each bowl, Hz: in about the ratios of a bowl's wall, 1 : 2.6-2.9 : 4.8-5.4, no harmonics.  The roots
# stand as 2:3:4:6:8, and the others were sought so that no two of all the bowls are so near that they beat or sound
# rough.  All are multiples of 5 Hz, so that 0.2 s are whole cycles of each.
BOWLS = (
    (110.0, 290.0, 550.0),
    (165.0, 480.0, 795.0),
    (220.0, 620.0, 1_175.0),
    (330.0, 925.0, 1_770.0),
    (440.0, 1_175.0, 2_115.0),
)
LAYERS = ((0, 2, 4), (1, 3))  # the bowls of each
PARTIALS_DB = (0.0, -9.0, -20.0)
ROOTS_DB = (1.0, 0.0, -1.5, -4.0, -7.0)


def swell(loop_s: float, start_s: float, peak_s: float) -> Floats:
    """Return the level of one rubbing: it rises, takes three to four times as long to die, and wraps round the loop."""
    seconds = np.arange(points(loop_s, GRID_HZ)) / GRID_HZ
    way = ((seconds - start_s) % loop_s) / peak_s
    return (way * np.exp(1 - way)) ** 2


def rubbings(loop_s: float, bowls: tuple[int, ...], rng: np.random.Generator) -> dict[int, Floats]:
    """Return the level of every bowl, shape (grid,): irregular entries, never the same bowl twice running."""
    entries = round(loop_s * len(bowls) / APART_S)
    gaps = rng.uniform(4, 8, entries)
    starts = np.cumsum(gaps) * loop_s / gaps.sum()
    levels = {bowl: np.zeros(points(loop_s, GRID_HZ)) for bowl in bowls}
    order: list[int] = []
    while len(order) < entries:
        fresh = [int(bowl) for bowl in rng.permutation(bowls)]
        order += fresh if not order or fresh[0] != order[-1] else fresh[::-1]
    for start, bowl in zip(starts, order, strict=False):
        levels[bowl] += rng.uniform(0.75, 1.0) * swell(loop_s, start, rng.uniform(5, 7))
    return levels


def partial(loop_s: float, hertz: float, level: Floats, rng: np.random.Generator) -> Floats:
    """Return a partial as two, a few cycles per loop apart, as no bowl is quite round: a slow breath, not a beat."""
    way = np.linspace(0, 1, points(loop_s, FEWER_HZ), endpoint=False)
    apart = int(rng.integers(2, 6))
    leans = (1.0, 0.85) if rng.uniform() < 0.5 else (0.85, 1.0)
    sides = np.zeros((2, len(way)))
    for cycles, lean in ((round(hertz * loop_s), leans), (round(hertz * loop_s) + apart, (0.15, 0.15))):
        phases = rng.uniform(0, 2 * np.pi) + rng.choice([-0.45, 0.45]) * np.array([-1.0, 1.0])
        for side in range(2):
            sides[side] += lean[side] * np.sin(2 * np.pi * cycles * way + phases[side])
    return sides * stretched(level, len(way))


def bowl_sound(loop_s: float, bowl: int, level: Floats, rng: np.random.Generator) -> Floats:
    """Return one bowl through the whole loop; its upper partials come and go with the strength of the rubbing."""
    sound = np.zeros((2, points(loop_s, FEWER_HZ)))
    for number, (hertz, level_db) in enumerate(zip(BOWLS[bowl], PARTIALS_DB, strict=True)):
        hand = 10 ** (0.6 * slow_curve(loop_s, 0.028, 0.185, rng) / 20)
        strength = hand * level ** (1 + 0.4 * number)
        sound += gain(ROOTS_DB[bowl] + level_db) * partial(loop_s, hertz, strength, rng)
    return sound


def singing_bowls(loop_s: float, layer: int) -> Floats:
    """Return one exact period of a layer, shape (2, samples)."""
    rng = np.random.default_rng((46, layer))
    few = np.zeros((2, points(loop_s, FEWER_HZ)))
    for bowl, level in rubbings(loop_s, LAYERS[layer], rng).items():
        few += bowl_sound(loop_s, bowl, level, rng)
    shape = falling(hertz_of(loop_s), lowest_hz=80, knee_hz=150, slope_db=-6, highest_hz=3_000)
    rung = stretched(few, points(loop_s, RATE))
    bowls = rung
    for _ in range(2):  # what is bent a second time is where nothing was rubbed for long
        bowls = contoured(bowls, spread_db=2.0, slow=0.25 * loop_s, fast=0.25 * loop_s)
    bowls *= gain(loudness(rung))
    return cleaned(bowls + in_proportion(sounding(wide_noise(shape, rng), loop_s), bowls, AIR_DB))
