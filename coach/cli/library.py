"""`coach list` and `coach voices`: what there is to choose from."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.interrupts import end_through_cleanup


def list_routines() -> None:
    """List the routines that come with coach."""
    from coach.routine.library import open_routine, routine_names

    names = routine_names()
    width = max(map(len, names))
    for name in names:
        routine = open_routine(name)
        typer.echo(f"{name:<{width}}  {routine.title}\n{'':<{width}}  {routine.summary}")


def list_voices(engine: Annotated[str, typer.Option(help="The voice engine.")] = "system") -> None:
    """List the voices of this machine, for `--voice` and for a routine's `voice: {name: ...}`."""
    from coach.speech.worker import Worker

    end_through_cleanup()
    with Worker(engine) as worker:
        typer.echo("\n".join(worker.voices()))
