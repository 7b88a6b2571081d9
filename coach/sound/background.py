"""The background that a routine names → the sound under the whole session, behind one protocol.

The loops of the library lie in memory, a listener's own recording is streamed, and without a background, an inaudible
noise floor keeps the loudspeaker awake.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.audio.loudness import Powers
    from coach.audio.samples import Samples
    from coach.routine.model import Routine
    from coach.sound.sound_library import Sound


class Background(Protocol):
    """A sound that can be read from any frame, for ever, at a level of its own."""

    @property
    def powers(self) -> Powers:
        """The K-weighted power of each hop of the session."""

    @property
    def peak(self) -> float:
        """The highest absolute sample; none goes beyond ±1."""

    def read(self, start: int, end: int) -> Samples:
        """The frames from `start` to `end`, shape (frames, 2), which the caller may change.

        Raises RoutineError or UsageError for a listener's recording that cannot be read any more.
        """

    def close(self) -> None:
        """Release its resources; it is not read after this."""


def open_background(sound: Sound | None, frames: int) -> Background:
    """Open the background of a session of `frames` frames; None gives an inaudible noise floor.

    Raises RoutineError, or UsageError where no routine names it, for a recording that cannot be used; MissingPart for
    a sound of the library that is not there or damaged.
    """
    if sound is None:
        from coach.audio.noise_floor import NoiseFloor

        return NoiseFloor(frames)
    if sound.recording:
        return OwnRecording(sound, sound.recording, frames)
    from coach.sound.layers import open_layers

    return open_layers(sound, frames)


def load_ahead(routine: Routine) -> None:
    """Begin to load the background of a routine in other threads, if it is of the library: it will be read before long.

    Raises MissingPart for a sound of the library that is not there or damaged.
    """
    from coach.sound.sound_library import SOUNDS

    if routine.background.level is not None and (sound := SOUNDS.get(routine.background.sound)):
        from coach.sound.layers import open_layers

        open_layers(sound).load_ahead()


class OwnRecording:
    """A listener's own recording; each of its faults is told with the place in the routine that names it."""

    def __init__(self, sound: Sound, recording: Path, frames: int) -> None:
        from coach.sound.recording import open_recording
        from coach.sound.recording.decoder import Decoder

        self._sound, self._decoder = sound, Decoder(recording)
        with _as_usage_error(sound):
            self._recording = open_recording(self._decoder, frames)
        self.powers: Powers = self._recording.powers
        self.peak = self._recording.peak

    def read(self, start: int, end: int) -> Samples:
        """Read frames like `Background.read`; the file may have changed or gone since it was opened."""
        with _as_usage_error(self._sound):
            return self._recording.read(start, end)

    def close(self) -> None:
        """End the child process that decodes it."""
        self._decoder.close()


@contextmanager
def _as_usage_error(sound: Sound) -> Iterator[None]:
    from coach.sound.recording import RecordingError

    try:
        yield
    except RecordingError as fault:
        raise sound.fault(*fault.args) from fault
