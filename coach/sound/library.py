"""Name → sound: what coach ships in audio_assets/, made by scripts/make_sounds."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import MissingPart, Problem, RoutineError

if TYPE_CHECKING:
    from coach.routine.model import Routine

_PACKAGE = Path(__file__).parent.parent
_HOMES = (_PACKAGE / "audio_assets", _PACKAGE.parent / "audio_assets")
"""In an installed package, and in the project."""

NONE = "none"
LUFS = -23.0
"""Every background's integrated loudness (EBU R 128), made so by scripts/make_sounds."""


@dataclass(frozen=True)
class Sound:
    """A loop in a file: its last second goes on after the loop's end, for a crossfade with its first one."""

    name: str
    loop_ms: int
    overlap_ms: int = 1000

    @property
    def path(self) -> Path:
        """The sound's file; raises MissingPart."""
        return file_of(self.name)


def file_of(name: str) -> Path:
    """The file of a sound; raises MissingPart."""
    for home in _HOMES:
        if (path := home / f"{name}.opus").exists():
            return path
    raise MissingPart(f"the sound '{name}' is not where coach is installed", "install coach again")


SOUNDS = {sound.name: sound for sound in (Sound("warm-pad", loop_ms=84_000),)}
CUE_SOUNDS = ("soft-tick", "breath-in", "breath-out")
"""What a cue on the timeline can sound like; cue_sounds.py shapes them."""


def background_of(routine: Routine) -> Sound | None:
    """The routine's background, None for none; raises RoutineError for a name that is not in the library."""
    name = routine.background.sound
    if name == NONE:
        return None
    if name in SOUNDS:
        return SOUNDS[name]
    known = [*SOUNDS, NONE]
    near = get_close_matches(name, known, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
    raise RoutineError([Problem(routine.background.place("sound"), f"there is no background '{name}'", hint)])
