"""The sounds that a routine can play, with their lengths, which the timeline has to know."""

from __future__ import annotations

from typing import Literal, get_args

SoundName = Literal["soft-tick", "side-change", "start-bell", "end-bell"]
"""The names of the sounds; sound/sound_library.py has their files."""

SOUND_MS: dict[str, int] = dict(zip(get_args(SoundName), (400, 2_000, 5_000, 8_000), strict=True))
