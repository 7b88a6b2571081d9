"""Mix → FLAC: samples of 16 bits as in a WAV, without loss, with tags, chapters and a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import av

from coach.export.formats.container import EXACTLY, add_cover
from coach.export.formats.encoding import Encoding
from coach.export.formats.vorbis_comments import comments_of

if TYPE_CHECKING:
    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix


def write_flac(mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None) -> None:  # noqa: ARG001 - it grows
    """Write a mix as FLAC of 16 bits; raises OSError."""
    encoding = Encoding("flac", "s16")
    with av.open(file, "w", format="flac", options=EXACTLY) as container:
        stream = encoding.stream_in(container, mix.channels)
        container.metadata.update(comments_of(about))
        picture = add_cover(container, about.cover)
        if picture:
            container.mux(picture)
        for packet in encoding.packets(stream, mix, progress):
            container.mux(packet)
