"""Timeline → its cover, as a file of its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.export.picture.caption import Backdrop
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline


def image_of(timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, form: str) -> bytes:  # noqa: ARG001 - as the protocol has it
    """Return the cover that an export would have, as `jpg` or `png`."""
    from coach.export.cover.cover_drawing import cover_of

    cover = cover_of(timeline.title, timeline)
    return cover.data if form == "jpg" else _png(cover.data)


def _png(jpeg: bytes) -> bytes:
    from PIL import Image

    file = BytesIO()
    with Image.open(BytesIO(jpeg)) as picture:
        picture.save(file, "PNG", optimize=True)
    return file.getvalue()
