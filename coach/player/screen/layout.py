"""View and size → the rows of a screen: as large as there is room for, and the less important left out first."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size

from coach.errors import one_line
from coach.player.screen import large_letters
from coach.player.screen.rows import Fragment, Row, Tone, fit, typeset
from coach.player.screen.wording import clock, step_of
from coach.player.session.view import START_DB

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.player.session.view import Mode, View

Hint = tuple[str, str]
"""The name of a key, and the verb it asks for."""

_MODES: Mapping[Mode, str] = {
    "playing": "PLAYING",
    "paused": "PAUSED",
    "waiting": 'WAITING FOR "NEXT"',
    "stopping": "ENDING",
    "ended": "THE END",
}
_STEP, _SESSION = "left in this step", "in the session"
_TEXTS = ("title", "section", "step_title", "saying", "doing", "next_title", "notice")
_WORDS = 4
"""The rows that spoken words should have before anything gets blank rows around it."""


def layout(view: View, hints: Sequence[Hint], width: int, height: int) -> list[Row]:
    """The rows of the screen: exactly `height`, each of them `width` columns wide at most."""
    view = _clean(view)
    title = typeset(view.step_title, "strong", width, max(height // 4, 1), height // 16)
    top = [_step(view, width), *title]
    notice = typeset(view.notice and f"! {view.notice}", "alert", width, max(height // 6, 2), height // 40)
    low = [_clocks(view, width, height), _mode(view, width, height), notice]
    free = height - len(top) - sum(map(len, low)) - _WORDS // 2

    coming = typeset(view.next_title and f"Next: {view.next_title}", "plain", width, 1 + height // 24, height // 40)
    coming = coming if len(coming) <= free else []
    free -= len(coming)
    verbs = _verbs(hints, width)[: max(free - 1, min(free, 1), 0)]
    head = _head(view, width)[: max(free - len(verbs), 0)]

    parts = [part for part in (*low, coming, verbs) if part]
    spare = height - sum(map(len, (head, top, *parts))) - _WORDS
    for index in reversed(range(len(parts))):  # from below, so that the clocks stand still when the words change
        if spare > 0:
            parts[index] = [(), *parts[index]]
            spare -= 1
    above = [*head, *([()] if spare > 1 else []), *top, *([()] if spare > 0 else [])]
    below = [row for part in parts for row in part]
    words = _words(view, width, height - len(above) - len(below), height)
    return [*above, *words, *below][:height]


def _clean(view: View) -> View:
    """The view with its texts made safe for a terminal: authors wrote them."""
    texts: dict[str, Any] = {name: one_line(getattr(view, name)) for name in _TEXTS}
    return replace(view, **texts)


def _head(view: View, width: int) -> list[Row]:
    louder = round(view.volume_db - START_DB)
    volume = f"volume {louder:+} dB".replace("-", "−") if louder else ""
    room = width - len(volume)
    return [(Fragment(set_cell_size(fit(view.title, room - 2), room) + volume if room > 0 else "", "quiet"),)]


def _step(view: View, width: int) -> Row:
    """The row of the step, with the section beside it and not with the title: it says which hand."""
    step = fit(step_of(view), width)
    section = fit(f" · {view.section}" if view.section else "", width - len(step))
    return Fragment(step, "strong"), Fragment(section, "plain")


def _words(view: View, width: int, height: int, whole: int) -> list[Row]:
    """The rows of what is said, or else of what there is to do, with nothing below them up to the clocks."""
    if height < 1:
        return []
    rows = typeset(view.saying or view.doing, "plain", width, height, max(whole - 12, 0) // 24)
    return [*rows, *[()] * (height - len(rows))]


def _mode(view: View, width: int, height: int) -> list[Row]:
    tone: Tone = "strong" if view.mode == "playing" else "alert"
    return typeset(_MODES[view.mode], tone, width, max(height // 8, 1), height // 22)


def _clocks(view: View, width: int, height: int) -> list[Row]:
    """The times left in the step and the session, side by side; none is known of a step that waits for the listener."""
    label, step = ("when you are ready", "NEXT?") if view.mode == "waiting" else (_STEP, clock(view.step_left_ms))
    session = clock(view.session_left_ms)
    for scale in range(max(height // 12, 1), 0, -1):
        small = max(scale - 1, 1)
        middle = max((width + 1) // 2, large_letters.width_of(step, scale) + 2)
        if middle + large_letters.width_of(session, small) <= width:
            left, right = large_letters.draw(step, scale), large_letters.draw(session, small)
            return _beside([label, *left], [_SESSION, *right], middle, width)
    return _beside([label, step], [_SESSION, session], (width + 1) // 2, width)


def _beside(left: list[str], right: list[str], middle: int, width: int) -> list[Row]:
    columns = zip_longest(left, right, fillvalue="")
    return [
        (
            Fragment(set_cell_size(fit(step, middle - 1), middle), "strong"),
            Fragment(fit(session, width - middle), "plain"),
        )
        for step, session in columns
    ]


def _verbs(hints: Sequence[Hint], width: int) -> list[Row]:
    """The rows of all keys and verbs, as many as it takes; a key and its verb are never apart."""
    rows: list[Row] = []
    for key, verb in hints:
        pieces = (Fragment(fit(f"{key} ", width), "strong"), Fragment(fit(verb, width - cell_len(key) - 1), "plain"))
        joined = (*rows[-1], Fragment("  ", "plain"), *pieces) if rows else ()
        if joined and _width(joined) <= width:
            rows[-1] = joined
        else:
            rows.append(pieces)
    return rows


def _width(row: Row) -> int:
    return sum(cell_len(piece.text) for piece in row)
