"""Timeline + levels → a sheet with lanes one under the other, all on the same time axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.export.picture.contour import contour_of, voice_heights
from coach.export.picture.sheet import EDGE, INK, LEFT, MUTED, PAPER, RIGHT, WIDTH, Sheet, towards_paper
from coach.export.picture.strips import clock, marks, strips
from coach.export.picture.text_fitting import break_lines, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from coach.export.picture.caption import Backdrop, Caption
    from coach.export.picture.sheet import Place
    from coach.export.picture.strips import Strip
    from coach.sound.ducking import Decibels
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Cue, Section, Timeline

# Colours that colour-blind people can tell apart (after Okabe and Ito), and that differ in lightness too.
VOICE, PRACTICE, REST, SOUNDS, BELLS, BACKGROUND = "#1f5f99", "#cb8112", "#8c97a3", "#7d5ba6", "#b3412e", "#4fa391"
GAIN = "#2c7a69"
_BANDS = ("#dfe6ec", "#edf1f4")
_GRID, _STRIPE = "#e4e7ea", "#f5f6f5"

# Pixels from the top.
_TITLE, _FACTS = 32, 59
_SECTIONS = (80, 138)
_LANES_TOP, _LANE, _BLOCK = 146, 32, 20
_BACKGROUND = (282, 422)
_CLOCK = 439

_LABEL, _SMALL = 13, 11.5
_LINE = 15
_MARK_APART = 80
_SHAPED = 3.0
"""The least width, in pixels, of a sound that is drawn in its shape."""
_ABOVE, _BELOW = 6, 14
"""The range that is shown: LU over the voice, and LU under the target for the background."""


def drawing_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, caption: Caption) -> Sheet:
    """Draw the whole picture; to be called within `house_style`."""
    sheet = Sheet(timeline.duration_ms)
    _head(sheet, caption)
    _times(sheet)
    _sections(sheet, caption.sections)
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
    top, bottom = _SECTIONS[1], _BACKGROUND[1]
    sheet.lines("grid", [[(ms, top), (ms, bottom)] for ms in times], _GRID, 1, zorder=1)
    for ms in times:
        sheet.write(LEFT + ms / sheet.pixel_ms, _CLOCK, clock(ms), _SMALL, color=MUTED, ha="center")


def _label(sheet: Sheet, top: float, text: str, size: float = _LABEL, colour: str = INK) -> None:
    sheet.write(LEFT - 14, top, text, size, ha="right", color=colour)


def _nothing(sheet: Sheet, top: float, text: str) -> None:
    sheet.write(LEFT + 6, top, text, _SMALL, color=MUTED)


def _sections(sheet: Sheet, sections: Sequence[Section]) -> None:
    """Draw a band for each section, with as much of its title as fits; those too narrow to be told apart are one."""
    top, bottom = _SECTIONS
    middle = (top + bottom) / 2
    _label(sheet, middle, "Sections")
    if not sections:
        _nothing(sheet, middle, "none")
    narrow = [section for section in sections if section.end_ms - section.start_ms < _SHAPED * sheet.pixel_ms]
    _blocks(sheet, "sections", strips(narrow, sheet.pixel_ms), _BANDS[0], top, bottom)
    for number, section in enumerate(sections):
        if section.end_ms - section.start_ms >= _SHAPED * sheet.pixel_ms:
            _band(sheet, number, section)


def _band(sheet: Sheet, number: int, section: Section) -> None:
    top, bottom = _SECTIONS
    band = sheet.box(
        f"section-{number}", section.start_ms, section.end_ms, top, bottom,
        facecolor=_BANDS[number % 2], edgecolor=PAPER, linewidth=1.5,
    )  # fmt: skip
    left, width = LEFT + section.start_ms / sheet.pixel_ms, (section.end_ms - section.start_ms) / sheet.pixel_ms
    if lines := break_lines(section.title, width - 11, _SMALL, 3):
        first = (top + bottom) / 2 - (len(lines) - 1) * _LINE / 2
        for line, text in enumerate(lines):
            sheet.write(left + 7, first + line * _LINE, text, _SMALL, within=band)
    else:  # upwards, where the band is taller than wide
        lines = break_lines(section.title, bottom - top - 4, _SMALL, int((width - 3) / _LINE))
        first = left + width / 2 - (len(lines) - 1) * _LINE / 2
        for line, text in enumerate(lines):
            sheet.write_upwards(first + line * _LINE, (top + bottom) / 2, text, _SMALL, within=band)


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
    """Draw how far the background lies under the voice, and how loud each block of speech is."""
    top, bottom = _BACKGROUND
    _label(sheet, top + 7, "Background")
    if backdrop is None:
        sheet.lines("no-background", [[(0, bottom), (sheet.duration_ms, bottom)]], EDGE, 1)
        _nothing(sheet, (top + bottom) / 2, "no background")
        return
    scale = Scale(backdrop.over)
    contour = contour_of(levels, backdrop.powers, timeline.duration_ms, RIGHT - LEFT)
    heard = [(0.0, bottom), *scale.way(contour.ms, contour.heard), (sheet.duration_ms, bottom)]
    sheet.shapes("heard", [heard], [towards_paper(BACKGROUND, 0.45)])
    sheet.lines("gain", [scale.way(contour.ms, contour.gain)], GAIN, 1.4, zorder=3)
    blocks = voice_heights(levels, strips(timeline.speech, sheet.pixel_ms))
    words = [[(block.start_ms, scale.top(height)), (block.end_ms, scale.top(height))] for block, height in blocks]
    sheet.lines("words", words, VOICE, 3, zorder=4, capstyle="butt")
    for name, level, colour in (("voice-level", 0.0, VOICE), ("promise", -backdrop.over, INK)):
        across = [(0, scale.top(level)), (sheet.duration_ms, scale.top(level))]
        sheet.lines(name, [across], colour, 1, zorder=3.5, linestyle=(0, (4, 3)))
    _legend(sheet, scale)


def _legend(sheet: Sheet, scale: Scale) -> None:
    """Write what the heights mean, beside them."""
    for level in range(-10, int(scale.lowest), -10):
        _label(sheet, scale.top(level), f"−{-level} LU", _SMALL, MUTED)
    voice, promise = scale.top(0), scale.top(-scale.over)
    between = promise - voice >= 4 * _LINE
    first = (voice + promise - _LINE) / 2 if between else promise + 2.5 * _LINE
    for top, text, colour in (
        (voice, "voice", VOICE),
        (promise, f"{scale.over:g} LU under", INK),
        (promise + _LINE, "the voice", INK),
        (first, "line: its gain", GAIN),
        (first + _LINE, "area: as heard", GAIN),
    ):
        sheet.write(RIGHT + 10, top, text, _SMALL, color=colour)


@dataclass(frozen=True)
class Scale:
    """The vertical scale in the lane of the background."""

    over: float
    """The LU by which the voice is to lie over it, which is the target."""

    @property
    def lowest(self) -> float:
        """The level at the bottom of the lane; anything softer stands there, too."""
        return -self.over - _BELOW

    def top(self, level: float) -> float:
        """Return the pixels from the top for a level in LU over the voice."""
        top, bottom = _BACKGROUND
        return min(bottom, max(top, top + (bottom - top) * (_ABOVE - level) / (_ABOVE - self.lowest)))

    def way(self, ms: NDArray[np.float64], levels: Decibels) -> list[Place]:
        """Return a line through levels at these times."""
        return [(at, self.top(level)) for at, level in zip(ms.tolist(), levels.tolist(), strict=True)]
