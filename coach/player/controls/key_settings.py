"""What a person's keys do, and when a press of them counts: the datum that keys.yaml holds."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.player.controls.bindings import DEFAULTS, SWITCH_KEYS
from coach.player.session.commands import SWITCHES
from coach.player.session.scan import Scanning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.controls.bindings import Switches
    from coach.player.session.commands import Request, Switch, Verb

_USUAL = Scanning()


@dataclass(frozen=True)
class KeySettings:
    """The keys of a person; without any change, they are coach's own.

    Example:
        >>> settings = KeySettings(own={"j": "next", "b": None}, switches="one")
        >>> settings.keys["j"], settings.keys["space"], "b" in settings.keys
        ('next', 'take', False)
    """

    own: Mapping[str, Request | None] = field(default_factory=lambda: MappingProxyType({}))
    """What the person's own keys ask for; None for a key of coach that is to ask for nothing."""
    acceptance_ms: int = 0
    """The acceptance time: the milliseconds that a key must be held before it counts."""
    delay_ms: int = 0
    """The post-acceptance delay: the milliseconds after a press that counts in which all others are ignored."""
    switches: Switches = "off"
    pace_ms: int = _USUAL.pace_ms
    rounds: int = _USUAL.rounds
    scanned: tuple[Verb, ...] = _USUAL.verbs

    @cached_property
    def keys(self) -> Mapping[str, Request]:
        """What each key asks for, those first that a screen is to name: the person's own.

        A switch holds only where it has something to do.
        """
        usable = {key: asked for key, asked in self.own.items() if asked not in self._idle}
        layers = (usable, SWITCH_KEYS[self.switches], DEFAULTS)
        bound = ChainMap(*({**layer} for layer in layers))
        return MappingProxyType({key: asked for layer in layers for key in layer if (asked := bound[key])})

    @property
    def scanning(self) -> Scanning | None:
        """How the verbs are scanned; None where they are not."""
        if self.switches == "off":
            return None
        return Scanning(self.scanned, self.pace_ms, self.rounds, self.switches == "one", self.acceptance_ms)

    @property
    def needed(self) -> tuple[Switch, ...]:
        """The switches that there have to be."""
        return tuple(each for each in SWITCHES if each not in self._idle)

    @property
    def _idle(self) -> tuple[Switch, ...]:
        return tuple(each for each in SWITCHES if each not in SWITCH_KEYS[self.switches].values())
