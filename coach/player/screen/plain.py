"""View → lines, for screen readers, pipes and files: one for each step, nothing that moves, no colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.interrupts import LOOK_S, check
from coach.log import described, logger
from coach.player.screen.wording import clock, needs_of, step_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.player.screen.contract import Played
    from coach.player.session.view import Mode, View

_log = logger(__name__)
_CHANGES: dict[Mode, str] = {
    "playing": "Going on.",
    "paused": "Paused.",
    "waiting": "Waiting: say or press next.",
    "stopping": "Stopping.",
}
_FADING = "Fading out."


class Plain:
    """A screen that writes to standard output, a line at a time."""

    def __init__(self) -> None:
        self._writes = True

    def run(self, session: Played) -> None:
        """Tell what is new until the session is over."""
        news = News()
        while not session.over.wait(LOOK_S):
            check()
            self._tell(news.of(session.view()))
        self._tell(news.of(session.view()))

    def _tell(self, lines: list[str]) -> None:
        """Print lines; a reader that has gone is no reason to end a session that somebody lies and listens to."""
        if not lines or not self._writes:
            return
        try:
            print(*map(one_line, lines), sep="\n", flush=True)
        except (OSError, ValueError) as error:  # ValueError: somebody closed it on our side
            _log.info("nobody reads the lines any more: %s", described(error))
            self._writes = False
            _leave_to_nobody()


def _leave_to_nobody() -> None:
    """Send standard output to nowhere: what is still in its buffer would fail again when Python ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError) as error:  # no file at all behind it
        _log.debug("standard output stays as it is: %s", described(error))


class News:
    """The changes of a session that have not been told yet."""

    def __init__(self) -> None:
        self._last: View | None = None

    def of(self, view: View) -> list[str]:
        """The lines for a view, in the order in which they are told."""
        lines = list(self._of(view))
        self._last = view
        return lines

    def _of(self, view: View) -> Iterator[str]:
        last = self._last if self._last and self._last.routine == view.routine else None
        if last is None:
            yield _heading(view)
            yield from filter(None, [needs_of(view)])
        begins = 1 <= view.step <= view.steps and (last is None or last.step != view.step)
        if begins and view.section and (last is None or last.section != view.section):
            yield view.section
        if begins:
            yield _step(view)
        if view.practice_left_ms is not None and view.instruction and (begins or not _practises(last)):
            yield f"{_closed(view.instruction)} {clock(view.practice_left_ms)}"
        if view.mode != (last.mode if last else "playing") and not (begins and view.mode == "playing"):
            yield from filter(None, [_FADING if view.timed and view.mode == "stopping" else _CHANGES.get(view.mode)])
        for told in ("left_over", "answer", "time_told", "notice"):
            now: str = getattr(view, told)
            if now and (last is None or getattr(last, told) != now):
                yield f"{now[0].upper()}{now[1:]}" if told == "left_over" else now


def _practises(view: View | None) -> bool:
    return view is not None and view.practice_left_ms is not None


def _heading(view: View) -> str:
    steps = "1 step" if view.steps == 1 else f"{view.steps} steps"
    of = " on the timer" if view.timed else " in all" if view.routines > 1 else ""
    return f"{_closed(title_of(view))} {steps}, {clock(view.session_left_ms)}{of}"


def _step(view: View) -> str:
    named = f"{step_of(view)}: {view.step_title}" if view.step_title else step_of(view)
    return f"{_closed(named)} {clock(view.step_left_ms)}"


def _closed(sentence: str) -> str:
    """The sentence with a full stop, without which screen readers run on into what follows."""
    sentence = one_line(sentence)
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
