"""Timeline + levels → a picture of a session, in one of some styles.

A new style needs a file here with a function that fits `Image`, and a row in `STYLES`. Nothing here draws: what does so
imports matplotlib or Pillow when something is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from coach.errors import UsageError
from coach.files import check_target, write_target
from coach.suggestion import suggest

if TYPE_CHECKING:
    from pathlib import Path

    from coach.export.picture.caption import Backdrop
    from coach.sound.level_plan import LevelPlan
    from coach.timeline.timeline import Timeline


class Image(Protocol):
    """A function that draws a session."""

    def __call__(self, timeline: Timeline, levels: LevelPlan, backdrop: Backdrop | None, form: str) -> bytes:
        """Return the bytes of a picture in a format, such as `svg`; raises UsageError for one that it cannot be."""


@dataclass(frozen=True)
class Style:
    """A kind of picture."""

    image: str
    """The module and the function that draws it, "module:function", imported when it is drawn."""
    suffixes: tuple[str, ...]

    def load(self) -> Image:
        """Import the function that draws it and return it."""
        module, _, function = self.image.partition(":")
        image: Image = getattr(import_module(module), function)
        return image


STYLES = {
    "overview": Style("coach.export.picture.overview:image_of", (".svg", ".png")),
    "notes": Style("coach.export.picture.reading_notes:image_of", (".svg", ".png")),
    "cover": Style("coach.export.picture.cover_picture:image_of", (".jpg", ".png")),
}
"""The whole session at a glance; a page to read along; the square picture that players show."""


def style_named(name: str) -> Style:
    """Return a style; raises UsageError for a name that is none."""
    if name not in STYLES:
        raise UsageError(f"there is no style '{name}'; {suggest(name, STYLES, 'there are ' + ', '.join(STYLES))}")
    return STYLES[name]


def check_picture(path: Path, style: str = "overview") -> None:
    """Raise UsageError for a file that cannot become a picture: better now than after all the speaking."""
    if path.suffix.lower() not in (suffixes := style_named(style).suffixes):
        known = " or ".join(suffixes)
        raise UsageError(f"'{path.name}' does not end in a picture that coach draws; end it in {known}")
    check_target(path)


def draw(
    timeline: Timeline, levels: LevelPlan, path: Path, backdrop: Backdrop | None = None, style: str = "overview"
) -> None:
    """Draw a session into a file in the format of its name, as an atomic write; the same session gives the same bytes.

    `backdrop` is None without an audible background. Raises UsageError for a target that cannot be written,
    MissingPart for a full disk.
    """
    check_picture(path, style)
    image = style_named(style).load()(timeline, levels, backdrop, path.suffix.lower().removeprefix("."))
    with write_target(path) as file:
        file.write(image)
