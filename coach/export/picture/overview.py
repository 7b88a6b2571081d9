"""Timeline + levels → a whole session at a glance, as SVG or PNG."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from coach.export.picture.caption import caption_of

if TYPE_CHECKING:
    from coach.export.picture.caption import Backdrop, Caption
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline

_SVG = "{http://www.w3.org/2000/svg}"


def image_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, form: str) -> bytes:
    """Return the picture in the format `svg` or `png`."""
    from coach.export.picture.sheet import HEIGHT, WIDTH

    caption = caption_of(timeline, levels, backdrop)
    image = _image(timeline, levels, backdrop, caption, form)
    return readable(image, caption, WIDTH, HEIGHT) if form == "svg" else image


def _image(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, caption: Caption, form: str) -> bytes:
    from coach.export.picture.drawing import drawing_of
    from coach.export.picture.sheet import about, house_style

    image = BytesIO()
    with house_style():
        drawing_of(timeline, levels, backdrop, caption).save(
            image, form, about(form, caption.title, caption.alternative)
        )
    return image.getvalue()


def readable(svg: bytes, caption: Caption, width: int, height: int) -> bytes:
    """Return the same SVG with words for a screen reader, and sized in pixels: not every viewer knows points."""
    from lxml import etree

    root = etree.fromstring(svg)
    title, words = etree.Element(f"{_SVG}title", id="title"), etree.Element(f"{_SVG}desc", id="desc")
    title.text, words.text = caption.title, caption.alternative
    root[:0] = [title, words]
    about = {"width": str(width), "height": str(height), "role": "img", "aria-labelledby": "title desc"}
    for name, value in about.items():
        root.set(name, value)
    groups = {group.get("id"): group for group in root.iter(f"{_SVG}g")}
    for kind, named in (("section", caption.sections), ("step", caption.steps)):
        for number, each in enumerate(named):
            if (group := groups.get(f"{kind}-{number}")) is not None:  # its whole title, where the pointer rests on it
                etree.SubElement(group, f"{_SVG}title").text = each.title
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=False)
