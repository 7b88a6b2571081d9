"""A terminal → names of keys, each as soon as it is pressed, and none of them shown. Not for Windows."""

from __future__ import annotations

import atexit
import os
import signal
import termios
import threading
import tty
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from coach.interrupts import before_leaving
from coach.log import Retries, logger
from coach.player.controls.interruptible_reader import InterruptibleReader
from coach.player.controls.key_decoder import KeyDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logger(__name__)
_ESCAPE_SECONDS = 0.1
"""The longest time in seconds that the rest of an escape sequence may take; over a slow line, it comes in pieces."""
_LOOK_SECONDS = 0.5
"""The time in seconds between two looks at whether coach is in the foreground again: no event tells."""


class Terminal:
    """A terminal that belongs to coach while it is in front: not before `fg`, from Ctrl-Z on, or after `close`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before: list[Any] | None = None
        self._stopping = False
        self._lock = threading.RLock()  # the handler may come in the middle of our own work
        self._incoming = InterruptibleReader(descriptor)
        atexit.register(self._give_back)
        self._retries = Retries(_log, "taking the terminal", termios.error)
        self._right = ExitStack()
        self._right.enter_context(before_leaving(self._give_back))
        self._take()
        self._handler = _handle(self._stop)

    def presses(self) -> Iterator[str]:
        """Yield the name of each key until `close`, or until the terminal is closed."""
        decoder = KeyDecoder()
        while (state := self._incoming.wait(_ESCAPE_SECONDS if decoder.waits else _LOOK_SECONDS)) != "closed":
            if not self._take():
                self._incoming.wait(_LOOK_SECONDS, deaf=True)  # reading now would stop coach
            elif state == "nothing":
                yield from decoder.flush()
            elif data := self._incoming.read():
                yield from decoder.feed(data)
            else:
                return

    def close(self) -> None:
        """End `presses`, and set the terminal as it was before."""
        self._incoming.close()
        if self._handler is not None:
            signal.signal(signal.SIGTSTP, self._handler)
        self._stopping = True
        self._give_back()
        atexit.unregister(self._give_back)
        self._right.close()

    def free(self) -> None:
        """Release the reader, once no thread waits for keys any more."""
        self._incoming.free()

    def _take(self) -> bool:
        """Take the terminal if coach is in front, and return whether it is ours.

        In the background, changing its settings would stop coach.
        """
        with self._lock:
            if self._stopping or not self._is_in_front():
                return False
            if self._before is None:
                with self._retries.swallowing():
                    before = termios.tcgetattr(self._descriptor)
                    tty.setcbreak(self._descriptor)  # drops what was typed before: a stray Enter is no "next"
                    self._before = before
            return True

    def _give_back(self) -> None:
        """Set the terminal as it was before, and drop unread keys: what was pressed for coach is not for the shell."""
        with self._lock:
            if self._before is not None and self._is_in_front():
                with suppress(termios.error):  # not logged: coach may be ending where it stands
                    termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)
            self._before = None

    def _is_in_front(self) -> bool:
        try:
            return os.tcgetpgrp(self._descriptor) == os.getpgrp()
        except OSError:  # not logged: looked at twice a second; it is a terminal without job control
            return True

    def _stop(self, *_: object) -> None:
        """Handle Ctrl-Z: give the shell its terminal as it was, and take it again when coach goes on."""
        self._stopping = True
        self._give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)  # to this thread, so that it does not run ahead
        signal.signal(signal.SIGTSTP, self._stop)
        self._stopping = False
        self._take()


def _handle(stop: Any) -> Any:  # noqa: ANN401 - as the signal module has it
    """Set our handler of Ctrl-Z and return the one before; None where we may set none, or Ctrl-Z has another use."""
    if threading.current_thread() is not threading.main_thread():
        return None
    if signal.getsignal(signal.SIGTSTP) is not signal.SIG_DFL:
        return None
    return signal.signal(signal.SIGTSTP, stop)
