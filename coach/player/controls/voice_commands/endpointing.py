"""Blocks of the room's sound without coach's → utterances, from silence to silence, that may be commands."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.player.controls.voice_commands.echo_canceller import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from coach.audio.samples import Samples
    from coach.player.controls.voice_commands.echo_canceller import Cleared

BLOCK_MS = 30

# In blocks. A comma in a command takes up to 300 ms, the closure of a "p" or "k" 150.
_HANG_OVER = 13
_SHORTEST, _LONGEST = 17, 80
_BEFORE, _AFTER = 8, 7
_ONSET, _OF = 3, 4

_LOUDER = 4.0
"""The least power of speech, as a ratio to the noise floor: 6 dB."""

_CLEARER = 5.0
"""The least power of speech, as a ratio to the estimated rest of coach's own sound: 7 dB."""

_FAINTER, _FADES = 0.0025, 0.94
"""The least power of speech, as a ratio to the loudest just before it, and the factor by which that fades per block:
what is 26 dB under what was just said is an echo of it, or coach, and it fades by 9 dB a second. Sound as faint as that
before the speech is the room."""

_QUIETEST = 1e-8
_PAST = 160
"""The blocks over which the noise floor is measured: in 5 s, somebody who speaks is silent for a tenth of the time."""

_OWN = 0.1
"""The largest share of an utterance's power that may be left of coach's own sound; above it, perhaps nobody else
spoke."""

_ALIKE, _LATEST = 0.8, 20
"""The correlation of an utterance's loudness with that of what was played up to `_LATEST` blocks (600 ms) before, above
which it is that sound, on a path that has just changed, as when a sound device stumbles, and that the echo canceller
does not know yet. Two who speak at once reach some 0.6 by chance."""


@dataclass(frozen=True, eq=False)
class Utterance:
    """A stretch in which somebody spoke, with silence before and after it."""

    samples: Samples
    end_ms: int
    """The end of the speech, without the silence after it, in ms since the detector began to hear."""


class Endpointer:
    """Cuts sound into utterances; `is_voice` is the VAD, which is asked about a block as 16-bit samples."""

    def __init__(self, is_voice: Callable[[bytes], bool]) -> None:
        self._is_voice = is_voice
        self._blocks: deque[Cleared] = deque(maxlen=_LONGEST + max(_BEFORE, _LATEST) + _HANG_OVER)
        self._powers: deque[float] = deque(maxlen=_PAST)
        self._lately: deque[bool] = deque(maxlen=_OF)
        self._speaks_for = self._silent_for = self._at = 0
        self._loudest = 0.0

    def add(self, block: Cleared) -> Utterance | None:
        """Take the next block; return the utterance that has been over for a while with it, if there is one."""
        self._at += 1
        self._blocks.append(block)
        voiced = self._voiced(block)
        self._lately.append(voiced)
        if not self._speaks_for:
            self._speaks_for = _OF if sum(self._lately) >= _ONSET else 0
            self._silent_for = 0
            return None
        self._speaks_for += 1
        self._silent_for = 0 if voiced else self._silent_for + 1
        if self._silent_for < _HANG_OVER:
            return None
        spoken, self._speaks_for = self._speaks_for - _HANG_OVER, 0
        spoken -= self._faint(spoken)
        return self._cut(spoken) if _SHORTEST <= spoken <= _LONGEST else None

    def _voiced(self, block: Cleared) -> bool:
        power = _power(block)
        self._powers.append(power)
        self._loudest = max(power, self._loudest * _FADES)
        floor = sorted(self._powers)[len(self._powers) // 10]
        if power < max(_QUIETEST, floor * _LOUDER, block.left * _CLEARER, self._loudest * _FAINTER):
            return False
        return self._is_voice((np.clip(block.samples * 4, -1, 1) * 32767).astype(np.int16).tobytes())

    def _faint(self, spoken: int) -> int:
        """The number of blocks before anybody spoke: some microphones open with the noise of the room."""
        powers = [_power(block) for block in self._blocks][-_HANG_OVER - spoken : -_HANG_OVER]
        return next(at for at, power in enumerate(powers) if power >= max(powers) * _FAINTER)

    def _cut(self, spoken: int) -> Utterance | None:
        blocks = list(self._blocks)[-(_BEFORE + spoken + _HANG_OVER) :]
        said = blocks[-(spoken + _HANG_OVER) : -_HANG_OVER]
        own = sum(block.left for block in said)
        if own > _OWN * sum(map(_power, said)):
            return None
        if _sounds_like(list(self._blocks)[:-_HANG_OVER], spoken) > _ALIKE:
            return None
        kept = blocks[: len(blocks) - _HANG_OVER + _AFTER]
        return Utterance(np.concatenate([block.samples for block in kept]), (self._at - _HANG_OVER) * BLOCK_MS)


def _power(block: Cleared) -> float:
    return float(block.samples @ block.samples) / BLOCK


def _sounds_like(blocks: list[Cleared], spoken: int) -> float:
    """The best correlation, up to 1, of the last blocks' loudness with that of what was played shortly before."""
    said = np.sqrt([_power(block) for block in blocks[-spoken:]])
    played = np.sqrt([block.played for block in blocks])
    ways = range(min(_LATEST, len(blocks) - spoken) + 1)
    return max(_correlation(said, played[len(played) - late - spoken : len(played) - late]) for late in ways)


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    one, other = one - one.mean(), other - other.mean()
    size = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / max(size, 1e-12)
