"""singing-bowls: bowls that are rubbed, not struck, one after the other and never all silent."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats
from sounds.loops import (
    cleaned,
    contoured,
    falling,
    hertz_of,
    in_proportion,
    slow_curve,
    sounding,
    stretched,
    wide_noise,
)
from sounds.loudness import gain

LOOP_S = 108
AIR_DB = -20.0  # the bed of air, relative to the bowls
FEWER_HZ = 8_000  # bowls are computed at this rate, which is enough for them
ENTRIES = 20  # rubbings in a loop

# Root, Hz, and the partials' ratios to it: about those of a bowl's wall, no harmonics.  The roots stand as 2:3:4:6:8,
# and the ratios were sought so that no two partials of all the bowls are so near that they beat or sound rough.
BOWLS = (
    (110.0, (1, 2.64, 4.99)),
    (165.0, (1, 2.90, 4.82)),
    (220.0, (1, 2.82, 5.34)),
    (330.0, (1, 2.81, 5.37)),
    (440.0, (1, 2.67, 4.81)),
)
PARTIALS_DB = (0.0, -9.0, -20.0)
ROOTS_DB = (1.0, 0.0, -1.5, -4.0, -7.0)


def swell(start_s: float, peak_s: float) -> Floats:
    """Return the level of one rubbing: it rises, takes three to four times as long to die, and wraps round the loop."""
    grid = LOOP_S * 20
    way = ((np.arange(grid) / 20 - start_s) % LOOP_S) / peak_s
    return (way * np.exp(1 - way)) ** 2


def rubbings(rng: np.random.Generator) -> Floats:
    """Return the level of every bowl, shape (bowls, grid): irregular entries, never the same bowl twice running."""
    gaps = rng.uniform(3.5, 7.5, ENTRIES)
    starts = np.cumsum(gaps) * LOOP_S / gaps.sum()
    levels = np.zeros((len(BOWLS), LOOP_S * 20))
    order: list[int] = []
    while len(order) < ENTRIES:
        fresh = [int(bowl) for bowl in rng.permutation(len(BOWLS))]
        order += fresh if not order or fresh[0] != order[-1] else fresh[::-1]
    for start, bowl in zip(starts, order, strict=False):
        levels[bowl] += rng.uniform(0.75, 1.0) * swell(start, rng.uniform(5, 7))
    return levels


def partial(hertz: float, level: Floats, rng: np.random.Generator) -> Floats:
    """Return a partial as two, a few cycles per loop apart, as no bowl is quite round: a slow breath, not a beat."""
    way = np.arange(LOOP_S * FEWER_HZ) / (LOOP_S * FEWER_HZ)
    apart = int(rng.integers(5, 11))
    leans = (1.0, 0.85) if rng.uniform() < 0.5 else (0.85, 1.0)
    sides = np.zeros((2, len(way)))
    for cycles, lean in ((round(hertz * LOOP_S), leans), (round(hertz * LOOP_S) + apart, (0.15, 0.15))):
        phases = rng.uniform(0, 2 * np.pi) + rng.choice([-0.45, 0.45]) * np.array([-1.0, 1.0])
        for side in range(2):
            sides[side] += lean[side] * np.sin(2 * np.pi * cycles * way + phases[side])
    return sides * stretched(level, len(way))


def bowl_sound(bowl: int, level: Floats, rng: np.random.Generator) -> Floats:
    """Return one bowl through the whole loop; its upper partials come and go with the strength of the rubbing."""
    root, ratios = BOWLS[bowl]
    sound = np.zeros((2, LOOP_S * FEWER_HZ))
    for number, (ratio, level_db) in enumerate(zip(ratios, PARTIALS_DB, strict=True)):
        hand = 10 ** (0.6 * slow_curve(len(level), 3, 20, rng) / 20)
        sound += gain(ROOTS_DB[bowl] + level_db) * partial(root * ratio, hand * level ** (1 + 0.4 * number), rng)
    return sound


def singing_bowls() -> Floats:
    """Return one exact period, shape (2, samples)."""
    rng = np.random.default_rng(46)
    few = np.zeros((2, LOOP_S * FEWER_HZ))
    for bowl, level in enumerate(rubbings(rng)):
        few += bowl_sound(bowl, level, rng)
    shape = falling(hertz_of(LOOP_S), lowest_hz=80, knee_hz=150, slope_db=-6, highest_hz=3_000)
    bowls = contoured(stretched(few, LOOP_S * RATE), spread_db=1.6, slow=0.25 * LOOP_S, fast=0.25 * LOOP_S)
    return cleaned(bowls + in_proportion(sounding(wide_noise(shape, rng), LOOP_S), bowls, AIR_DB))
