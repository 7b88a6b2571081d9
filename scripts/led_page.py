"""A page in Chromium that somebody leads in one way alone, by a plan: for scripts that judge."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.chromium import Page

PLAN: dict[int, tuple[str, ...]] = {
    3: ("more time",),
    5: ("pause", "continue"),
    7: ("how long",),
    9: ("next",),
    12: ("repeat",),
    15: ("slower",),
    17: ("back",),
    20: ("louder",),
    22: ("faster", "softer"),
    25: ("next",),
    28: ("pause or continue", "pause or continue"),
    30: ("more time", "more time"),
    33: ("back", "next"),
    38: ("how long", "repeat"),
    44: ("slower", "faster"),
    48: ("next",),
}
"""What somebody wants in which step, once its practice has begun; a way that lacks a verb leaves it out."""
_HANDLERS = """
window.actions = {};
MediaSession.prototype.setActionHandler = (name, handler) => { window.actions[name] = handler; };
"""
_DATA = "document.getElementById('session').textContent"
_SEEN = """(() => {
  const shown = (id) => document.getElementById(id).textContent;
  const { classList, dataset } = document.body, step = Number(/\\d+/.exec(shown("count"))?.[0] ?? 0);
  return [classList.contains("leading"), step, dataset.mode ?? "", !!shown("practice"), shown("notices")];
})()"""


@dataclass
class Led:
    """What was asked for, and what became of it."""

    asked: list[tuple[float, str]] = field(default_factory=list)
    """The times on the clock of `time.monotonic`, each with its verb."""
    rounds_ms: tuple[float, ...] = ()
    """The lengths of the rounds by which the page can hold a session."""
    steps: set[int] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    notices: str = ""
    seconds: float = 0.0


def by_keys(page: Page, data: Mapping[str, Any]) -> Callable[[str], bool]:
    """Return a function that asks for a verb by its key."""
    keys = {verb: key for key, verb in reversed(data["keys"].items()) if "+" not in key}

    def ask(verb: str) -> bool:
        if verb in keys:
            page.key(keys[verb])
        return verb in keys

    return ask


def by_touch(page: Page, _: Mapping[str, Any]) -> Callable[[str], bool]:
    """Return a function that asks for a verb by a finger: by its button, or, each second time, by a swipe."""
    swiped = {"next": True, "back": True}

    def ask(verb: str) -> bool:
        swiped[verb] = verb in swiped and not swiped[verb]
        if swiped[verb]:
            page.touch(*((300, 300, (100, 310)) if verb == "next" else (100, 300, (300, 310))))
            return True
        button = f"[data-verb='{'pause or continue' if verb in ('pause', 'continue') else verb}']"
        hidden = page.evaluate(f'!document.querySelector("{button}")?.offsetParent')
        if hidden:
            page.touch_part("#more")
            time.sleep(0.3)
        page.touch_part(button)
        if hidden:
            page.touch_part("#more")
        return True

    return ask


def by_lock_screen(page: Page, data: Mapping[str, Any]) -> Callable[[str], bool]:
    """Return a function that asks for a verb by an action of the Media Session."""
    actions = {verb: action for action, verb in reversed(data["media"].items())}

    def ask(verb: str) -> bool:
        if verb in actions:
            page.evaluate(f"actions['{actions[verb]}']() && 0")
        return verb in actions

    return ask


WAYS: dict[str, Callable[[Page, Mapping[str, Any]], Callable[[str], bool]]] = {
    "keys": by_keys,
    "touch": by_touch,
    "lock screen": by_lock_screen,
}


def lead(page: Page, address: str, way: str) -> Led:
    """Lead a page from its start to its end; raises AssertionError where it does not end."""
    page.command("Page.addScriptToEvaluateOnNewDocument", source=_HANDLERS)
    page.show_as(390, 844)
    page.open(address)
    page.until("document.body.classList.contains('whole')")
    data = json.loads(page.evaluate(_DATA))
    ask, led = WAYS[way](page, data), Led(rounds_ms=rounds_ms_of(data["sound"]))
    begun = time.monotonic()
    _begin(page, way)
    page.until("document.body.classList.contains('leading')")
    for step, mode in _steps(page, led, time.monotonic() + data["duration_ms"] / 1000 * 1.5 + 300):
        for verb in ("next",) if mode == "waiting" else PLAN.get(step, ()):
            at = time.monotonic()
            if ask(verb):
                led.asked.append((at, verb))
                time.sleep(4)
    led.complaints, led.seconds = page.complaints, time.monotonic() - begun
    return led


def rounds_ms_of(sound: Mapping[str, Any]) -> tuple[float, ...]:
    """Return the lengths of the rounds of all holds, each once."""
    block_ms = sound["packet_frames"] / sound["rate"] * 1000
    return tuple({(hold["clip"][1] + hold["leaves"] - hold["enters"]) * block_ms for hold in sound["holds"]})


def _begin(page: Page, way: str) -> None:
    """Begin: a lock screen has no session before somebody has touched the page."""
    if way == "keys":
        page.key("Tab")
        page.key("Enter")
    else:
        page.touch_part("#start")


def _steps(page: Page, led: Led, deadline: float) -> Iterator[tuple[int, str]]:
    """Yield each step once, when its practice has begun, and each time that one waits, until nothing is led."""
    met: set[int] = set()
    while time.monotonic() < deadline:
        leads, step, mode, practises, led.notices = page.evaluate(_SEEN)
        if not leads:
            return
        led.steps.add(step)
        if mode == "waiting" or (practises and mode == "playing" and step not in met):
            time.sleep(0.7)  # a step that has just begun by itself is not skipped
            met.add(step)
            yield step, mode
        time.sleep(0.2)
    raise AssertionError(f"the session did not end; step {max(led.steps)} was the last")


__all__ = ["PLAN", "WAYS", "Led", "chromium", "lead"]
