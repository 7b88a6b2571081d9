"""Standard input → keys, or words of one line each, for somebody who waits for the next one."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self

from coach.errors import UsageError
from coach.player.controls.keys import open_keys
from coach.player.controls.line_protocol import LineProtocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.player.controls.keys import Presses

END = "end of input"
"""What comes when there will be no more keys."""
_EXIT_SECONDS = 1.0


class KeyQueue:
    """The keys of a terminal as they are pressed; where standard input is no terminal, each line of it."""

    def __init__(self) -> None:
        self._pressed: SimpleQueue[str] = SimpleQueue()
        self._source: Presses | LineProtocol | None = None
        self._thread = threading.Thread(target=self._listen, name="keys", daemon=True)

    def __enter__(self) -> Self:
        """Begin to read; raises UsageError where there is no standard input."""
        self._source = open_keys()
        if self._source is None:
            raise UsageError("there are no keys, as standard input is closed; run it in a terminal")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._source is not None:
            self._source.close()
            self._thread.join(_EXIT_SECONDS)
            if not self._thread.is_alive():
                self._source.free()

    def next(self, seconds: float) -> str | None:
        """Return the next key, or None if none comes within so many seconds; after the last one, always `END`."""
        try:
            key = self._pressed.get(timeout=seconds)
        except Empty:
            return None
        if key == END:
            self._pressed.put(END)
        return key

    def drop(self) -> None:
        """Forget keys that were pressed before somebody knew what they would do."""
        while self.next(0) not in (None, END):
            pass

    def _listen(self) -> None:
        for key in self._keys():
            self._pressed.put(key)
        self._pressed.put(END)

    def _keys(self) -> Iterator[str]:
        if isinstance(self._source, LineProtocol):
            yield from filter(None, self._source.lines())  # the end of input is an empty line, too
        elif self._source:
            yield from self._source.presses()
