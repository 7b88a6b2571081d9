"""The sounds of a guess → how uneven their lengths are, beside those of speech; however fast somebody speaks.

Where a phrase is found in other talk, the sounds that do not fit are squeezed, and those around them drawn over them:
the lengths tell of it even where each stretch is like its sound (Goronzy, Marasek, Haag and Kompe 2000, "Prosodically
motivated features for confidence measures"; Scanzio et al. 2009, "Word confidence using duration models").
"""

from __future__ import annotations

from math import log
from statistics import median, pstdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.player.controls.voice_commands.recogniser import SpokenSound

_SOUNDS_OF = {
    7.5: "V R Y B D G K T S Z N NG HH DH AH IH",
    11.0: "P M L W F AA IY UH",
    15.0: "CH JH SH AO AW EH EY ER UW AE AY OW OY",
}
"""The usual length, in hundredths of a second → the sounds: three groups tell as much as a length of each would."""

_USUAL = {sound: length for length, sounds in _SOUNDS_OF.items() for sound in sounds.split()}
_OTHER = 9.0
_LAST = 2.0
"""The factor by which the last sound of a phrase is longer than elsewhere."""

_MOST = 1.0


def unevenness(sounds: Sequence[SpokenSound]) -> float:
    """The standard deviation of the logarithms of lengths, as ratios to the usual ones.

    None counts as more than `_MOST` away from the median, so that no sound decides alone: a stop at the end may be
    released or not. Half of all commands in noise have less than 0.34, half of other talk more than 0.61.

    >>> from coach.player.controls.voice_commands.recogniser import SpokenSound
    >>> go = [SpokenSound("G", 20, 8, -40, 1.0), SpokenSound("OW", 28, 31, -40, 1.0)]
    >>> round(unevenness(go), 2)
    0.02
    """
    usual = [_USUAL.get(sound.name, _OTHER) for sound in sounds]
    usual[-1] *= _LAST
    ratios = [log(sound.length / length) for sound, length in zip(sounds, usual, strict=True)]
    middle = median(ratios)
    return pstdev(max(-_MOST, min(ratio - middle, _MOST)) for ratio in ratios)
