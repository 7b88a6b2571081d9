"""The device that a player plays to: opened, given up when it is lost, and looked for again."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from coach.argument_types import A_NUMBER, check_values
from coach.errors import MissingPart
from coach.log import Retries, logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.player.devices.outputs import Output

_log = logger(__name__)
_TRY_AGAIN_S = 1.0


class OutputKeeper:
    """Keeps an output open; where it is lost, another one takes its place as soon as there is one."""

    def __init__(self, make: Callable[[], Output]) -> None:
        self.output: Output | None = None
        """The output that is open; None while there is none."""
        self._make = make
        self._opened = ExitStack()
        self._tried = 0.0
        self._retries = Retries(_log, "opening a sound device", MissingPart)

    @property
    def latency_s(self) -> float:
        """The time between the taking of a sample and its being heard; 0 where nobody hears it."""
        return self.output.latency_ms / 1000 if self.output else 0

    def open(self) -> None:
        """Open an output; raises MissingPart where none works, and UsageError for one without a latency."""
        output = self._make()
        with ExitStack() as opened:
            opened.enter_context(output)
            check_values({"latency_ms": output.latency_ms}, {"latency_ms": A_NUMBER})
            self._opened = opened.pop_all()
        self.output = output
        _log.info("the sound device is open, through %s", type(self.output).__name__)

    def close(self) -> None:
        """Release the device, if there is one."""
        self._opened.close()

    def is_lost(self) -> bool:
        """Whether there is an output whose device is gone."""
        return self.output is not None and self.output.lost

    def give_up(self) -> None:
        """Close an output whose device is gone."""
        _log.warning("the sound device is gone")
        self.close()
        self.output = None

    def is_due(self) -> bool:
        """Whether there is none, and it is time to look for one."""
        return self.output is None and time.monotonic() - self._tried > _TRY_AGAIN_S

    def find_another(self) -> bool:
        """Open an output if there is one that works, and return whether there is."""
        with self._retries.swallowing():
            self.open()
        self._tried = time.monotonic()
        return self.output is not None
