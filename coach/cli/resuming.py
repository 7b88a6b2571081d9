"""The place of a session that is played ↔ what `coach play --resume` plays."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from coach.errors import UsageError
from coach.player.place import Place, last_place
from coach.routine.library import STANDARD_INPUT
from coach.session import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue

    from coach.player.place import Bookmark
    from coach.player.state import State
    from coach.routine.model import Routine


def last_session(routine: str | None) -> Place:
    """Where the last session was; raises UsageError where there is none, or it was of another routine."""
    place = last_place()
    if place is None:
        raise UsageError("there is no session to go on with; name a routine, as in `coach play eyes-closed-calm`")
    if routine is not None and lasting(routine) != place.routine:
        raise UsageError(f"the last session was of {place.routine}; go on with it by `coach play --resume`")
    return place


def asked_again(place: Place) -> Asked:
    """What the session was asked for with; raises UsageError for what this coach does not know."""
    if not set(place.options) <= Asked.__annotations__.keys():
        raise UsageError(f"the last session was another coach's; play {place.routine} from its beginning")
    return cast("Asked", dict(place.options))


def lasting(name: str | None) -> str | None:
    """A name, or a file's whole path: a session may be resumed from another folder."""
    return str(Path(name).resolve()) if name and Path(name).is_file() else name


def marking(bookmark: Bookmark, name: str, routine: Routine, asked: Asked) -> Callable[[State], None] | None:
    """What is told of each moment; nothing of a routine that cannot be read again."""
    kept_name = lasting(name) or name  # looked up once: moments come ten times a second

    def mark(state: State) -> None:
        title = state.plan.parts[state.step].action.title or ""
        bookmark.at(
            Place(
                routine=kept_name,
                sha256=routine.sha256 or "",
                step=state.step,
                step_title=title,
                options=cast("Mapping[str, JsonValue]", asked),
                when=datetime.now(UTC),
            )
        )

    return None if name == STANDARD_INPUT else mark
