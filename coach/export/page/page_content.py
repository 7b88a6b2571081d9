"""Mix + About → all that a page is made of, whatever its form: its data, and its sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import ExportError
from coach.export.formats.m4a import write_m4a
from coach.export.page.page_data import page_data_of
from coach.export.page.page_html import check_template
from coach.export.page.page_sound import page_sound_of
from coach.files import spare_file
from coach.timeline.guide_words import phrases_of

if TYPE_CHECKING:
    from coach.export.formats import About, Copy, Progress
    from coach.export.page.page_data import PageData
    from coach.sound.mix import Mix

_ENCODED = 7 / 8
"""The share of a page's bitrate that its encoder is asked for. FFmpeg's gives 4 % more than it is asked for, MP4's
tables take 2 %, and what is played beside a session of 15 minutes 8 %: its sound is all of these."""


@dataclass(frozen=True)
class PageContent:
    """The content of a page."""

    data: PageData
    session: bytes
    """The whole session as M4A."""
    extras: bytes
    """What is played beside it."""


def page_content_of(
    mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None
) -> PageContent:
    """Return the content of a page, whose sound is encoded beside `file`.

    Raises ExportError without a routine, MissingPart without the page's packages, OSError.
    """
    if about.routine is None:
        raise ExportError("a page needs the routine's words; write another format")
    check_template()
    # What a page has of itself, its sound does not need again.
    plain = replace(about, words="", chapters=(), cover=None, bitrate=encoder_bitrate(about.bitrate))
    with spare_file(file) as sound:
        write_m4a(mix, plain, sound, progress, copy)
        whole = page_sound_of(mix, Path(sound.name), plain.bitrate, phrases_of(about.routine.language))
    data = replace(page_data_of(mix.timeline, about, about.routine), sound=whole.data)
    return PageContent(data, whole.session, whole.extras)


def encoder_bitrate(bitrate: int) -> int:
    """Return what the encoder is asked for, so that all of a page's sound together comes to a bitrate in kbit/s.

    Example:
        >>> encoder_bitrate(64)
        56
    """
    return round(bitrate * _ENCODED)
