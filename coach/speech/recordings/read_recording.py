"""A recording of any format → its samples, in a process that may die of it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import MediaError, decode_chunks
from coach.files import NotARegularFile, read_regular_file
from coach.units import RATE

if TYPE_CHECKING:
    from pathlib import Path

    from coach.audio.samples import Samples

MOST_BYTES = 128 * 2**20
"""The size of the largest recording: five minutes in the largest format of a studio (stereo, 24 bits, 96 kHz)."""
MOST_MEMORY = 512 * 2**20
"""The memory that a process which reads recordings may take beyond its own: a file of zeros may swell in a decoder."""
_OPTIONS = {
    "protocol_whitelist": "none",  # FFmpeg reads the bytes that it is given, and opens no file and no address
    "format_whitelist": "aac,aiff,amr,asf,au,caf,flac,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,ogg,w64,wav",
}
_ABSURD = 1_000.0


class Unreadable(Exception):
    """A file is no recording: what is wrong with it."""


def read_recording(path: Path, most_s: float) -> Samples:
    """Return a recording in mono at 44.1 kHz; raises Unreadable, also for one longer than `most_s` seconds."""
    chunks, frames = [], 0
    try:
        for chunk in decode_chunks(BytesIO(_bytes_of(path)), "mono", options=_OPTIONS):
            chunks.append(chunk)
            frames += len(chunk)
            if frames > most_s * RATE:
                raise Unreadable(f"it is longer than {most_s:.0f} s")
    except (MediaError, ValueError) as error:  # ValueError: what PyAV makes of some files
        raise Unreadable("it is no sound that can be read") from error
    samples = np.concatenate(chunks) if chunks else np.zeros(0, np.float32)
    if not np.abs(samples).max(initial=0) < _ABSURD:  # also when a sample is not a number
        raise Unreadable("it is damaged")
    return samples


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_regular_file(path, MOST_BYTES + 1)
    except (NotARegularFile, IsADirectoryError) as error:
        raise Unreadable("it is no ordinary file") from error
    except OSError as error:
        raise Unreadable(error.strerror or "it cannot be read") from error
    if not data:
        raise Unreadable("it is empty")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES >> 20} MB")
    return data
