"""The contract of a background, and a routine's own one → what sounds under everything.

A loop of the library lies in memory, a listener's own recording is streamed, and where there is none, a floor that
nobody hears keeps the loudspeaker awake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coach.loudness import Powers
    from coach.media import Samples
    from coach.sound.library import Sound


class Background(Protocol):
    """A sound that can be read from any frame, for ever, at a level of its own."""

    @property
    def powers(self) -> Powers:
        """K-weighted, of each hop of the session."""

    @property
    def peak(self) -> float:
        """The highest of its samples, of which none goes over ±1."""

    def read(self, start: int, end: int) -> Samples:
        """The frames from `start` to `end`, shape (frames, 2), which the caller may change."""


def open_background(sound: Sound | None, frames: int) -> Background:
    """A background for a session of so many frames; raises RoutineError for a recording that cannot be used.

    MissingPart for a sound of the library that is not there or damaged.
    """
    if sound is None:
        from coach.sound.floor import Floor

        return Floor(frames)
    if sound.recording:
        return _open_recording(sound, frames)
    from coach.sound.loop import open_loop

    return open_loop(sound, frames)


def _open_recording(sound: Sound, frames: int) -> Background:
    from coach.sound.recording import RecordingError, open_recording

    try:
        return open_recording(sound.path, frames)
    except RecordingError as fault:
        raise sound.fault(*fault.args) from fault
