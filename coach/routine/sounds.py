"""The sounds that a routine can ring, with their lengths: what the timeline has to know of them."""

from __future__ import annotations

from typing import Literal, get_args

SoundName = Literal["soft-tick", "side-change", "start-bell", "end-bell"]
"""sound/library.py has their files."""

SOUND_MS: dict[str, int] = dict(zip(get_args(SoundName), (400, 2_000, 5_000, 8_000), strict=True))
