"""A file → the duration that it declares, if it does: a longer one than its sound's shows that it was cut off."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from mutagen import MutagenError
from mutagen.mp3 import BitrateMode, MPEGInfo

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer

_OWN = {"mov,mp4,m4a,3gp,3g2,mj2", "flac", "aiff", "w64", "caf"}
"""The formats, by ffmpeg's names, that tell the length of each of their streams."""
_WHOLE = {"matroska,webm", "asf"}
"""The formats that tell one length for all of their streams."""
_UNKNOWN = 0x7FFF0000
"""The bytes from which on a size is a placeholder: a program that writes to a pipe does not know the real one."""


def declared_seconds(path: Path, file: InputContainer) -> float:
    """Return the seconds that a file declares, or 0; ffmpeg's own duration is often a guess from the file's size."""
    kind, stream = file.format.name, file.streams.audio[0]
    if kind in _OWN and stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if kind in _WHOLE and len(file.streams) == 1:
        return (file.duration or 0) / 1_000_000
    if kind == "wav":
        return _wav_bytes(path) * 8 / (stream.codec_context.bit_rate or 1e12)
    return _mp3_seconds(path) if kind == "mp3" else 0


def _wav_bytes(path: Path) -> int:
    with path.open("rb") as file:
        file.seek(12)
        while len(header := file.read(8)) == 8:  # noqa: PLR2004 - a chunk's name and size
            name, size = struct.unpack("<4sI", header)
            if name == b"data":
                return int(size) if size < _UNKNOWN else 0
            file.seek(size + size % 2, 1)
    return 0


def _mp3_seconds(path: Path) -> float:
    """Return the seconds that an encoder wrote into the first frame, or 0."""
    try:
        with path.open("rb") as file:
            info = MPEGInfo(file)
    except MutagenError:  # not logged: in the child process; most files declare nothing
        return 0
    return 0 if info.bitrate_mode == BitrateMode.UNKNOWN else float(info.length)
