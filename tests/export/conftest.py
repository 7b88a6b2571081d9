"""The small session as files: each is written once for all tests of the export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from coach.export.conformance import Target
from coach.export.report import Report
from coach.export.report_file import report_path
from coach.routine.model import Routine
from coach.session import Session, open_session
from coach.session_export import export_session
from coach.sound.mix import Mix
from coach.timeline.timeline import Cue, Timeline


@dataclass(frozen=True)
class Delivered:
    """A session, the file that was written of it, and what was measured in it."""

    session: Session
    path: Path
    report: Report

    @property
    def report_path(self) -> Path:
        return report_path(self.path)


Deliver = Callable[..., Delivered]


@pytest.fixture(scope="session")
def write_verified(tmp_path_factory: pytest.TempPathFactory) -> Deliver:
    """Write a session as it is written for a listener, and return the file and its report."""

    def delivered(session: Session, name: str) -> Delivered:
        path = tmp_path_factory.mktemp("export") / name
        return Delivered(session, path, export_session(session, path))

    return delivered


@pytest.fixture(scope="session")
def mp3(small_session: Session, write_verified: Deliver) -> Delivered:
    return write_verified(small_session, "rest.mp3")


@pytest.fixture(scope="session")
def wav(small_session: Session, write_verified: Deliver) -> Delivered:
    return write_verified(small_session, "rest.wav")


@pytest.fixture(scope="session")
def silent_session(small_routine: Routine) -> Session:
    """A session in which nobody speaks, over the real background."""
    return open_session(small_routine, engine="silent")


@pytest.fixture(scope="session")
def target(small_session: Session) -> Target:
    """The promises of the small session."""
    return Target(small_session.profile, small_session.speech_to_background_lu)


@pytest.fixture(scope="session")
def without(small_session: Session) -> Callable[[int], Mix]:
    """The small session's mix without one of its words."""

    def mixed(number: int) -> Mix:
        gone = small_session.timeline.speech[number]
        return _with_cues(small_session, tuple(cue for cue in small_session.timeline.cues if cue is not gone))

    return mixed


@pytest.fixture(scope="session")
def moved(small_session: Session) -> Callable[[int, int], Mix]:
    """The small session's mix with one of its words at another time."""

    def mixed(number: int, late_ms: int) -> Mix:
        late = small_session.timeline.speech[number]
        other = replace(late, start_ms=late.start_ms + late_ms, end_ms=late.end_ms + late_ms)
        cues = tuple(other if cue is late else cue for cue in small_session.timeline.cues)
        return _with_cues(small_session, cues)

    return mixed


@pytest.fixture(scope="session")
def shortened(small_session: Session) -> Callable[[int], Mix]:
    """The small session's mix up to a time."""

    def mixed(until_ms: int) -> Mix:
        cues = tuple(cue for cue in small_session.timeline.cues if cue.end_ms <= until_ms)
        return _with_cues(small_session, (*cues, Cue(cues[-1].end_ms, until_ms, "pause")))

    return mixed


@pytest.fixture(scope="session")
def louder(small_session: Session) -> Callable[..., Mix]:
    """The small session's mix with a louder background, or a louder voice, which the ceiling does not hold."""

    def mixed(background_db: float = 0, voice_db: float = 0) -> Mix:
        levels = small_session.mix.levels
        curve = replace(levels.curve, decibels=levels.curve.decibels + background_db)
        voice = levels.voice.at(levels.voice.gain_db + voice_db, 1.0) if voice_db else levels.voice
        changed = replace(levels, curve=curve, voice=voice)
        return Mix(small_session.timeline, changed, small_session.mix.background)

    return mixed


def _with_cues(session: Session, cues: tuple[Cue, ...]) -> Mix:
    """Return a mix with the same levels and other cues."""
    return Mix(Timeline(session.timeline.title, cues), session.mix.levels, session.mix.background)
