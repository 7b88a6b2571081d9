"""Mix → M4A or M4B: AAC-LC in MP4, its index in front, with chapters in both of MP4's ways."""

from __future__ import annotations

from contextlib import ExitStack
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

import av
from av.packet import Packet

from coach.errors import ExportError
from coach.export.formats.aac_stretches import aac_packets
from coach.export.formats.container import EXACTLY, add_chapters, add_cover, tags_of
from coach.export.formats.encoding import Encoding
from coach.export.formats.language_codes import three_letters
from coach.units import RATE

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.stream import Stream

    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix

_MP4 = {
    **EXACTLY,
    "brand": "M4A ",
    "movflags": "+faststart",
    # The length to the sample, which else is rounded to milliseconds.
    "movie_timescale": str(RATE),
}
_GROWING = "matroska"
"""A container that can be decoded while it grows, and tells how much silence the encoder puts in front."""


def write_m4a(mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None) -> None:
    """Write a mix as AAC in MP4; raises ExportError for a file that does not hold what was encoded, OSError."""
    encoding, digest = Encoding("aac", "fltp", bitrate=about.bitrate), sha256()
    with ExitStack() as stack:
        # By its name: FFmpeg opens the file once more to move the index to the front.
        container = stack.enter_context(av.open(file.name, "w", format="mp4", options=_MP4))
        stream = encoding.stream_in(container, mix.channels)
        stream.metadata["language"] = three_letters(about.language)
        container.metadata.update(tags_of(about))
        picture = add_cover(container, about.cover)
        add_chapters(container, about.chapters)
        if copy:
            growing = stack.enter_context(av.open(copy, "w", format=_GROWING, options=EXACTLY))
            twin = encoding.stream_in(growing, mix.channels)
        if picture:
            container.mux(picture)
        for packet in aac_packets(encoding, mix, progress):
            digest.update(packet)
            if copy:
                growing.mux(_for(twin, packet))
            packet.stream = stream
            container.mux(packet)
    if _content(file.name) != digest.digest():
        raise ExportError("the file does not hold what was encoded; try again")


def _for(stream: AudioStream, packet: Packet[Stream]) -> Packet[Stream]:
    """Return a packet's twin for another stream: writing one changes its times."""
    twin = Packet(bytes(packet))
    twin.pts, twin.dts, twin.duration, twin.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    twin.is_keyframe, twin.stream = True, stream
    return twin


def _content(name: str) -> bytes:
    """Return the digest of the sound's packets in a file."""
    digest = sha256()
    with av.open(name) as container:
        for packet in container.demux(audio=0):
            digest.update(packet)
    return digest.digest()
