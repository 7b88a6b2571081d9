"""Key presses → requests, wherever the keys come from: a key that is held down asks once, and only when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING

from coach.log import logger
from coach.player.controls.bindings import MAY_REPEAT, verb_of
from coach.player.controls.key_repeat import REPEAT_S, KeyRepeat

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.player.controls.key_repeat import Press
    from coach.player.controls.key_settings import KeySettings
    from coach.player.session.commands import AskAny, Request

_log = logger(__name__)


@dataclass(frozen=True, eq=False)
class _Doubt:
    """A press that may be the first key repeat of a key that is held."""

    request: Request
    at: float


def _later(seconds: float, work: Callable[[], None]) -> None:
    timer = Timer(seconds, work)
    timer.daemon = True
    timer.start()


class Debounce:
    """Asks for what each press stands for, once for a key that is held, except for the volume.

    The first key repeat comes as long after the press as a second press might, and another repeat soon after it. So a
    press that comes soon after one of the same key is acted on only when it is known that no repeat follows, or that
    another press does.

    With an acceptance time, a key counts when its repeats, or its release, tell that it was held so long.
    """

    def __init__(
        self,
        ask: AskAny,
        settings: KeySettings,
        held: KeyRepeat | None = None,
        later: Callable[[float, Callable[[], None]], None] = _later,
    ) -> None:
        """Set up without any press; `held` and `later` (of seconds and work) have clocks, which a test may replace."""
        self._ask, self._keys = ask, settings.keys
        self._acceptance_s, self._delay_s = settings.acceptance_ms / 1000, settings.delay_ms / 1000
        self._held, self._later = held or KeyRepeat(), later
        self._doubts: list[_Doubt] = []
        self._awaited: Request | None = None
        """What the key that is held asks for, until it has been held long enough."""
        self._before: Press = "press"
        self._deaf_until = float("-inf")

    def press(self, key: str) -> None:
        """Take the press of a key, by its name; a key without a verb does nothing."""
        kind, request = self._held.kind(key), verb_of(key, self._keys)
        for doubt in self._doubts.copy():
            self._decide(doubt, is_press=kind != "repeat")
        if request and self._acceptance_s:
            self._hold(kind, request)
        elif request and (kind == "press" or request in MAY_REPEAT):
            self._accept(request, self._held.clock())
        elif request and kind == "perhaps":
            doubt = _Doubt(request, self._held.clock())
            self._doubts.append(doubt)
            self._later(REPEAT_S, lambda: self._decide(doubt, is_press=True))

    def release(self) -> None:
        """Take that the key that was pressed is let go, where a terminal tells it."""
        held_s = self._held.release()
        if self._awaited and held_s >= self._acceptance_s:
            self._accept(self._awaited, self._held.clock())
        self._awaited = None

    def _hold(self, kind: Press, request: Request) -> None:
        """Accept a key that has been held long enough, once.

        Two that may be presses, one after the other, are a press and its first repeat; one alone may be a repeat that
        was late.
        """
        if kind == "press" or (kind == self._before == "perhaps"):
            self._awaited = request
        elif kind == "repeat" and self._awaited and self._held.held_s >= self._acceptance_s:
            self._accept(self._awaited, self._held.clock())
            self._awaited = None
        self._before = kind

    def _decide(self, doubt: _Doubt, *, is_press: bool) -> None:
        """Decide a doubt once, whichever is first: the clock, or the next press, which is in another thread."""
        try:
            self._doubts.remove(doubt)
        except ValueError:  # not logged: it is decided
            return
        if is_press:
            self._accept(doubt.request, doubt.at)

    def _accept(self, request: Request, at: float) -> None:
        """Ask, unless this comes too soon after what was asked before."""
        if at < self._deaf_until:
            _log.debug("ignored, too soon after a press: %s", request)
            return
        self._deaf_until = at + self._delay_s
        self._ask(request)
