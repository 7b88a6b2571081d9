"""The audio of one narration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.units import ms_to_hold

if TYPE_CHECKING:
    from coach.audio.samples import Samples


@dataclass(frozen=True, eq=False)
class Clip:
    """A spoken text, trimmed and levelled: it begins to sound within 5 ms and fades out at its end."""

    text: str
    samples: Samples
    """Mono, 44.1 kHz."""

    @property
    def length_ms(self) -> int:
        """The whole milliseconds that hold it."""
        return ms_to_hold(len(self.samples))
