"""Name → sound: what coach ships in audio_assets/, made by scripts/make_sounds; or a file of the listener's own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError, Place, Problem, RoutineError, UsageError
from coach.folders import asset
from coach.routine.paths import leads_out
from coach.routine.sounds import SOUND_MS
from coach.suggestion import suggest

if TYPE_CHECKING:
    from coach.routine.model import Routine

NONE = "none"
CC0 = "CC0 1.0"
UNKNOWN = "not known to coach"


@dataclass(frozen=True)
class LoopFile:
    """A loop of the library."""

    name: str
    loop_ms: int
    overlap_ms: int = 1000
    """The time by which the sound goes on after the loop's end, for a crossfade with its beginning."""

    @property
    def path(self) -> Path:
        """The loop's file; raises MissingPart for one that is not there."""
        return file_of(self.name)


@dataclass(frozen=True)
class Sound:
    """A background: loops of the library that are heard together, or a recording."""

    name: str
    layers: tuple[LoopFile, ...] = ()
    alike: float = 0.0
    """How alike any two places of a loop are: noise not at all; a chord wholly, as its tones meet in phase."""
    recording: Path | None = None
    """A file of the listener's own."""
    place: Place | None = None
    """The place where a routine names it."""

    @property
    def repeats_ms(self) -> int:
        """The time after which its loops meet again as they did at the beginning: for a sound of the library."""
        return math.lcm(*(layer.loop_ms for layer in self.layers))

    @property
    def licence(self) -> str:
        """The licence under which it may be passed on."""
        return UNKNOWN if self.recording else CC0

    def fault(self, message: str, hint: str) -> CoachError:
        """Return the error to raise when it cannot be used."""
        return _fault(self.place, message, hint)


def file_of(name: str) -> Path:
    """The file of a sound; raises MissingPart."""
    return asset(f"{name}.opus")


_LOOPS_MS = {
    "rain": (36_200, 42_200),
    "ocean": (45_400, 50_200),
    "stream": (36_200, 44_600),
    "night": (42_200, 47_800),
    "brown-noise": (36_200, 42_200),
    "warm-pad": (38_200, 45_800),
    "singing-bowls": (51_400, 56_200),
}
"""The lengths of a sound's loops: multiples of 200 ms that share no greater divisor."""
_ALIKE = {"warm-pad": 1.0, "singing-bowls": 0.5}
"""The likeness of places of those that are made of tones; not all bowls sound at once."""


def _sound(name: str, loops_ms: tuple[int, ...]) -> Sound:
    loops = (LoopFile(f"{name}-{number}", loop_ms) for number, loop_ms in enumerate(loops_ms, 1))
    return Sound(name, tuple(loops), _ALIKE.get(name, 0.0))


SOUNDS = {name: _sound(name, loops_ms) for name, loops_ms in _LOOPS_MS.items()}
SOUND_LUFS = -23.0
"""The integrated loudness of each of them, as scripts/make_sounds makes it."""
CUE_SOUNDS = (*SOUND_MS, "breath-in", "breath-out")
"""The sounds of cues on the timeline; cue_sounds.py shapes them."""
ANSWERS = ("heard", "cannot")
"""The earcons with which the player answers a verb: it is done, or there is nothing to do."""


def background_of(routine: Routine) -> Sound | None:
    """Return the routine's background, or None if it has none.

    Raises RoutineError, or UsageError where the command line names it and no routine does, for a name that is neither
    in the library nor a file that can be used.
    """
    name, place = routine.background.sound, routine.background.known_place("sound")
    if name == NONE or routine.background.level is None:
        return None
    if name in SOUNDS:
        return SOUNDS[name]
    if (path := recording_of(routine)) is None:
        raise _fault(place, f"there is no background '{name}'", _nearest(name))
    if place and (fault := leads_out(name, Path(place.file).parent)):
        raise _fault(place, fault, "put it beside the routine, or name it yourself with --background")
    return _check(Sound(name, recording=path, place=place), path)


def recording_of(routine: Routine) -> Path | None:
    """Return the file that a routine, or the command line, names as background; None for a sound of the library."""
    name, place = routine.background.sound, routine.background.known_place("sound")
    if name in SOUNDS or is_a_name(name):
        return None
    return (Path(place.file).parent if place else Path()) / name


def is_a_name(name: str) -> bool:
    """Whether this is the name of a sound and not of a file, which has a suffix, or a folder."""
    return not Path(name).suffix and len(Path(name).parts) == 1


def _nearest(name: str) -> str:
    known = [*SOUNDS, NONE]
    return suggest(name, known, f"there are {', '.join(known)}; or name a file, such as waves.mp3")


def _check(sound: Sound, recording: Path) -> Sound:
    """Return a recording that can be opened; a fault is better raised now than after all the speaking."""
    from coach.sound.recording import RecordingError, check_recording
    from coach.sound.recording.decoder import Decoder

    try:
        with Decoder(recording) as decoder:
            check_recording(decoder)
    except RecordingError as error:
        raise sound.fault(*error.args) from error
    return sound


def _fault(place: Place | None, message: str, hint: str) -> CoachError:
    if place is None:
        return UsageError(f"{message}; {hint}" if hint else message)
    return RoutineError([Problem(place, message, hint)])
