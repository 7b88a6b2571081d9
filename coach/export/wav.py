"""Mix → WAV: 16 bit, 44.1 kHz, stereo."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import ExportError
from coach.export.pcm import pcm_of
from coach.units import RATE, format_duration

if TYPE_CHECKING:
    from coach.export import About, Progress
    from coach.sound.mix import Mix

_FRAME_BYTES = 4
_HEADER_BYTES = 44
_MOST_FRAMES = (2**32 - _HEADER_BYTES) // _FRAME_BYTES
"""A WAV's lengths are 32 bits wide."""


def write_wav(mix: Mix, about: About, file: BinaryIO, progress: Progress | None) -> None:  # noqa: ARG001 - has no tags
    """Write the mix; raises ExportError for more than a WAV can hold, OSError."""
    if mix.frames > _MOST_FRAMES:
        longest = format_duration(_MOST_FRAMES * 1000 // RATE // 60_000 * 60_000)
        raise ExportError(f"a WAV holds at most {longest}; end the file's name in .mp3")
    file.write(_header(mix.frames * _FRAME_BYTES))
    file.writelines(pcm_of(mix, progress))


def _header(size: int) -> bytes:
    """RIFF's chunk around all, the format and the beginning of the samples.

    The length is known before the first sample, so nothing is patched at the end, where a full disk would get in the
    way of the standard library's `wave`.
    """
    pcm, channels, bits = 1, 2, 16
    form = struct.pack("<HHIIHH", pcm, channels, RATE, RATE * _FRAME_BYTES, _FRAME_BYTES, bits)
    riff = struct.pack("<4sI4s", b"RIFF", _HEADER_BYTES - 8 + size, b"WAVE")
    return riff + struct.pack("<4sI", b"fmt ", len(form)) + form + struct.pack("<4sI", b"data", size)
