"""Keys → verbs, and what pedals, presenters and page turners send. Where there is no screen: that has its own keys.

Where standard input is no terminal, verbs are read from it in words, one a line, so that other programs can ask too.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol, Self

from coach.errors import one_line
from coach.player.controls.debounce import Debounce
from coach.player.controls.line_protocol import LineProtocol
from coach.player.session.commands import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from coach.player.session.commands import Ask, Verb

_EXIT_SECONDS = 1.0
_LONGEST = 40


class _Presses(Protocol):
    def presses(self) -> Iterator[str]: ...
    def close(self) -> None: ...
    def free(self) -> None: ...


def _tell(message: str) -> None:
    """To whoever writes a script; there may be nobody, and what they ask for next is to be obeyed all the same."""
    if sys.stderr:
        with suppress(OSError, ValueError):  # ValueError: somebody closed it on our side
            print(message, file=sys.stderr, flush=True)


class TerminalKeys:
    """Standard input as a control. Its end is not that of the session, and Ctrl-C stays an interrupt."""

    def __init__(self, ask: Ask, bindings: Mapping[str, Verb], tell: Callable[[str], None] = _tell) -> None:
        self._ask = ask
        self._tell = tell
        self._pressed = Debounce(ask, bindings)
        self._source: _Presses | LineProtocol | None = None
        self._thread = threading.Thread(target=self._listen, name="keys", daemon=True)

    def __enter__(self) -> Self:
        self._source = _open()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._source is None:
            return
        self._source.close()
        self._thread.join(_EXIT_SECONDS)
        if not self._thread.is_alive():
            self._source.free()

    def _listen(self) -> None:
        if isinstance(self._source, LineProtocol):
            for words in self._source.lines():
                self._say(words)
        elif self._source:
            for key in self._source.presses():
                self._pressed.press(key)

    def _say(self, words: str) -> None:
        if words in VERBS:
            self._ask(words)
        elif words:
            near = get_close_matches(words, VERBS, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(VERBS)}"
            self._tell(f"coach: there is no verb '{one_line(words[:_LONGEST])}'; {hint}")


def _open() -> _Presses | LineProtocol | None:
    """None where there is no standard input at all."""
    try:
        descriptor = sys.stdin.fileno()
        terminal = sys.stdin.isatty()
    except (AttributeError, OSError, ValueError):
        return None
    if not terminal:
        return LineProtocol(descriptor)
    if sys.platform == "win32":
        from coach.player.controls.windows_console import Console

        return Console()
    from coach.player.controls.terminal import Terminal

    return Terminal(descriptor)
