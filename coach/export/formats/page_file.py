"""Mix → a page in one HTML file: the sound, the words and the scripts that lead, all within it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from coach.export.cover.cover_drawing import icon_of
from coach.export.page.page_content import page_content_of
from coach.export.page.page_data import SoundFile, SoundFiles
from coach.export.page.page_html import Within, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix

_BEGINS, _ENDS = b'<audio controls preload="none" src="data:audio/mp4;base64,', b'"'
_PIECE = 3 << 18
"""A number of bytes that is a whole number of base64's threes."""
_ICON = 192


def write_page_file(
    mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None
) -> None:
    """Write a mix as a page; raises ExportError, MissingPart without the page's packages, OSError."""
    content = page_content_of(mix, about, file, progress, copy)
    files = SoundFiles(SoundFile(len(content.session)), SoundFile(len(content.extras)) if content.extras else None)
    icon = f"data:image/png;base64,{b64encode(icon_of(about.title, mix.timeline, _ICON)).decode()}"
    form = Within(icon, _base64(content.session), _base64(content.extras) if content.extras else None)
    file.writelines(piece.encode("utf-8", "replace") for piece in page_of(replace(content.data, files=files), form))


@contextmanager
def open_page_sound(path: Path) -> Iterator[BinaryIO]:
    """Open the sound that lies in a page; raises OSError for a file that holds none."""
    page = path.read_bytes()
    start = page.find(_BEGINS)
    if start < 0:
        raise OSError(f"{path} holds no sound")
    start += len(_BEGINS)
    yield BytesIO(b64decode(page[start : page.index(_ENDS, start)]))


def _base64(data: bytes) -> Iterator[str]:
    for at in range(0, len(data), _PIECE):
        yield b64encode(data[at : at + _PIECE]).decode()
