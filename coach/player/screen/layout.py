"""View and size → the rows of a screen: as large as there is room for, and the less important left out first."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size

from coach.errors import one_line
from coach.player.screen import large_letters
from coach.player.screen.rows import Fragment, Row, Tone, fit, gather, typeset
from coach.player.screen.wording import clock, needs_of, step_of, title_of
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
_OFFERS = "OFFERED TO YOUR SWITCH"
_TEXTS = (
    *("title", "section", "step_title", "saying", "instruction", "next_title", "needs"),
    *("offered", "answer", "left_over", "notice"),
)
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
    top = [_step(view, width), *_title(view, width, height)]
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
    words = _words(view, hints, width, height - len(above) - len(below), height)
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


def _title(view: View, width: int, height: int) -> list[Row]:
    """The title of the step, or the verb that is offered to a switch: as large as the time, for it is to be pressed."""
    if view.offered:
        return typeset(view.offered, "strong", width, max(height // 3, 1), max(height // 9, 1))
    return typeset(view.step_title, "strong", width, max(height // 4, 1), height // 16)


def _words(view: View, hints: Sequence[Hint], width: int, height: int, whole: int) -> list[Row]:
    """The rows of what is said, or else of the last instruction, with nothing below them up to the clocks."""
    if height < 1:
        return []
    words = view.saying or view.instruction or needs_of(view)
    if view.offered:
        key = _key_of(("take",), hints)
        words = f"press {key} to take it" if key else "press the switch to take it"
    rows = typeset(words, "plain", width, height, max(whole - 12, 0) // 24)
    return [*rows, *[()] * (height - len(rows))]


def _mode(view: View, width: int) -> list[Row]:
    """The row of the state, which is small, and of the sign that the last verb has left: alone, where both are long."""
    if view.offered:
        return [(Fragment(fit(_OFFERS, width), "quiet"),)]
    tone: Tone = "quiet" if view.mode == "playing" else "alert"
    mode, answer = fit(_MODES[view.mode], width), f"  {view.answer}" if view.answer else ""
    if cell_len(mode) + cell_len(answer) > width:
        return [(Fragment(fit(view.answer, width), "strong"),)]
    return [(Fragment(mode, tone), Fragment(answer, "strong"))]


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
        left, right = [label, *large_letters.draw(step, scale)], [of_session, *large_letters.draw(session, small)]
        if middle + large_letters.width_of(session, small) <= width:
            return _beside(left, right, middle, width)
        if scale == 1 and middle + cell_len(session) <= width:  # the time of the step is what hands go by
            return _beside(left, [of_session, session], middle, width)
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
    """The rows of every verb with all of its keys, for `?`: exactly `height`.

    A table, where there is room for one, and else one verb after the other; no key's name is cut.
    """
    rows = _table(keys, width)
    if len(rows) > height - 2:
        listed = (f"{verb}: {', '.join(names)};" for verb, names in keys.items())
        lines = gather([part for each in listed for part in _listed(each)], width)
        rows = [(Fragment(line, "plain"),) for line in lines]
    head: list[Row] = [(Fragment(fit("KEYS  (any key only goes back)", width), "quiet"),)]
    rows = [*head, *([()] if len(rows) < height - 1 else []), *rows]
    return [*rows, *[()] * (height - len(rows))][:height]


def _table(keys: Mapping[Request, Sequence[str]], width: int) -> list[Row]:
    """A verb and its keys in each row, and in those below where the keys need them."""
    column = min(max((cell_len(verb) for verb in keys), default=0) + 2, width - 1)
    rows: list[Row] = []
    for verb, names in keys.items():
        lines = gather(_listed(", ".join(names)), max(width - column, 1))
        starts = [fit(verb, column), *[""] * (len(lines) - 1)]
        rows += [
            (Fragment(set_cell_size(start, column), "strong"), Fragment(line, "plain"))
            for start, line in zip(starts, lines, strict=True)
        ]
    return rows


def _listed(names: str) -> list[str]:
    """The parts at which a list may break: each name with its comma, and with what stands before it."""
    *parts, last = names.split(", ")
    return [*(f"{part}," for part in parts), last]
