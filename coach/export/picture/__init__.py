"""Timeline + levels → a picture that shows the whole session at a glance, as SVG or PNG.

Nothing here draws. drawing.py does, with sheet.py and text_fitting.py, which import matplotlib when something is drawn.
"""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.export.picture.caption import caption_of
from coach.files import check_target, write_target

if TYPE_CHECKING:
    from pathlib import Path

    from coach.export.picture.caption import Backdrop, Caption
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline

SUFFIXES = (".svg", ".png")
_SVG = "{http://www.w3.org/2000/svg}"


def check_picture(path: Path) -> None:
    """Raise UsageError for a file that cannot become a picture: better now than after all the speaking."""
    if path.suffix.lower() not in SUFFIXES:
        known = " or ".join(SUFFIXES)
        raise UsageError(f"'{path.name}' does not end in a picture that coach draws; end it in {known}")
    check_target(path)


def draw(timeline: Timeline, levels: LevelPlan, path: Path, backdrop: Backdrop | None = None) -> None:
    """Draw a session into a file in the format of its name, as an atomic write; the same session gives the same bytes.

    `backdrop` is None without an audible background. Raises UsageError for a target that cannot be written,
    MissingPart for a full disk.
    """
    check_picture(path)
    caption = caption_of(timeline, levels, backdrop)
    form = path.suffix.lower().removeprefix(".")
    image = _image(timeline, levels, backdrop, caption, form)
    with write_target(path) as file:
        file.write(_readable(image, caption) if form == "svg" else image)


def _image(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, caption: Caption, form: str) -> bytes:
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it would log about its list of fonts
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


def _readable(svg: bytes, caption: Caption) -> bytes:
    """Return the same SVG with words for a screen reader, and sized in pixels: not every viewer knows points."""
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
    for kind, named in (("section", caption.sections), ("step", caption.steps)):
        for number, each in enumerate(named):
            if (group := groups.get(f"{kind}-{number}")) is not None:  # its whole title, where the pointer rests on it
                etree.SubElement(group, f"{_SVG}title").text = each.title
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=False)
