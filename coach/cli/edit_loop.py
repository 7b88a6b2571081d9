"""A routine's file and the author's keys → what is told and played, until the author leaves."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import TYPE_CHECKING

from coach.cli.edit_display import KEYS, WORDS, Saved
from coach.edit.file_watch import LOOK_S, FileWatch
from coach.edit.step_at_line import line_of_step, step_at_line
from coach.edit.step_changes import are_heard_everywhere, changed_settings, changed_steps_of
from coach.errors import CoachError, RoutineError, UsageError
from coach.interrupts import check
from coach.log import logger
from coach.player.controls.key_help import HELP_KEY
from coach.player.controls.key_queue import END

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from queue import SimpleQueue

    from coach.cli.edit_display import Display
    from coach.edit.preview import Preview
    from coach.edit.rehearsal import Rehearsal, Take
    from coach.errors import Problem
    from coach.player.controls.key_queue import KeyQueue

_log = logger(__name__)
_VERBS = {
    **dict.fromkeys(("r", "space", "again"), "again"),
    **dict.fromkeys(("n", "right", "next"), "next"),
    **dict.fromkeys(("s", "full_stop", "stop"), "stop"),
    **dict.fromkeys(("q", "quit"), "quit"),
}
"""Keys of a terminal, and words of a line where standard input is none, with what they ask for."""
_SOUND_FIRST_S = 1.0
"""The longest time in seconds that a look for what could be better waits for the sound, whose thread it would slow."""
_LINE = re.compile(r"line (\d{1,9})")


class EditLoop:
    """Looks at the file, and reads keys.

    Args:
        path: The file.
        rehearsal: What reads it.
        display: What tells of it.
        preview: What plays steps of it; None for an author who does not want to hear them.
    """

    def __init__(self, path: Path, rehearsal: Rehearsal, display: Display, preview: Preview | None) -> None:
        self._path, self._rehearsal, self._display, self._preview = path, rehearsal, display, preview
        self._watch = FileWatch([path])
        self._take: Take | None = None
        self._news: list[int] = []
        """The numbers of the steps that the last save has changed."""
        self._titles: dict[int, str] = {}
        """The title of each step, or its first words."""
        self._heard = 1
        """The number of the step that was played last."""
        self._refused = ""

    def run(self, keys: KeyQueue | None) -> None:
        """Go on until the author leaves; raises Interrupted."""
        self._save({self._path})
        while True:
            check()
            key = keys.next(LOOK_S) if keys else None
            if keys is None or key == END:
                keys = None
                time.sleep(LOOK_S)
            elif key and self._obey(key):
                return
            if changed := self._watch.changed():
                self._save(changed)
            self._tell_news()

    def _tell_news(self) -> None:
        news: SimpleQueue[str] | None = self._preview.news if self._preview else None
        while news and not news.empty():
            self._display.note(news.get())

    def _obey(self, key: str) -> bool:
        """Do what a key asks for, and return whether it is to leave."""
        verb = _VERBS.get(key)
        if verb == "stop" and self._preview:
            self._preview.stop()
        elif verb == "again":
            self._play_and_tell(self._heard)
        elif verb == "next":
            later = [number for number in self._news if number > self._heard]
            self._play_and_tell([*later, *self._news, self._heard][0])
        elif line := _LINE.fullmatch(key):
            self._play_line(int(line[1]))
        elif verb is None:
            self._display.note(KEYS if len(key) == 1 or key == HELP_KEY else WORDS)
        return verb == "quit"

    def _play_line(self, line: int) -> None:
        if self._take:
            try:
                self._play_and_tell(step_at_line(self._take.written, self._take.plan, line))
            except UsageError as error:
                self._display.note(str(error))
            else:
                self._display.note(beyond_end(self._path, line))

    def _play_and_tell(self, step: int) -> None:
        """Play a step that was asked for, and tell which it is."""
        self._play(step)
        if self._take and self._preview and not self._preview.missing:
            self._display.plays(self._heard, self._titles.get(self._heard, ""))

    def _play(self, step: int) -> None:
        if self._take and self._preview:
            self._heard = min(step, len(self._take.plan.steps) - 1)
            self._preview.play(self._take, self._heard)

    def _save(self, changed: set[Path]) -> None:
        """Read the file again; play first, and tell then what there is to see."""
        _log.debug("saved: %s", ", ".join(map(str, changed)))
        try:
            take = self._rehearsal.take()
        except CoachError as error:
            self._refuse(error, changed)
            return
        before, self._take, self._refused = self._take, take, ""
        self._watch.watch({self._path, *take.files})
        steps = changed_steps_of(before.plan if before else None, take.plan)
        settings = changed_settings(before.plan, take.plan) if before else ()
        self._titles = {step.number: step.title for step in steps if step.number}
        self._news = [step.number for step in steps if step.number and step.is_news]
        wanted = self._news[0] if self._news else self._heard if are_heard_everywhere(settings) else None
        if wanted:
            self._play(wanted)
        if self._preview:
            self._preview.prepare(take)
            self._preview.close(self._rehearsal.retire())
        plan, file = take.plan, str(self._path)
        lines = [line_of_step(plan, step.number, file) if step.number else None for step in steps]
        length, earlier = plan.timeline.duration_ms, before.plan.timeline.duration_ms if before else None
        plays = wanted if self._preview and not self._preview.missing else None
        saved = Saved(plan.title, length, earlier, steps, lines, settings, plays)
        self._display.show(saved, partial(self._what_could_be_better, take, waits=bool(plays)))

    def _refuse(self, error: CoachError, changed: set[Path]) -> None:
        """Tell why there is no session now, and watch what may mend it: what it names may be put beside it."""
        places = {type(self._path)(problem.place.file) for problem in getattr(error, "problems", ())}
        self._watch.watch({self._path, self._path.parent, *places, *(self._take.files if self._take else ())})
        if not self._path.exists():
            error = UsageError(f"{self._path} is gone; it is read again once it is there")
        if str(error) != self._refused or self._path in changed:
            self._display.refuse(error)
        self._refused = str(error)

    def _what_could_be_better(self, take: Take, *, waits: bool) -> Sequence[Problem]:
        """Return what `coach check` finds in a routine that can be used; what is to be heard goes before that."""
        from coach.speech.casting import estimate_for
        from coach.timeline.lint import lint

        if waits and self._preview:
            self._preview.begun.wait(_SOUND_FIRST_S)
        try:
            return lint(take.written, estimate_for(take.written))
        except RoutineError as error:
            return error.problems


def beyond_end(path: Path, line: int) -> str:
    """Return what is told of a line that a file has not got; empty where it has it."""
    lines = len(path.read_bytes().splitlines())
    is_there = line <= lines + 1  # a cursor can stand in the empty line after the last
    return "" if is_there else f"{path} has {lines} lines, and not {line}: the last step in it is played"
