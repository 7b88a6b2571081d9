"""coach: routines in plain text become calm, spoken sessions.

>>> import coach
>>> with coach.open_session("eyes-closed-calm", length_ms=480_000) as session:
...     report = coach.export_session(session, "calm.mp3")  # doctest: +SKIP

The names below are the front door, with the types that its functions take and give, for type hints; nothing heavy is
imported before one of them is used. Everything that coach raises is a `CoachError`. Words that mean one thing
everywhere in it:

    routine      a file that says, step by step, what happens
    step         one thing to hear and then do
    narration    what the voice says in a step
    practice     the time after the narration, in which hands or breath do it
    cue          one thing at one time: speech, practice, pause, sound, rhythm, breath
    clip         the audio of one narration
    timeline     all cues of a session with start and end, in whole milliseconds
    plan         a timeline that can change while it is played, with the lengths that its parts can take
    session      a timeline with its clips and its background: what is exported or played
    verb         what a listener can ask for without looking: next, repeat, more time
    ducking      the background goes down before a word and comes up after it
    earcon       the short sound that answers a verb
    announcement words of coach's own, such as the time that is left
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.version import __version__ as __version__

if TYPE_CHECKING:
    from coach.errors import (
        CoachError,
        Contraindicated,
        ExportError,
        MissingLines,
        MissingPart,
        Place,
        Problem,
        PromiseBroken,
        RoutineError,
        SpeechError,
        UsageError,
    )
    from coach.export.about import Tags
    from coach.export.report import Report
    from coach.player.devices.outputs import Output, Take
    from coach.player.engine.player import Player
    from coach.player.session.commands import Verb
    from coach.player.session.scan import Scanning
    from coach.player.session.state import State
    from coach.player.session.view import View
    from coach.routine.loader import load_routine
    from coach.routine.model import Routine
    from coach.session import Session, open_player, open_session
    from coach.session_export import export_session
    from coach.session_options import SessionOptions
    from coach.sound.mix import Mix
    from coach.timeline.compiler import compile_routine
    from coach.timeline.estimate import estimate_by_pace
    from coach.timeline.head_and_tail import Margins
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue, Timeline

__all__ = [
    "CoachError",
    "Contraindicated",
    "Cue",
    "ExportError",
    "Margins",
    "MissingLines",
    "MissingPart",
    "Mix",
    "Output",
    "Place",
    "Plan",
    "Player",
    "Problem",
    "PromiseBroken",
    "Report",
    "Routine",
    "RoutineError",
    "Scanning",
    "Session",
    "SessionOptions",
    "SpeechError",
    "State",
    "Tags",
    "Take",
    "Timeline",
    "UsageError",
    "Verb",
    "View",
    "compile_routine",
    "estimate_by_pace",
    "export_session",
    "load_routine",
    "open_player",
    "open_session",
]

_HOMES = {
    "coach.errors": [
        "CoachError",
        "Contraindicated",
        "ExportError",
        "MissingLines",
        "MissingPart",
        "Place",
        "Problem",
        "PromiseBroken",
        "RoutineError",
        "SpeechError",
        "UsageError",
    ],
    "coach.export.about": ["Tags"],
    "coach.export.report": ["Report"],
    "coach.player.devices.outputs": ["Output", "Take"],
    "coach.player.engine.player": ["Player"],
    "coach.player.session.commands": ["Verb"],
    "coach.player.session.scan": ["Scanning"],
    "coach.player.session.state": ["State"],
    "coach.player.session.view": ["View"],
    "coach.routine.loader": ["load_routine"],
    "coach.routine.model": ["Routine"],
    "coach.session": ["Session", "open_player", "open_session"],
    "coach.session_export": ["export_session"],
    "coach.session_options": ["SessionOptions"],
    "coach.sound.mix": ["Mix"],
    "coach.timeline.compiler": ["compile_routine"],
    "coach.timeline.estimate": ["estimate_by_pace"],
    "coach.timeline.head_and_tail": ["Margins"],
    "coach.timeline.plan": ["Plan"],
    "coach.timeline.timeline": ["Cue", "Timeline"],
}
"""Module → the public names that it holds."""


if not TYPE_CHECKING:  # a type checker is to know all names, and no others

    def __getattr__(name: str) -> object:
        """Import the module behind a public name when it is first asked for (PEP 562)."""
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'coach' has no attribute '{name}'")
        from importlib import import_module

        return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List all names, including those not imported yet, for `dir`, `help` and tab completion."""
    return sorted({*globals(), *__all__})
