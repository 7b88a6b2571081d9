"""Mix → a folder with its stems, which sum to it sample for sample, for a sound engineer to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.export.formats.wav import check_length, write_samples
from coach.files import check_target, write_target
from coach.sound.mix import STEMS
from coach.units import frames_at

if TYPE_CHECKING:
    from pathlib import Path

    from coach.sound.mix import Mix
    from coach.timeline.timeline import Timeline

_BITS = 24


def stems_in(folder: Path) -> list[Path]:
    """Return the files that the stems of a session become."""
    return [folder / f"{name}.wav" for name in STEMS]


def check_stems(folder: Path, target: Path | None = None) -> None:
    """Make the folder; raise UsageError where that fails, or where a stem would replace the target.

    It is better to fail now than after all the work.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be a folder: {error.strerror}; name another one") from error
    for stem in stems_in(folder):
        check_target(stem)
        if target and stem.resolve() == target.resolve():
            raise UsageError(f"{target} would be replaced by a stem; name another file")


def check_stems_length(timeline: Timeline) -> None:
    """Raise ExportError for a session too long for a stem."""
    check_length(frames_at(timeline.duration_ms), _BITS)


def write_stems(mix: Mix, folder: Path) -> None:
    """Write `narration.wav`, `background.wav` and `cues.wav`; raises UsageError, ExportError, MissingPart."""
    for name in STEMS:
        with write_target(folder / f"{name}.wav") as file:
            write_samples(mix.stem(name), file, _BITS)
