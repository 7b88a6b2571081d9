"""Timeline + levels → a picture of the whole session: an SVG or a PNG, for one glance.

To know: nothing here draws. drawing.py does, and it alone and lettering.py import matplotlib, when something is drawn.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.export.picture.strips import clock, plain, sections_of
from coach.export.target import check_target, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.loudness import Powers
    from coach.export.picture.strips import Section
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline

SUFFIXES = (".svg", ".png")
_SVG = "{http://www.w3.org/2000/svg}"
_TOLD = 100
"""So many sections are told in words; more, and nobody listens."""


@dataclass(frozen=True, eq=False)
class Backdrop:
    """What a picture has to know of the background."""

    powers: Powers
    """K-weighted, of each hop of the session, before any gain."""
    over: float
    """LU that speech was promised to lie over it."""
    name: str = ""


@dataclass(frozen=True)
class Caption:
    """A picture in words: for those who cannot see it, and for those who search."""

    title: str
    """Of the session."""
    facts: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def alternative(self) -> str:
        """What a screen reader says in place of the picture."""
        told = [f"{section.title} from {clock(section.start_ms)}" for section in self.sections[:_TOLD]]
        more = len(self.sections) - len(told)
        names = "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])
        return f"A session over time: {', '.join(self.facts)}." + (f" Sections: {names}." if told else "")


def check_picture(path: Path) -> None:
    """Raise UsageError for a file that cannot become a picture: better now than after all the speaking."""
    if path.suffix.lower() not in SUFFIXES:
        known = " or ".join(SUFFIXES)
        raise UsageError(f"'{path.name}' does not end in a picture that coach draws; end it in {known}")
    check_target(path)


def draw(timeline: Timeline, levels: LevelPlan, path: Path, backdrop: Backdrop | None = None) -> None:
    """Draw a session into a file in the format of its name, whole or not at all; without a backdrop, nobody hears one.

    The same session gives the same bytes. Raises UsageError for a target that cannot be, MissingPart for a full disk.
    """
    check_picture(path)
    caption = caption_of(timeline, levels, backdrop)
    form = path.suffix.lower().removeprefix(".")
    image = _image(timeline, levels, backdrop, caption, form)
    with write_atomically(path) as file:
        file.write(_readable(image, caption) if form == "svg" else image)


def _image(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, caption: Caption, form: str) -> bytes:
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it would tell of its list of fonts
    from coach.export.picture.drawing import drawing_of
    from coach.export.picture.sheet import house_style

    image = BytesIO()
    # No date and no version: the same session is the same picture.
    about: dict[str, dict[str, str | None]] = {
        "svg": {"Creator": "coach", "Date": None},
        "png": {"Software": "coach", "Title": caption.title, "Description": caption.alternative},
    }
    with house_style():
        drawing_of(timeline, levels, backdrop, caption).save(image, form, about[form])
    return image.getvalue()


def caption_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None) -> Caption:
    """The title, the sections, and what else is worth a line."""
    sections = tuple(sections_of(timeline.cues))
    steps = max((cue.step or 0 for cue in timeline.cues), default=0)
    facts = [clock(timeline.duration_ms), *_counted(len(sections), "section"), *_counted(steps, "step")]
    if backdrop:
        facts += _about(backdrop, levels)
    return Caption(plain(timeline.title), tuple(facts), sections)


def _counted(number: int, what: str) -> list[str]:
    return [f"{number} {what}{'s' * (number != 1)}"] if number else []


def _about(backdrop: Backdrop, levels: LevelPlan) -> list[str]:
    """The background, and how far the voice stands out from it where it does so least."""
    pairs = zip(levels.spoken, levels.under_lufs, strict=True)
    least = min((cue.lufs - under for cue, under in pairs if math.isfinite(cue.lufs)), default=math.inf)
    named = f"background {plain(backdrop.name)}" if backdrop.name else "a background"
    return [named, *([f"voice at least {least:.1f} LU over it"] if math.isfinite(least) else [])]


def _readable(svg: bytes, caption: Caption) -> bytes:
    """The same picture with words for a screen reader, and in pixels: not every viewer knows points."""
    from lxml import etree

    from coach.export.picture.sheet import HEIGHT, WIDTH

    root = etree.fromstring(svg)
    title, words = etree.Element(f"{_SVG}title", id="title"), etree.Element(f"{_SVG}desc", id="desc")
    title.text, words.text = caption.title, caption.alternative
    root[:0] = [title, words]
    about = {"width": str(WIDTH), "height": str(HEIGHT), "role": "img", "aria-labelledby": "title desc"}
    for name, value in about.items():
        root.set(name, value)
    groups = {group.get("id"): group for group in root.iter(f"{_SVG}g")}
    for number, section in enumerate(caption.sections):
        if (group := groups.get(f"section-{number}")) is not None:  # its whole title, where the pointer rests on it
            etree.SubElement(group, f"{_SVG}title").text = section.title
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=False)
