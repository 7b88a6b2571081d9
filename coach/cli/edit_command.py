"""`coach edit`: a routine's file, checked, shown and heard at each save."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.command_parser import ROUTINE
from coach.cli.output import tell
from coach.errors import UsageError
from coach.interrupts import check, end_through_cleanup

if TYPE_CHECKING:
    from pathlib import Path

    from coach.edit.rehearsal import Rehearsal
    from coach.player.controls.key_queue import KeyQueue


def edit(
    routine: Annotated[
        str,
        typer.Argument(
            metavar=ROUTINE,
            help="A routine file, or the name of one of your own.",
            autocompletion=values.offered(values.own_routines),
        ),
    ],
    *,
    play_line: Annotated[
        int | None,
        typer.Option("--play-line", metavar="N", help="Play the step at line N, and end.", show_default=False),
    ] = None,
    no_play: Annotated[bool, typer.Option("--no-play", help="Show what changes, and play nothing.")] = False,
    length: options.Length = None,
    background: options.BackgroundName = None,
    mix: options.MixLevel = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    fill: options.Fill = False,
    plain: Annotated[bool, typer.Option("--plain", help="A line for each step, as screen readers like it.")] = False,
    device: options.Device = "speakers",
    as_json: options.AsJson = False,
) -> None:
    """Look at a routine's file while you write it: at each save, what has changed is checked, shown and played."""
    from coach.cli.edit_loop import beyond_end
    from coach.edit.rehearsal import Rehearsal
    from coach.session_options import SessionOptions

    options.check_device(device)
    _check_line(play_line, no_play=no_play, as_json=as_json)
    path = _own_file(routine)
    asked = SessionOptions(
        engine=engine,
        voice=voice,
        fill=fill,
        length_ms=options.milliseconds(length),
        conditions=condition or (),
        despite=despite or (),
        background=background,
        mix=mix,
        words=words,
    )
    end_through_cleanup()
    with Rehearsal(path, asked) as rehearsal:
        if play_line is not None:
            _play_line(rehearsal, device, play_line, beyond_end(path, play_line))
        else:
            _edit(path, rehearsal, None if no_play else device, plain=plain, as_json=as_json)


def _check_line(line: int | None, *, no_play: bool, as_json: bool) -> None:
    if line is None:
        return
    if line < 1:
        raise UsageError("--play-line counts the lines of the file from 1")
    if no_play or as_json:
        other = "--no-play" if no_play else "--json"
        raise UsageError(f"--play-line plays a step and ends: {other} means nothing here")


def _own_file(name: str) -> Path:
    """Return the file to look at; raises UsageError for what nobody can save, and for one that is not there."""
    from coach.routine.library import STANDARD_INPUT, find_routine
    from coach.routine.routine_files import bundled_routines, stem_of

    if name == STANDARD_INPUT:
        raise UsageError("standard input cannot be saved again; name a routine file")
    path = find_routine(name)
    if path == bundled_routines().get(name):
        copy = f"{stem_of(name)}.yaml"
        remedy = f"`coach copy {name} {copy}` makes it yours, and `coach edit {copy}` goes on with that"
        raise UsageError(f"'{name}' comes with coach; {remedy}")
    if not path.exists():
        raise UsageError(f"there is no file {path}; `coach new {path}` writes a start for one")
    return path


def _play_line(rehearsal: Rehearsal, device: str, line: int, note: str) -> None:
    """Play the step at a line to its end, and tell what is to be noted of it."""
    from coach.edit.file_watch import LOOK_S
    from coach.edit.preview import Preview
    from coach.edit.step_at_line import step_at_line
    from coach.player.devices.outputs import open_output

    take = rehearsal.take()
    step = step_at_line(take.written, take.plan, line)
    with Preview(partial(open_output, device)) as preview:
        if preview.missing:
            raise preview.missing
        if note:
            tell(f"coach: {note}", err=True)
        preview.play(take, step)
        while not preview.silent.wait(LOOK_S):
            check()
        if preview.failure:
            raise preview.failure


def _edit(path: Path, rehearsal: Rehearsal, device: str | None, *, plain: bool, as_json: bool) -> None:
    from coach.cli.edit_display import KEYS, WORDS, Display
    from coach.cli.edit_loop import EditLoop
    from coach.edit.preview import Preview
    from coach.player.devices.outputs import open_output

    display = Display(plain=plain, as_json=as_json)
    with ExitStack() as stack:
        preview = stack.enter_context(Preview(partial(open_output, device))) if device else None
        if preview and preview.missing:
            display.note(str(preview.missing))
        keys = _keys(stack)
        tell(f"{path} is looked at; {KEYS if sys.stdin and sys.stdin.isatty() else WORDS}", err=True)
        EditLoop(path, rehearsal, display, preview).run(keys)


def _keys(stack: ExitStack) -> KeyQueue | None:
    """Read keys, or words where standard input is no terminal; None where it is closed."""
    from coach.log import described, logger
    from coach.player.controls.key_queue import KeyQueue

    try:
        return stack.enter_context(KeyQueue())
    except UsageError as error:
        logger(__name__).info("no keys: %s", described(error))
        return None
