"""What cannot be decoded of a listener's file → junk, which is common and harmless, or a file that is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.sound.recording.demuxer import OTHERWISE, RecordingError
from coach.units import format_duration

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.packet import Packet

_EDGE = 0.5
"""Seconds. What cannot be decoded is junk when less sound is before or after it: tags, a frame that was cut."""
_HOLE = 0.1
"""Seconds that may be missing between two packets: more is a hole, though every packet can be decoded."""
_MOST_JUNK = 200
"""Packets at the beginning; more is no junk but something that cannot be decoded."""
_MISSING = 1.0, 0.01
"""A file is cut off when it lacks so many seconds, and this part of its length on top."""


class Corruption:
    """What could not be decoded, and whether there is sound on both sides of it."""

    def __init__(self, name: str, stream: AudioStream) -> None:
        self.rate = stream.rate
        self._name = name
        self._tick = float(stream.time_base or 0)
        self._first: int | None = None
        self._junk = 0
        self._late: float | None = None

    def add(self, sample: int) -> None:
        """Something is broken after this sample."""
        self._junk += sample == 0
        if self._junk > _MOST_JUNK:
            raise RecordingError(f"the sound of '{self._name}' cannot be decoded", OTHERWISE)
        if self._first is None and sample > _EDGE * self.rate:
            self._first = sample

    def expect(self, packet: Packet[AudioStream], sample: int) -> None:
        """By its time, a packet should come after so many samples."""
        if packet.pts is None:
            return
        late = packet.pts * self._tick - sample / self.rate
        if self._late is not None and late - self._late > _HOLE:
            self.add(sample)
        self._late = late

    def judge(self, sample: int) -> None:
        """There is sound up to this sample."""
        if self._first is not None and sample - self._first > _EDGE * self.rate:
            raise broken(self._name, self._first / self.rate)


def check_complete(name: str, seconds: float, declared: float) -> None:
    """Raise RecordingError for a file that ends after so many seconds, though it says that it has more."""
    if declared - seconds > _MISSING[0] + _MISSING[1] * declared:
        told = f"'{name}' breaks off after {_time(seconds)} of {_time(declared)}"
        raise RecordingError(told, "download or export it again, or name another file")


def broken(name: str, seconds: float) -> RecordingError:
    """What to raise for a file that is damaged after so many seconds."""
    return RecordingError(f"'{name}' is broken after {_time(seconds)}", OTHERWISE)


def _time(seconds: float) -> str:
    return format_duration(max(1, int(seconds)) * 1000)
