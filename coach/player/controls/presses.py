"""Presses of keys → verbs, wherever the keys come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.player.controls.bindings import verb_of
from coach.player.controls.held import HeldKeys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.verbs import Ask, Verb

_MAY_REPEAT: tuple[Verb, ...] = ("louder", "softer")


class Presses:
    """What each press asks for; a key that is held asks once, but for the volume."""

    def __init__(self, ask: Ask, bindings: Mapping[str, Verb]) -> None:
        self._ask, self._bindings = ask, bindings
        self._held = HeldKeys()

    def press(self, key: str) -> None:
        """A key by its name; one without a verb does nothing."""
        repeated = self._held.is_repeat(key)
        verb = verb_of(key, self._bindings)
        if verb and not (repeated and verb not in _MAY_REPEAT):
            self._ask(verb)
