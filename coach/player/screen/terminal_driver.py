"""A terminal's bytes → Textual's keys, by coach's own decoder. Not for Windows.

Textual's own reading ends for good at the first byte that is no UTF-8 (an é of a Latin-1 terminal), and nothing that is
pressed is heard after it.
"""

from __future__ import annotations

import os
import select
import signal
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

from coach.log import described, logger
from coach.player.controls.key_decoder import KeyDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logger(__name__)
_LOOK_S = 0.1
"""The longest time in seconds that the rest of an escape sequence may take, and until the end of the screen is seen."""
_BYTES = 4096
_TELL_RELEASES = "\x1b[=2;2u"
"""Sets one more bit of kitty's protocol; Textual sets the others, and takes all of them back at the end."""


@runtime_checkable
class Interruptible(Protocol):
    """An app that Ctrl-C can end, whatever the screen is doing."""

    def interrupt(self, number: int) -> None:
        """End the session, as a signal would; from any thread."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, with its keys decoded as those of the plain screen are."""

    def start_application_mode(self) -> None:
        """Begin, and have a terminal that can (see controls/kitty_keys) tell when a key is let go, too."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write(_TELL_RELEASES)
        self.flush()

    def run_input_thread(self) -> None:
        """Pass on each key as it is pressed, until the screen ends or the terminal is gone."""
        for key in self._keys():
            if key == "ctrl+c" and isinstance(self._app, Interruptible):
                self._app.interrupt(signal.SIGINT)
            self.process_message(Key(key, None))

    def _keys(self) -> Iterator[str]:
        decoder = KeyDecoder()
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], _LOOK_S)
            data = _read(self.fileno) if ready else b""
            if ready and not data:
                return
            yield from decoder.feed(data) if data else decoder.flush()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _BYTES)
    except OSError as error:  # how Linux tells the end of a terminal
        _log.info("the terminal is gone: %s", described(error))
        return b""
