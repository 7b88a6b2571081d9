"""Timelines and pictures for the tests of covers."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coach.export.cover.cover import Cover
from coach.routine.routine_files import bundled_routines
from coach.timeline.timeline import Cue, Timeline

MINUTE = 60_000


def session(steps: int = 12, length_ms: int = 10 * MINUTE, title: str = "Calm hands") -> Timeline:
    """Return a session of equal steps, each of which is said and then practised for twice as long."""
    each = length_ms // max(1, steps)
    cues = [Cue(0, length_ms, "pause")] if steps == 0 else []
    for number in range(steps):
        start = number * each
        cues += [
            Cue(start, start + each // 3, "speech", "Press.", number + 1),
            Cue(start + each // 3, start + each, "practice", "Press.", number + 1),
        ]
    return Timeline(title, tuple(cues))


def pixels(cover: Cover) -> NDArray[np.int16]:
    """Return the pixels of a cover: rows, columns, red and green and blue."""
    return np.asarray(Image.open(BytesIO(cover.data)).convert("RGB")).astype(np.int16)


def photo(width: int = 400, height: int = 400, mode: str = "RGB") -> Image.Image:
    """Return a picture whose upper left quarter is red, on a ground that differs everywhere."""
    across, down = np.meshgrid(np.linspace(0, 200, width), np.linspace(0, 200, height))
    ground = np.stack([across / 4, across, down], axis=-1).astype(np.uint8)
    ground[: height // 2, : width // 2] = (220, 20, 20)
    picture = Image.fromarray(ground)
    return picture if mode == "RGB" else picture.convert(mode)


def saved(path: Path, picture: Image.Image, form: str = "JPEG", **how: Any) -> Path:
    """Save a picture, whatever its name says, and return its path."""
    picture.save(path, form, **how)
    return path


def library_titles() -> list[str]:
    """Return the titles of the routines that come with coach, without reading all of them."""
    beginnings = (path.read_text("utf-8") for path in bundled_routines().values())
    return [found[1].strip("\"'") for text in beginnings if (found := re.search(r"^title: (.+)$", text, re.MULTILINE))]
