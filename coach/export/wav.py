"""Mix → WAV: 16 bit, 44.1 kHz, stereo."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import ExportError
from coach.export.pcm import pcm_of
from coach.units import RATE, format_duration

if TYPE_CHECKING:
    from coach.export import About, Progress
    from coach.sound.mix import Mix

_FRAME_BYTES = 4
_MOST_FRAMES = (2**32 - 100) // _FRAME_BYTES
"""A WAV's lengths are 32 bits wide; its header takes some of them."""


def write_wav(mix: Mix, about: About, file: BinaryIO, progress: Progress | None) -> None:  # noqa: ARG001 - a WAV says nothing
    """Write the mix; raises ExportError for more than a WAV can hold, OSError."""
    if mix.frames > _MOST_FRAMES:
        longest = format_duration(_MOST_FRAMES * 1000 // RATE // 60_000 * 60_000)
        raise ExportError(f"a WAV holds at most {longest}; end the file's name in .mp3")
    target = wave.open(file, "wb")  # noqa: SIM115 - closing it after a full disk would raise again
    target.setparams((2, 2, RATE, mix.frames, "NONE", "not compressed"))
    for samples in pcm_of(mix, progress):
        target.writeframesraw(samples)
    target.close()
