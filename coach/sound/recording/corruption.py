"""Packets of a listener's file that cannot be decoded → junk, which is common and harmless, or a broken file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.sound.recording.demuxer import OTHERWISE, RecordingError
from coach.units import format_duration

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.packet import Packet

_EDGE = 0.5
"""The seconds of sound that packets need before and after them to count as broken: with less, they are junk, such as
tags or a frame that was cut."""
_HOLE = 0.1
"""The most seconds missing between two packets: more is a hole, though every packet can be decoded."""
_MOST_JUNK = 200
"""The most packets of junk at the beginning; with more, the sound cannot be decoded."""
_MISSING = 1.0, 0.01
"""The seconds, plus the share of its declared length, that a file may lack without being cut off."""


class Corruption:
    """A record of what could not be decoded, and of whether there is sound on both sides of it."""

    def __init__(self, name: str, stream: AudioStream) -> None:
        self.rate = stream.rate
        self._name = name
        self._tick = float(stream.time_base or 0)
        self._first: int | None = None
        self._junk = 0
        self._late: float | None = None

    def add(self, sample: int) -> None:
        """Note that something is broken after this sample; raises RecordingError for too much junk at the beginning."""
        self._junk += sample == 0
        if self._junk > _MOST_JUNK:
            raise RecordingError(f"the sound of '{self._name}' cannot be decoded", OTHERWISE)
        if self._first is None and sample > _EDGE * self.rate:
            self._first = sample

    def expect(self, packet: Packet[AudioStream], sample: int) -> None:
        """Note a hole if a packet's time is later than the samples before it tell."""
        if packet.pts is None:
            return
        late = packet.pts * self._tick - sample / self.rate
        if self._late is not None and late - self._late > _HOLE:
            self.add(sample)
        self._late = late

    def judge(self, sample: int) -> None:
        """Note that there is sound up to this sample; raises RecordingError if something broken lies before it."""
        if self._first is not None and sample - self._first > _EDGE * self.rate:
            raise broken_file(self._name, self._first / self.rate)


def check_complete(name: str, seconds: float, declared: float) -> None:
    """Raise RecordingError for a file that ends after `seconds`, though it declares to have more."""
    if declared - seconds > _MISSING[0] + _MISSING[1] * declared:
        told = f"'{name}' breaks off after {_time(seconds)} of {_time(declared)}"
        raise RecordingError(told, "download or export it again, or name another file")


def broken_file(name: str, seconds: float) -> RecordingError:
    """Return the error to raise for a file that is damaged after `seconds`."""
    return RecordingError(f"'{name}' is broken after {_time(seconds)}", OTHERWISE)


def _time(seconds: float) -> str:
    return format_duration(max(1, int(seconds)) * 1000)
