"""Session → the origin of its file: the routine, the voice and the sounds that it was made of."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from coach.export.about import Described
from coach.export.fingerprint import content_of_routine
from coach.export.report import Origin
from coach.routine.model import file_name
from coach.sound.sound_library import CC0

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.sound.sound_library import Sound
    from coach.speech.narrator import Narrator


class Made(Described, Protocol):
    """What an origin is told of: a session is such a thing."""

    @property
    def narrator(self) -> Narrator:
        """Its voice."""

    @property
    def background(self) -> Sound | None:
        """What is heard under it."""


def origin_of(
    session: Made,
    options: Mapping[str, Any] | None = None,
    fingerprint: Mapping[str, str] | None = None,
    library: str = "",
) -> Origin:
    """Return the origin of a session's file."""
    routine, narrator = session.routine, session.narrator
    heard = dict.fromkeys(cue.sound for cue in session.timeline.cues if cue.sound)
    sounds = [session.background] if session.background else []
    return Origin(
        file_name(routine),
        routine.sha256,
        sha256(content_of_routine(routine).encode()).hexdigest(),
        narrator.engine,
        narrator.engine_version,
        narrator.voice,
        (
            *((sound.recording.name if sound.recording else sound.name, sound.licence) for sound in sounds),
            *((name, CC0) for name in heard),
        ),
        tuple(session.conditions),
        routine.language,
        routine.summary or "",
        options or {},
        library,
        fingerprint or {},
    )
