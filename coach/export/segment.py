"""Mix → a pydub AudioSegment, for people who work with pydub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.export.pcm import pcm_of
from coach.requirements import install_command, package_lacking
from coach.units import RATE

if TYPE_CHECKING:
    from coach.sound.mix import Mix


def segment_of(mix: Mix) -> Any:  # noqa: ANN401 - pydub has no types
    """Return a mix as an AudioSegment of 16 bits, whole in memory; raises MissingPart without pydub."""
    try:
        from pydub import AudioSegment
    except ImportError as error:
        remedy = install_command(package_lacking(error, "pydub"))
        raise MissingPart(f"pydub cannot be imported ({error})", remedy) from error
    return AudioSegment(b"".join(pcm_of(mix)), sample_width=2, frame_rate=RATE, channels=2)
