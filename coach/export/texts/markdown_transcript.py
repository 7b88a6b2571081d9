"""A session's words in Markdown, to be read at a bedside: what to have, what to mind, and each step with its time."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from coach.errors import one_line
from coach.routine.for_listener import spoken_caution
from coach.units import rounded_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.texts import Told
    from coach.routine.model import Routine
    from coach.timeline.timeline import Cue

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")
"""Signs that Markdown would take for marks."""


def write_markdown_transcript(told: Told) -> str:
    """Return the words of a session as Markdown, with needs, cautions, and the seconds of each step."""
    length = rounded_duration(told.timeline.duration_ms)
    lines = [f"# {_plain(told.title)}", f"{length}", *_before(told.routine), *_steps(told.timeline.cues)]
    return "\n\n".join(lines) + "\n"


def _before(routine: Routine) -> Iterator[str]:
    if routine.summary:
        yield _plain(routine.summary)
    if routine.needs:
        yield "\n".join(f"- {_plain(need)}" for need in routine.needs)
    for caution in routine.cautions:
        yield f"> **{_plain(spoken_caution(routine, caution.name))}**"


def _steps(cues: Sequence[Cue]) -> Iterator[str]:
    """Yield each section's title, and each step: its number and title, its words, and how long its practice takes."""
    for section, own in groupby((cue for cue in cues if cue.step), lambda cue: cue.section):
        if section:
            yield f"## {_plain(section)}"
        for number, step in groupby(own, lambda cue: cue.step):
            yield f"{number}. {_step([*step])}"


def _step(cues: Sequence[Cue]) -> str:
    words = " ".join(_plain(cue.text) for cue in cues if cue.kind == "speech")
    named = next((_plain(cue.title) for cue in cues if cue.title), "")
    title = f"**{named}.** " if named and not words.startswith(f"{named}.") else ""
    practice = next((cue for cue in cues if cue.kind == "practice"), None)
    if practice is None:
        return f"{title}{words}"
    took = rounded_duration(practice.end_ms - practice.start_ms)
    if practice.waits:
        took = "" if practice.most_ms is None else f"≤ {rounded_duration(practice.most_ms)}"
    return f"{title}{words}{f' *({took})*' if took else ''}"


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", one_line(text))
