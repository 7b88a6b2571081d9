"""Packets that were read → places in a file that a seek can find again, and how much sound is before them."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.packet import Packet


@dataclass(frozen=True)
class SeekPoint:
    """A packet that is recognised by its time and its content."""

    approach: int
    """The time to seek to, early enough for the decoder to have read all that it needs when it reaches this packet."""
    time: int
    checksum: int
    end: int
    """The samples of the file up to the end of this packet."""

    def is_in(self, packet: Packet[AudioStream]) -> bool:
        """Whether this is the packet."""
        return packet.pts == self.time and zlib.crc32(packet) == self.checksum


class SeekIndex:
    """The seek points of a file, about one a second.

    Samples are counted, never computed from times: those are rounded, or wrong, or jump.
    """

    def __init__(self) -> None:
        self._times, self._checksums, self._ends = array("q"), array("Q"), array("q")
        self._ambiguous = False

    def pass_by(self, packet: Packet[AudioStream], end: int, rate: int) -> None:
        """Remember a packet if it is a second after the last one; `end` as in `SeekPoint`."""
        if not packet.size or packet.pts is None or (self._ends and end - self._ends[-1] < rate):
            return
        if self._times and packet.pts <= self._times[-1]:
            self._ambiguous = True  # two sounds in one file, each with its own times: nobody knows where a seek leads
        self._times.append(packet.pts)
        self._checksums.append(zlib.crc32(packet))
        self._ends.append(end)

    def before(self, sample: int) -> SeekPoint | None:
        """Return the last one that ends at or before a sample of the file; None where only counting leads to it."""
        last = bisect_right(self._ends, sample) - 1
        if last < 1 or self._ambiguous:
            return None
        return SeekPoint(self._times[last - 1], self._times[last], self._checksums[last], self._ends[last])
