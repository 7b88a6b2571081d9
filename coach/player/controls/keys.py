"""Standard input → verbs: keys, and what pedals, presenters and page turners send, where there is no full screen.

The full screen reads its keys by itself. Where standard input is not a terminal, verbs are read from it in words, one a
line, so that other programs can ask too.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Protocol, Self

from coach.errors import one_line
from coach.log import described, logger, swallowing
from coach.player.controls.bindings import verb_of
from coach.player.controls.debounce import Debounce
from coach.player.controls.key_decoder import RELEASED
from coach.player.controls.key_help import HELP_KEY, key_lines, no_verb_on
from coach.player.controls.line_protocol import LineProtocol
from coach.player.session.commands import VERBS
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.player.controls.key_settings import KeySettings
    from coach.player.session.commands import AskAny

_log = logger(__name__)
_EXIT_SECONDS = 1.0
_LONGEST = 40


class Presses(Protocol):
    """A source of keys, each by its name."""

    def presses(self) -> Iterator[str]:
        """Yield each key until `close`."""

    def close(self) -> None:
        """End `presses`."""

    def free(self) -> None:
        """Release what it holds, once nobody waits for keys any more."""


def _tell(message: str) -> None:
    """Print a message for the author of a script; where nobody can read it, the next verb is obeyed all the same."""
    if sys.stderr:
        with swallowing(_log, "printing a message", OSError, ValueError):  # ValueError: somebody closed it on our side
            print(message, file=sys.stderr, flush=True)


class TerminalKeys:
    """A control that reads standard input; its end does not end the session, and Ctrl-C stays an interrupt."""

    def __init__(self, ask: AskAny, settings: KeySettings, tell: Callable[[str], None] = _tell) -> None:
        self._ask, self._keys = ask, settings.keys
        self._tell = tell
        self._pressed = Debounce(ask, settings)
        self._words = (*VERBS, *settings.needed)
        self._source: Presses | LineProtocol | None = None
        self._thread = threading.Thread(target=self._listen, name="keys", daemon=True)

    def __enter__(self) -> Self:
        self._source = open_keys()
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
                self._press(key)

    def _press(self, key: str) -> None:
        """Ask for the verb of a key; `?` tells all keys, and one without a verb is told."""
        if key == RELEASED:
            self._pressed.release()
        elif verb_of(key, self._keys):
            self._pressed.press(key)
        else:
            self._tell(key_lines(self._keys) if key == HELP_KEY else f"coach: {no_verb_on(key)}")

    def _say(self, words: str) -> None:
        for known in self._words:
            if words == known:
                self._ask(known)
        if words and words not in self._words:
            hint = suggest(words, self._words, f"there are {', '.join(self._words)}")
            self._tell(f"coach: there is no verb '{one_line(words[:_LONGEST])}'; {hint}")


def open_keys() -> Presses | LineProtocol | None:
    """The source of keys or lines; None where there is no standard input at all."""
    try:
        descriptor = sys.stdin.fileno()
        terminal = sys.stdin.isatty()
    except (AttributeError, OSError, ValueError) as error:
        _log.info("no standard input, and so no keys: %s", described(error))
        return None
    if not terminal:
        return LineProtocol(descriptor)
    if sys.platform == "win32":
        from coach.player.controls.windows_console import Console

        return Console()
    from coach.player.controls.terminal import Terminal

    return Terminal(descriptor)
