"""Timeline + levels → a sheet with lanes one under the other, all on the same time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.export.picture.level_in_words import level_in_words
from coach.export.picture.sheet import EDGE, INK, LEFT, MUTED, PAPER, RIGHT, WIDTH, Sheet, towards_paper
from coach.export.picture.strips import clock, marks, plain, strips
from coach.export.picture.text_fitting import name_that_fits, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.export.picture.caption import Backdrop, Caption
    from coach.export.picture.sheet import Place
    from coach.export.picture.strips import Strip
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Cue, Section, Timeline

# Colours that colour-blind people can tell apart (after Okabe and Ito), and that differ in lightness too.
VOICE, PRACTICE, REST, SOUNDS, BELLS, BACKGROUND = "#1f5f99", "#cb8112", "#8c97a3", "#7d5ba6", "#b3412e", "#4fa391"
_BANDS = ("#dfe6ec", "#edf1f4")
_GRID = "#e4e7ea"

# Pixels from the top.
_TITLE, _FACTS = 32, 59
_SECTIONS, _STEPS = (80, 130), (134, 246)
_LANES_TOP, _LANE, _BLOCK = 252, 32, 20
_BACKGROUND = (388, 420)
_CLOCK = 439

_LABEL, _SMALL = 13, 11.5
_LINE = 15
_MARK_APART = 80
_SHAPED = 3.0
"""The least width, in pixels, of a sound that is drawn in its shape."""


def drawing_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, caption: Caption) -> Sheet:
    """Draw the whole picture; to be called within `house_style`."""
    sheet = Sheet(timeline.duration_ms)
    _head(sheet, caption)
    _times(sheet)
    _named(sheet, "section", caption.sections, _SECTIONS)
    _named(sheet, "step", caption.steps, _STEPS)
    _lane(sheet, 0, "Voice", timeline.speech, VOICE)
    _lane(sheet, 1, "Practice", [cue for cue in timeline.cues if cue.kind == "practice"], PRACTICE)
    _lane(sheet, 2, "Rest", [cue for cue in timeline.cues if cue.kind == "pause"], REST)
    _sounds(sheet, 3, [cue for cue in timeline.cues if cue.sound and cue.kind != "speech"])
    _background(sheet, timeline, levels, backdrop)
    return sheet


def _head(sheet: Sheet, caption: Caption) -> None:
    room = WIDTH - 2 * 24
    title = shorten(caption.title, room, 20, bold=True)
    sheet.write(24, _TITLE, title, 20, weight="bold")
    sheet.write(24, _FACTS, shorten(" · ".join(caption.facts), room, _LABEL), _LABEL, color=MUTED)


def _times(sheet: Sheet) -> None:
    """Draw the marks of time, each with a line through all lanes."""
    times = marks(sheet.duration_ms, _MARK_APART * sheet.pixel_ms)
    top, bottom = _STEPS[1], _BACKGROUND[1]
    sheet.lines("grid", [[(ms, top), (ms, bottom)] for ms in times], _GRID, 1, zorder=1)
    for ms in times:
        sheet.write(LEFT + ms / sheet.pixel_ms, _CLOCK, clock(ms), _SMALL, color=MUTED, ha="center")


def _label(sheet: Sheet, top: float, text: str, size: float = _LABEL, colour: str = INK) -> None:
    sheet.write(LEFT - 14, top, text, size, ha="right", color=colour)


def _nothing(sheet: Sheet, top: float, text: str) -> None:
    sheet.write(LEFT + 6, top, text, _SMALL, color=MUTED)


def _named(sheet: Sheet, kind: str, named: Sequence[Section], place: tuple[float, float]) -> None:
    """Draw a band for each section or step, with its name where there is room; those too narrow to be seen are one."""
    top, bottom = place
    _label(sheet, (top + bottom) / 2, f"{kind.capitalize()}s")
    if not named:
        _nothing(sheet, (top + bottom) / 2, "none")
    narrow = [each for each in named if each.end_ms - each.start_ms < _SHAPED * sheet.pixel_ms]
    _blocks(sheet, f"{kind}s", strips(narrow, sheet.pixel_ms), _BANDS[0], top, bottom)
    for number, each in enumerate(named):
        if each.end_ms - each.start_ms >= _SHAPED * sheet.pixel_ms:
            _band(sheet, f"{kind}-{number}", each, _BANDS[number % 2], place)


def _band(sheet: Sheet, name: str, named: Section, colour: str, place: tuple[float, float]) -> None:
    top, bottom = place
    edge = {"facecolor": colour, "edgecolor": PAPER, "linewidth": 1.5}
    band = sheet.box(name, named.start_ms, named.end_ms, top, bottom, **edge)
    left, width = LEFT + named.start_ms / sheet.pixel_ms, (named.end_ms - named.start_ms) / sheet.pixel_ms
    across = (width - 11, int((bottom - top - 2) / _LINE))
    upwards = (bottom - top - 6, int((width - 3) / _LINE))
    way, lines = name_that_fits(named.title, [across, upwards], _SMALL)
    middle = (left + width / 2) if way else (top + bottom) / 2
    first = middle - (len(lines) - 1) * _LINE / 2
    for number, text in enumerate(lines):
        if way:
            sheet.write_upwards(first + number * _LINE, (top + bottom) / 2, text, _SMALL, within=band)
        else:
            sheet.write(left + 7, first + number * _LINE, text, _SMALL, within=band)


def _lane(sheet: Sheet, number: int, label: str, cues: Sequence[Cue], colour: str) -> None:
    top = _LANES_TOP + number * _LANE
    middle = top + _LANE / 2
    _label(sheet, middle, label)
    if not cues:
        _nothing(sheet, middle, "none")
    blocks = strips(cues, sheet.pixel_ms)
    _blocks(sheet, label.lower(), blocks, colour, middle - _BLOCK / 2, middle + _BLOCK / 2)


def _blocks(sheet: Sheet, name: str, blocks: Sequence[Strip], colour: str, top: float, bottom: float) -> None:
    shapes = [_rectangle(block, top, bottom) for block in blocks]
    sheet.shapes(name, shapes, [towards_paper(colour, block.share) for block in blocks])


def _rectangle(block: Strip, top: float, bottom: float) -> list[Place]:
    return [(block.start_ms, top), (block.end_ms, top), (block.end_ms, bottom), (block.start_ms, bottom)]


def _sounds(sheet: Sheet, number: int, cues: Sequence[Cue]) -> None:
    """Draw the breaths, the rhythm and the bells, each sound in the shape of its envelope."""
    middle = _LANES_TOP + (number + 0.5) * _LANE
    top, bottom = middle - _BLOCK / 2, middle + _BLOCK / 2
    kinds = {"Breaths": "breath", "Rhythm": "rhythm", "Bells": "sound"}
    there = [label for label, kind in kinds.items() if any(cue.kind == kind for cue in cues)]
    joined = ", ".join([*there[:1], *(label.lower() for label in there[1:])])
    _label(sheet, middle, joined if 0 < len(there) < len(kinds) else "Sounds")
    if not cues:
        _nothing(sheet, middle, "none")
    for label, kind in kinds.items():
        of_kind = [cue for cue in cues if cue.kind == kind]
        colour = BELLS if kind == "sound" else SOUNDS
        shaped = [cue for cue in of_kind if _has_shape(sheet, cue)]
        dense = strips([cue for cue in of_kind if not _has_shape(sheet, cue)], sheet.pixel_ms)
        _blocks(sheet, f"{label.lower()}-dense", dense, colour, middle - _BLOCK / 5, bottom)
        outlines = [_outline(sheet, cue, top, bottom) for cue in shaped]
        sheet.shapes(label.lower(), outlines, [_tint(cue, colour) for cue in shaped])


def _has_shape(sheet: Sheet, cue: Cue) -> bool:
    """Whether a sound is drawn in its shape: a bell always is, as there are few of them."""
    return cue.kind == "sound" or cue.end_ms - cue.start_ms >= _SHAPED * sheet.pixel_ms


def _tint(cue: Cue, colour: str) -> tuple[float, float, float]:
    return towards_paper(colour, 0.5 if cue.sound == "breath-out" else 1.0)


def _outline(sheet: Sheet, cue: Cue, top: float, bottom: float) -> list[Place]:
    start, end = cue.start_ms, cue.end_ms
    if cue.sound == "breath-in":
        return [(start, bottom), (end, top), (end, bottom)]
    if cue.kind == "rhythm":
        thin = 1.5 * sheet.pixel_ms
        return [(start, top + 6), (start + thin, top + 6), (start + thin, bottom), (start, bottom)]
    if cue.kind == "sound":
        end = max(end, round(start + 6 * sheet.pixel_ms))
    return [(start, bottom), (start, top), (end, bottom)]


def _background(sheet: Sheet, timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None) -> None:
    """Draw one calm band, with the level of the background in words."""
    top, bottom = _BACKGROUND
    _label(sheet, (top + bottom) / 2, "Background")
    if backdrop is None:
        sheet.lines("no-background", [[(0, bottom), (sheet.duration_ms, bottom)]], EDGE, 1)
        _nothing(sheet, (top + bottom) / 2, "no background")
        return
    sheet.box("background", 0, timeline.duration_ms, top, bottom, facecolor=towards_paper(BACKGROUND, 0.35))
    told = plain(level_in_words(levels, backdrop, timeline.duration_ms))
    sheet.write(LEFT + 10, (top + bottom) / 2, shorten(told, RIGHT - LEFT - 20, _LABEL), _LABEL)
