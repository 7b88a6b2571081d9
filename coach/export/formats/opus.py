"""Mix → Opus in Ogg: 48 kHz, its length to the sample, chapters and cover as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import av

from coach.export.formats.container import EXACTLY
from coach.export.formats.encoding import Encoding
from coach.export.formats.vorbis_comments import comments_of, picture_comment

if TYPE_CHECKING:
    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix

_RATE = 48_000


def write_opus(mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None) -> None:  # noqa: ARG001 - it grows
    """Write a mix as Opus in Ogg; raises OSError."""
    encoding = Encoding("libopus", "flt", _RATE, about.bitrate)
    with av.open(file, "w", format="ogg", options=EXACTLY) as container:
        stream = encoding.stream_in(container, mix.channels)
        # Ogg has the comments of a stream, and not of the file.
        stream.metadata.update({"encoder": "coach"} | comments_of(about) | picture_comment(about.cover))
        for packet in encoding.packets(stream, mix, progress):
            container.mux(packet)
