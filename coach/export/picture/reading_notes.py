"""Timeline → a page to read along: each step with its time, its words, and how long it is practised."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.export.picture.caption import caption_of
from coach.export.picture.strips import clock, plain
from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.picture.caption import Backdrop, Caption
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Cue, Timeline

WIDTH = 800
_TIME, _TEXT, _EDGE = 40, 110, 40
_SIZE, _STEP, _SECTION, _TITLE = 16.0, 17.0, 19.0, 26.0
_LEADING = 1.45
_PRACTICE = "#8a5606"
"""The colour of practice in the overview, dark enough for letters."""
_TALLEST_PNG = 30_000
"""The most pixels that a PNG is high: taller ones are too much for those who show them."""


@dataclass(frozen=True)
class _Line:
    """A line of the page: where it begins, how it looks, and the room above it."""

    text: str
    left: float
    size: float
    look: str = "ink"
    bold: bool = False
    above: float = 0.0
    time: str = ""

    @property
    def height(self) -> float:
        return self.above + self.size * _LEADING


def image_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, form: str) -> bytes:
    """Return the page in the format `svg` or `png`; raises UsageError for a session that is too long for a PNG."""
    from coach.export.picture.overview import readable
    from coach.export.picture.sheet import house_style

    caption = caption_of(timeline, levels, backdrop)
    with house_style():
        lines = [*_head(caption), *_steps(timeline)]
        height = round(sum(line.height for line in lines)) + 2 * _EDGE
        if form == "png" and height > _TALLEST_PNG:
            raise UsageError("the session is too long for a PNG to read along; end the name in .svg")
        image = _drawn(lines, height, caption, form)
    return readable(image, caption, WIDTH, height) if form == "svg" else image


def _head(caption: Caption) -> Iterator[_Line]:
    yield from _wrapped(caption.title, _TIME, _TITLE, bold=True)
    yield from _wrapped(" · ".join(caption.facts), _TIME, _SIZE, look="muted", above=4)


def _steps(timeline: Timeline) -> Iterator[_Line]:
    section = None
    for _, cues in groupby((cue for cue in timeline.cues if cue.step), lambda cue: cue.step):
        step = [*cues]
        if step[0].section != section:
            section = step[0].section
            yield from _wrapped(plain(section or ""), _TIME, _SECTION, bold=True, above=22)
        yield from _step(step)


def _step(step: Sequence[Cue]) -> Iterator[_Line]:
    """Yield the lines of a step: its time and title, what is said, and each practice with its length."""
    time, above = clock(step[0].start_ms), 12.0
    if step[0].title:
        yield from _wrapped(plain(step[0].title), _TEXT, _STEP, bold=True, above=above, time=time)
        time, above = "", 0.0
    for told, look in _told(step):
        yield from _wrapped(plain(told), _TEXT, _SIZE, look=look, above=above, time=time)
        time, above = "", 0.0


def _told(step: Sequence[Cue]) -> Iterator[tuple[str, str]]:
    """Yield what is said before a practice, how long that takes, and the words during it, each with its look."""
    practice = next((cue for cue in step if cue.kind == "practice"), None)
    begins = practice.start_ms if practice else step[-1].end_ms
    speech = [cue for cue in step if cue.kind == "speech"]
    yield from ((cue.text, "ink") for cue in speech if cue.start_ms < begins)
    if practice:
        yield f"– {duration_in_words(practice.end_ms - practice.start_ms)} –", "practice"
    if during := " · ".join(cue.text for cue in speech if cue.start_ms >= begins):
        yield during, "muted"


def _wrapped(
    text: str, left: float, size: float, *, look: str = "ink", bold: bool = False, above: float = 0.0, time: str = ""
) -> Iterator[_Line]:
    """Yield the lines of a text, the first with the room above it and its time beside it."""
    from coach.export.picture.text_fitting import break_lines

    room = (WIDTH - _EDGE - left) / (1.08 if bold else 1.0)
    for number, line in enumerate(break_lines(text, room, size, len(text))):
        yield _Line(line, left, size, look, bold, 0.0 if number else above, "" if number else time)


def _drawn(lines: Sequence[_Line], height: int, caption: Caption, form: str) -> bytes:
    from coach.export.picture.sheet import INK, MUTED, Sheet, about

    colours = {"ink": INK, "muted": MUTED, "practice": _PRACTICE}
    sheet = Sheet(1, WIDTH, height)
    top = float(_EDGE)
    for line in lines:
        middle = top + line.above + line.size * _LEADING / 2
        weight = "bold" if line.bold else "normal"
        sheet.write(line.left, middle, line.text, line.size, color=colours[line.look], weight=weight)
        if line.time:
            sheet.write(_TIME, middle, line.time, _SIZE, color=MUTED)
        top += line.height
    image = BytesIO()
    sheet.save(image, form, about(form, caption.title, caption.alternative))
    return image.getvalue()
