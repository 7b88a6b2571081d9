"""View and size → the rows of a screen: as large as there is room for, and the less important left out first."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size

from coach.errors import one_line
from coach.player.screen import large_letters
from coach.player.screen.rows import Fragment, Row, Tone, fit, typeset
from coach.player.screen.wording import clock, step_of, title_of
from coach.player.session.view import START_DB

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.player.session.commands import Request
    from coach.player.session.view import Mode, View

Hint = tuple[str, "Request"]
"""The name of a key, and the verb it asks for."""

_MODES: Mapping[Mode, str] = {
    "playing": "PLAYING",
    "paused": "PAUSED",
    "waiting": 'WAITING FOR "NEXT"',
    "stopping": "ENDING",
    "ended": "THE END",
}
_STEP = "left in this step"
_TEXTS = ("title", "section", "step_title", "saying", "instruction", "next_title", "answer", "left_over", "notice")
_MARGINS_FROM = 60
"""The columns from which on there are margins at the sides; below, the large letters need them."""
_WORDS = 4
"""The rows that spoken words should have before anything gets blank rows around it."""


def layout(view: View, hints: Sequence[Hint], width: int, height: int) -> list[Row]:
    """The rows of the screen: exactly `height`, each of them `width` columns wide at most."""
    beside, above = min(width // 40, 4) if width >= _MARGINS_FROM else 0, min(height // 20, 2)
    rows = _rows(_clean(view), hints, width - 2 * beside, height - 2 * above)
    return [*[()] * above, *(_indented(row, beside) for row in rows), *[()] * above]


def _indented(row: Row, columns: int) -> Row:
    return (Fragment(" " * columns, "plain"), *row) if row and columns else row


def _rows(view: View, hints: Sequence[Hint], width: int, height: int) -> list[Row]:
    title = typeset(view.step_title, "strong", width, max(height // 4, 1), height // 16)
    top = [_step(view, width), *title]
    told = "; ".join(filter(None, (view.left_over, view.notice)))
    notice = typeset(told and f"! {told}", "alert", width, max(height // 6, 2), height // 40)
    low = [_clocks(view, _key_of(("take", "next"), hints), width, height), _mode(view, width), notice]
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
    return [(Fragment(set_cell_size(fit(title_of(view), room - 2), room) + volume if room > 0 else "", "quiet"),)]


def _step(view: View, width: int) -> Row:
    """The row of the step, with the section beside it and not with the title: it says which hand."""
    step = fit(step_of(view), width)
    section = fit(f" · {view.section}" if view.section else "", width - len(step))
    return Fragment(step, "strong"), Fragment(section, "plain")


def _words(view: View, width: int, height: int, whole: int) -> list[Row]:
    """The rows of what is said, or else of the last instruction, with nothing below them up to the clocks."""
    if height < 1:
        return []
    rows = typeset(view.saying or view.instruction, "plain", width, height, max(whole - 12, 0) // 24)
    return [*rows, *[()] * (height - len(rows))]


def _mode(view: View, width: int) -> list[Row]:
    """The row of the state, which is small, and of the sign that the last verb has left."""
    tone: Tone = "quiet" if view.mode == "playing" else "alert"
    mode = fit(_MODES[view.mode], width)
    return [
        (Fragment(mode, tone), Fragment(fit(f"  {view.answer}" if view.answer else "", width - len(mode)), "strong"))
    ]


def _key_of(wanted: Sequence[Request], hints: Sequence[Hint]) -> str:
    """The key of the first of these that has one: a listener with a switch may have no other key."""
    return next((key for each in wanted for key, asked in hints if asked == each), "")


def _clocks(view: View, next_key: str, width: int, height: int) -> list[Row]:
    """The times left in the step and the session, side by side; none is known of a step that waits for the listener."""
    ready = f"press {next_key} when ready" if next_key else "when you are ready"
    label, step = (ready, "NEXT?") if view.mode == "waiting" else (_STEP, clock(view.step_left_ms))
    session, of_session = clock(view.session_left_ms), _session_label(view)
    for scale in range(max(height // 9, 1), 0, -1):
        small = max(scale - 1, 1)
        middle = max((width + 1) // 2, large_letters.width_of(step, scale) + 2)
        if middle + large_letters.width_of(session, small) <= width:
            left, right = large_letters.draw(step, scale), large_letters.draw(session, small)
            return _beside([label, *left], [of_session, *right], middle, width)
    return _beside([label, step], [of_session, session], (width + 1) // 2, width)


def _session_label(view: View) -> str:
    if view.timed:
        return "on the timer"
    return "in all" if view.routines > 1 else "in the session"


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


def key_table(keys: Mapping[Request, Sequence[str]], width: int, height: int) -> list[Row]:
    """The rows of every verb with all of its keys, for `?`: exactly `height`, as many as there is room for."""
    column = max((cell_len(verb) for verb in keys), default=0) + 2
    shown: list[Row] = [
        (
            Fragment(set_cell_size(fit(verb, width), min(column, width)), "strong"),
            Fragment(fit(", ".join(names), width - column), "plain"),
        )
        for verb, names in keys.items()
    ]
    rows = [(Fragment(fit("KEYS  (any key only goes back)", width), "quiet"),), (), *shown]
    return [*rows, *[()] * (height - len(rows))][:height]
