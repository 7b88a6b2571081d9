"""A stream of MPEG 1 layer III → its frames, and what two streams have to agree in where they are joined.

A frame is a header, side information and main data (ISO/IEC 11172-3, 2.4.1). What a frame has to say may begin in the
main data of the frames before it, where these did not fill theirs: in the bit reservoir.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import ExportError
from coach.export.xing_header import SAMPLES_PER_FRAME
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

_SYNC = b"\xff\xfb"
"""The first bytes of each frame: MPEG 1, layer III, without a checksum."""
_HEADER = 4
_MONO = 3
"""The mode of one channel, in a header."""
_MAIN_DATA_BEGIN = 9
_GRANULES = 2
_GRANULE = 59
"""The bits of side information about one granule of one channel."""
_WINDOW = 37
"""The bits of these up to the window's: a switch, two of its type, and whether it is a mixed one."""
_LONG, _SHORT = "long", "short"
_SHAPES = {0b0000: (_LONG, _LONG), 0b1010: (_LONG, _SHORT), 0b1100: (_SHORT, _SHORT), 0b1110: (_SHORT, _LONG)}
"""Bits of the window → the shape of its first and its second half, as types 0 to 3 have them; of mixed ones, none."""


def split(data: bytes, bitrate: int) -> tuple[list[bytes], bytes]:
    """Return the whole frames at the beginning of a stream, and the rest; raises ExportError for what is no frame."""
    frames, at, size = [], 0, SAMPLES_PER_FRAME // 8 * bitrate * 1000 // RATE
    while at + _HEADER <= len(data):
        if not data.startswith(_SYNC, at):
            raise ExportError("LAME gave bytes that are no frame; try again")
        end = at + size + (data[at + 2] >> 1 & 1)
        if end > len(data):
            break
        frames.append(data[at:end])
        at = end
    return frames, data[at:]


def reservoir_of(frame: bytes) -> int:
    """Return how many bytes before a frame's own main data its main data begin.

    Example:
        >>> reservoir_of(bytes((0xFF, 0xFB, 0x90, 0x64, 0b0000_0101, 0b1000_0000)))
        11
    """
    return frame[_HEADER] << 1 | frame[_HEADER + 1] >> 7


def windows_meet(before: bytes, after: bytes) -> bool:
    """Whether the windows overlap to one where a frame follows another: in every channel, long on long, short on short.

    Mixed windows, which LAME does not use, are taken for ones that never meet.
    """
    leaving = [second for _, second in _edges(before)[-channels_of(before) :]]
    coming = [first for first, _ in _edges(after)[: channels_of(after)]]
    return leaving == coming and "" not in leaving


def with_reservoir(frames: Sequence[bytes], reservoir: bytes) -> list[bytes]:
    """Return frames whose last bytes of main data are others."""
    changed: list[bytes] = []
    for frame in reversed(frames):
        own = min(len(reservoir), len(frame) - _main_data_at(frame))
        changed.append(frame[: len(frame) - own] + reservoir[len(reservoir) - own :])
        reservoir = reservoir[: len(reservoir) - own]
    return changed[::-1]


def last_main_data(frames: Sequence[bytes], size: int) -> bytes:
    """Return the last `size` bytes of frames' main data."""
    data = b""
    for frame in reversed(frames):
        if len(data) >= size:
            break
        data = frame[_main_data_at(frame) :] + data
    return data[len(data) - size :]


def channels_of(frame: bytes) -> int:
    """Return how many channels a frame has."""
    return 1 if frame[3] >> 6 == _MONO else 2


def _main_data_at(frame: bytes) -> int:
    return _HEADER + (17 if channels_of(frame) == 1 else 32)


def _edges(frame: bytes) -> list[tuple[str, str]]:
    """Return the shapes of each window's halves, granule by granule, and channel by channel in each."""
    side = int.from_bytes(frame[_HEADER : _main_data_at(frame)], "big")
    # The granules are the last bits, so they are counted from there.
    ends = range(_GRANULES * channels_of(frame) * _GRANULE, 0, -_GRANULE)
    return [_shape(side >> end - _WINDOW & 0b1111) for end in ends]


def _shape(window: int) -> tuple[str, str]:
    """Return the shape of both halves of a window; a long one has no more than its switch."""
    return _SHAPES.get(window if window & 0b1000 else 0, ("", ""))
