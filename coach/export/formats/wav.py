"""Mix → WAV: 44.1 kHz, stereo, 16 bit; or 24 bit, which holds a stem to its last bit."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import ExportError
from coach.export.pcm import pcm_of
from coach.units import RATE, format_duration

if TYPE_CHECKING:
    from coach.export.formats import About, Progress
    from coach.sound.mix import Mix

_CHANNELS = 2
_HEADER_BYTES = 44


def write_wav(mix: Mix, about: About, file: BinaryIO, progress: Progress | None) -> None:  # noqa: ARG001 - has no tags
    """Write a mix as a WAV of 16 bits; raises ExportError for more than a WAV can hold, OSError."""
    write_samples(mix, file, 16, progress)


def write_samples(mix: Mix, file: BinaryIO, bits: int, progress: Progress | None = None) -> None:
    """Write a mix as a WAV of 16 or 24 bits; raises ExportError for more than a WAV can hold, OSError."""
    check_length(mix.frames, bits)
    file.write(_header(mix.frames, bits))
    file.writelines(pcm_of(mix, progress, bits=bits))


def check_length(frames: int, bits: int) -> None:
    """Raise ExportError for more than a WAV can hold: its lengths are 32 bits wide."""
    most = (2**32 - _HEADER_BYTES) // (_CHANNELS * bits // 8)
    if frames > most:
        longest = format_duration(most * 1000 // RATE // 60_000 * 60_000)
        raise ExportError(f"a WAV of {bits} bit holds at most {longest}; write an MP3, and no stems")


def _header(frames: int, bits: int) -> bytes:
    """Return the header: RIFF's chunk around everything, the format, and the beginning of the chunk of samples.

    The length is known before the first sample, so nothing is patched at the end, where a full disk would get in the
    way of the standard library's `wave`.
    """
    pcm, frame_bytes = 1, _CHANNELS * bits // 8
    form = struct.pack("<HHIIHH", pcm, _CHANNELS, RATE, RATE * frame_bytes, frame_bytes, bits)
    riff = struct.pack("<4sI4s", b"RIFF", _HEADER_BYTES - 8 + frames * frame_bytes, b"WAVE")
    return riff + struct.pack("<4sI", b"fmt ", len(form)) + form + struct.pack("<4sI", b"data", frames * frame_bytes)
