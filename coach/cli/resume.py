"""The position in a session that is played ↔ what `coach play --resume` plays."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from coach.errors import UsageError
from coach.player.bookmark import Position, bookmark_file, is_damaged, last_bookmark
from coach.routine.for_listener import adapt
from coach.routine.library import STANDARD_INPUT, open_routine
from coach.routine.routine_files import named_routines
from coach.session_options import SessionOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coach.player.bookmark import Bookmark
    from coach.player.session.state import State
    from coach.player.session.view import View
    from coach.routine.model import Routine


def last_session(routines: Sequence[str], tell: Callable[[str], None]) -> Position | None:
    """Return the position of the last session; None where it was lost, and a routine is named that can begin anew.

    Raises UsageError where there is none, or it was of another routine.
    """
    place = last_bookmark()
    if place is None and is_damaged():
        lost = f"the place of the last session is lost, for {bookmark_file()} is damaged"
        if not routines:
            raise UsageError(f"{lost}; name its routine, as in `coach play eyes-closed-calm`")
        tell(f"{lost}; {routines[0]} begins anew")
        return None
    if place is None:
        raise UsageError("there is no session to go on with; name a routine, as in `coach play eyes-closed-calm`")
    kept = tuple(map(kept_routine, routines))
    if kept and kept not in ((place.routine,), place.routines):
        raise UsageError(f"the last session was of {place.routine}; go on with it by `coach play --resume`")
    return place


def options_again(place: Position, typed: Mapping[str, Any]) -> SessionOptions:
    """Return the options of the last session, with those that are typed now in their place.

    Conditions stay as they were. Raises UsageError for a new one, and for options that this version does not know, and
    Contraindicated for one that forbids the routine.
    """
    try:
        before = SessionOptions(**cast("Mapping[str, Any]", place.options))
    except UsageError:
        raise UsageError(f"the last session was another coach's; play {place.routine} from its beginning") from None
    if new := [name for name in typed.get("conditions", ()) if name not in before.conditions]:
        all_of_them = " ".join(f"--condition {name}" for name in (*before.conditions, *new))
        again = f"`coach play {place.routine} {all_of_them}`"
        adapt(open_routine(place.routine), new, typed.get("despite", ()))  # nobody is sent to what will be refused
        raise UsageError(f"the caution for {new[0]} is said at the beginning; play it from there: {again}")
    return before.replace(**{**typed, "conditions": before.conditions, "despite": before.despite})


def has_changed(place: Position) -> str:
    """Return what is told of a routine that was edited since: where it goes on, and how to play it all."""
    where = f"the step “{place.step_title}”, or the one in its place" if place.step_title else "the step in its place"
    return f"{place.routine} has changed since then; it goes on at {where}"


def is_kept(name: str) -> bool:
    """Whether `coach play --resume` would go on with this routine."""
    place = last_bookmark()
    return place is not None and name != STANDARD_INPUT and place.routine == kept_routine(name)


def ending(view: View, names: Sequence[str], bookmark: Bookmark, *, stopped: bool) -> str:
    """Return where a session ended, and how to go on there: not at the place of a session before this one."""
    from coach.player.screen.wording import ending_of

    return ending_of(view, stopped=stopped, resumes=bookmark.has_place and is_kept(names[view.routine - 1]))


def all_of(place: Position) -> tuple[str, ...]:
    """Return the routines of the sitting, in their order."""
    return place.routines or (place.routine,)


def kept_routine(name: str) -> str:
    """Return a routine's name, or a file's whole path: a session may be resumed from another folder."""
    return name if name in named_routines() else _whole(name)


def kept_background(name: str | None) -> str | None:
    """Return a background's name, or a file's whole path, for the same reason."""
    if name is None:
        return None
    from coach.sound.sound_library import is_a_name

    return name if is_a_name(name) else _whole(name)


def _whole(path: str) -> str:
    return str(Path(path).resolve()) if Path(path).is_file() else path


def marking(
    bookmark: Bookmark, names: Sequence[str], routines: Sequence[Routine], options: SessionOptions
) -> Callable[[State], None] | None:
    """Return what sets the bookmark at each moment; None for a routine on standard input, which cannot be read again.

    A session before its first word is nothing to go on with, and may yet fail: the bookmark of the last one is kept.
    """
    kept_options = options.model_dump(mode="json")
    kept_names = tuple(map(kept_routine, names))  # looked up once: moments come ten times a second

    def mark(state: State) -> None:
        if state.number == 0 and state.at_ms <= _first_word_ms(state):
            return
        step = min(state.step, len(state.plan.parts) - 2)  # the part after the last step has no words to go on with
        title = state.plan.parts[step].action.title or ""
        bookmark.at(
            Position(
                routine=kept_names[state.number],
                sha256=routines[state.number].sha256 or "",
                step=step,
                step_title=title,
                options=kept_options,
                when=datetime.now(UTC),
                routines=kept_names if len(kept_names) > 1 else (),
                number=state.number,
                volume_db=state.volume_db,
            )
        )

    return None if STANDARD_INPUT in names else mark


def _first_word_ms(state: State) -> int:
    return next((cue.start_ms for cue in state.plan.timeline.cues if cue.kind == "speech"), 0)  # ten times a second
