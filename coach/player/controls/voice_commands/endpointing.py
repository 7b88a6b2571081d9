"""The room without coach, block by block → what was said in it, from silence to silence, where it may be a command."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.player.controls.voice_commands.echo_canceller import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from coach.audio.decode import Samples
    from coach.player.controls.voice_commands.echo_canceller import Cleared

BLOCK_MS = 30

# In blocks. A comma in a command takes up to 300 ms, the closure of a "p" or "k" 150.
_HANG_OVER = 13
_SHORTEST, _LONGEST = 17, 80
_BEFORE, _AFTER = 8, 7
_ONSET, _OF = 3, 4

_LOUDER = 4.0
"""Speech has this many times the power of what is there when nobody speaks: 6 dB."""

_CLEARER = 5.0
"""And this many times that of what is left of coach's own sound, at a guess: 7 dB."""

_FAINTER, _FADES = 0.0025, 0.94
"""Nobody speaks 26 dB under what was just said: that is an echo of it, or coach. It fades by 9 dB a second. Nor before
it: that is the room."""

_QUIETEST = 1e-8
_PAST = 160
"""Blocks in which somebody is silent for a tenth of the time: 5 s."""

_OWN = 0.1
"""Of an utterance's power, what may be left of coach's own sound: more, and nobody else may have spoken."""

_ALIKE, _LATEST = 0.8, 20
"""Rising and falling like what was played up to 600 ms before: it is that, on a way that has just changed, as when a
sound device stumbles, and that Echo does not know yet. Two who speak at once reach some 0.6 by chance."""


@dataclass(frozen=True, eq=False)
class Utterance:
    """Somebody spoke, and was silent before and after it."""

    samples: Samples
    end_ms: int
    """Since Ears began, without the silence after it."""


class Endpointer:
    """Cuts; `is_voice` is asked about each block, as 16-bit samples."""

    def __init__(self, is_voice: Callable[[bytes], bool]) -> None:
        self._is_voice = is_voice
        self._blocks: deque[Cleared] = deque(maxlen=_LONGEST + max(_BEFORE, _LATEST) + _HANG_OVER)
        self._powers: deque[float] = deque(maxlen=_PAST)
        self._lately: deque[bool] = deque(maxlen=_OF)
        self._speaks_for = self._silent_for = self._at = 0
        self._loudest = 0.0

    def add(self, block: Cleared) -> Utterance | None:
        """The utterance that has been over for a while with this block."""
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
        """Blocks at its beginning in which nobody spoke: some microphones open with the noise of the room."""
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
    """How alike the loudness of the last blocks is to that of what was played shortly before, at best: up to 1."""
    said = np.sqrt([_power(block) for block in blocks[-spoken:]])
    played = np.sqrt([block.played for block in blocks])
    ways = range(min(_LATEST, len(blocks) - spoken) + 1)
    return max(_correlation(said, played[len(played) - late - spoken : len(played) - late]) for late in ways)


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    one, other = one - one.mean(), other - other.mean()
    size = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / max(size, 1e-12)
