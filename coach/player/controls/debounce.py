"""Key presses → verbs, wherever the keys come from: a key that is held down asks once."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING

from coach.player.controls.bindings import MAY_REPEAT, verb_of
from coach.player.controls.key_repeat import REPEAT_S, KeyRepeat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.player.session.commands import Ask, Verb


@dataclass(frozen=True, eq=False)
class _Doubt:
    """A press that may be the first key repeat of a key that is held."""

    verb: Verb


def _later(seconds: float, work: Callable[[], None]) -> None:
    timer = Timer(seconds, work)
    timer.daemon = True
    timer.start()


class Debounce:
    """Asks for the verb of each press, once for a key that is held, except for the volume.

    The first key repeat comes as long after the press as a second press might, and another repeat soon after it. So a
    press that comes soon after one of the same key is acted on only when it is known that no repeat follows, or that
    another press does.
    """

    def __init__(
        self,
        ask: Ask,
        bindings: Mapping[str, Verb],
        held: KeyRepeat | None = None,
        later: Callable[[float, Callable[[], None]], None] = _later,
    ) -> None:
        """Set up without any press; `held` and `later` (of seconds and work) have clocks, which a test may replace."""
        self._ask, self._bindings = ask, bindings
        self._held, self._later = held or KeyRepeat(), later
        self._doubts: list[_Doubt] = []

    def press(self, key: str) -> None:
        """Take the press of a key, by its name; a key without a verb does nothing."""
        kind, verb = self._held.kind(key), verb_of(key, self._bindings)
        for doubt in self._doubts.copy():
            self._decide(doubt, is_press=kind != "repeat")
        if verb and (kind == "press" or verb in MAY_REPEAT):
            self._ask(verb)
        elif verb and kind == "perhaps":
            doubt = _Doubt(verb)
            self._doubts.append(doubt)
            self._later(REPEAT_S, lambda: self._decide(doubt, is_press=True))

    def _decide(self, doubt: _Doubt, *, is_press: bool) -> None:
        """Decide a doubt once, whichever is first: the clock, or the next press, which is in another thread."""
        try:
            self._doubts.remove(doubt)
        except ValueError:  # not logged: it is decided
            return
        if is_press:
            self._ask(doubt.verb)
