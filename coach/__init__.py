"""coach: routines in plain text become calm, spoken sessions.

>>> import coach
>>> session = coach.open_session("caregiver-hand-massage")
>>> coach.export_session(session, "session.mp3")

The names below are the front door; nothing heavy is imported before one of them is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.version import __version__ as __version__

if TYPE_CHECKING:
    from coach.errors import CoachError, RoutineError
    from coach.routine.loader import load_routine
    from coach.session import Session, export_session, open_session
    from coach.timeline.compiler import compile_routine

__all__ = ["CoachError", "RoutineError", "Session", "compile_routine", "export_session", "load_routine", "open_session"]

_HOMES = {
    "CoachError": "coach.errors",
    "RoutineError": "coach.errors",
    "Session": "coach.session",
    "compile_routine": "coach.timeline.compiler",
    "export_session": "coach.session",
    "load_routine": "coach.routine.loader",
    "open_session": "coach.session",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Import the room behind a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'coach' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
