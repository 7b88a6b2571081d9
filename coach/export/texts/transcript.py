"""Timeline → all that is said, for reading: as its author wrote it, a line for each step, in its sections."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.texts import Told
    from coach.timeline.timeline import Cue, Timeline


def write_transcript(told: Told) -> str:
    """Return the words of a session, with the title of its file above them."""
    return transcript_of(told.timeline, told.title)


def transcript_of(timeline: Timeline, title: str | None = None) -> str:
    r"""Return the words of a session, with its title above them.

    Example:
        >>> from coach.timeline.timeline import Cue, Timeline
        >>> cues = (Cue(0, 900, "speech", "Sit.", 1), Cue(900, 1800, "speech", "Rest.", 1), Cue(1800, 2000, "pause"))
        >>> transcript_of(Timeline("A rest", cues))
        'A rest\n\nSit. Rest.\n'
    """
    return "\n".join([title or timeline.title, "", *_lines(timeline)]) + "\n"


def _lines(timeline: Timeline) -> Iterator[str]:
    for number, (section, cues) in enumerate(groupby(timeline.speech, lambda cue: cue.section)):
        if section:
            yield from ("", section, "") if number else (section, "")
        for _, said in groupby(cues, _step_of):
            yield " ".join(cue.text for cue in said)


def _step_of(cue: Cue) -> int | None:
    return cue.step
