"""Mix → WAV: 44.1 kHz, 16 bit, with tags and chapters after the sound; or 24 bit, which holds a stem to its last bit.

Tags are RIFF's `INFO`, chapters its cue points with labels ("Multimedia Programming Interface and Data Specifications
1.0", IBM and Microsoft, 1991). Both stand after the samples: there are readers that take the first 44 bytes for all of
a header.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import ExportError, one_line
from coach.export.formats.language_codes import three_letters
from coach.export.pcm import pcm_of
from coach.units import RATE, format_duration, frames_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.export.chapters import Chapter
    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix

_HEADER_BYTES = 44


def write_wav(mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None) -> None:  # noqa: ARG001 - it grows
    """Write a mix as a WAV of 16 bits; raises ExportError for more than a WAV can hold, OSError."""
    write_samples(mix, file, 16, progress, _info(about) + _cue_points(about.chapters))


def write_samples(mix: Mix, file: BinaryIO, bits: int, progress: Progress | None = None, after: bytes = b"") -> None:
    """Write a mix as a WAV of 16 or 24 bits; raises ExportError for more than a WAV can hold, OSError."""
    check_length(mix.frames, bits, mix.channels, len(after))
    file.write(_header(mix.frames, bits, mix.channels, len(after)))
    file.writelines(pcm_of(mix, progress, bits=bits))
    file.write(after)


def check_length(frames: int, bits: int, channels: int = 2, after: int = 0) -> None:
    """Raise ExportError for more than a WAV can hold: its lengths are 32 bits wide."""
    most = (2**32 - _HEADER_BYTES - after) // (channels * bits // 8)
    if frames > most:
        longest = format_duration(most * 1000 // RATE // 60_000 * 60_000)
        raise ExportError(f"a WAV of {bits} bit holds at most {longest}; write an MP3, and no stems")


def _header(frames: int, bits: int, channels: int, after: int) -> bytes:
    """Return the header: RIFF's chunk around everything, the format, and the beginning of the chunk of samples.

    The length is known before the first sample, so nothing is patched at the end, where a full disk would get in the
    way of the standard library's `wave`.
    """
    pcm, frame_bytes = 1, channels * bits // 8
    form = struct.pack("<HHIIHH", pcm, channels, RATE, RATE * frame_bytes, frame_bytes, bits)
    riff = struct.pack("<4sI4s", b"RIFF", _HEADER_BYTES - 8 + frames * frame_bytes + after, b"WAVE")
    return riff + _chunk(b"fmt ", form) + struct.pack("<4sI", b"data", frames * frame_bytes)


def _info(about: About) -> bytes:
    """Return the tags: nothing without a title."""
    tags = {
        b"INAM": one_line(about.title),
        b"IART": one_line(about.artist) if about.title else "",
        b"IPRD": one_line(about.album),
        b"ICRD": f"{about.year:04}" if about.year else "",
        b"ICMT": one_line(about.comment),
        b"ILNG": three_letters(about.language) if about.language else "",
    }
    chunks = b"".join(_chunk(name, _text(value)) for name, value in tags.items() if value)
    return _chunk(b"LIST", b"INFO" + chunks) if chunks else b""


def _cue_points(chapters: Sequence[Chapter]) -> bytes:
    """Return the chapters as points in the sound, and a label for each."""
    if not chapters:
        return b""
    points = b"".join(_point(number, frames_at(each.start_ms)) for number, each in enumerate(chapters, 1))
    labels = b"".join(_label(number, each.title) for number, each in enumerate(chapters, 1))
    return _chunk(b"cue ", struct.pack("<I", len(chapters)) + points) + _chunk(b"LIST", b"adtl" + labels)


def _point(number: int, frame: int) -> bytes:
    return struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame)


def _label(number: int, title: str) -> bytes:
    return _chunk(b"labl", struct.pack("<I", number) + _text(title))


def _text(value: str) -> bytes:
    return value.replace("\0", "").encode("utf-8", "replace") + b"\0"


def _chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk; one of odd length is filled up by a byte that its length does not count."""
    return struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)
