"""`coach help`, `coach schema`, `coach new`, `coach cautions`: what helps to write a routine."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.new_file import write_new
from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


TOPICS = ("language", "security")


def help_about(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help=f"What to explain: {' or '.join(TOPICS)}.")] = TOPICS[0],
) -> None:
    """Explain the routine language, with examples, or what coach promises about files of somebody else's."""
    if topic not in TOPICS:
        raise UsageError(f"there is no help about '{topic}'; there is help about: {', '.join(TOPICS)}")
    typer.echo(_text(f"{topic}.md").replace("{styles}", "\n".join(_styles())).rstrip())


def _styles() -> Iterator[str]:
    """The table of motions, a row for each style."""
    from coach.routine.motion import STYLES

    for name, style in STYLES.items():
        times = f"{style.turn_ms / 1000:g} s | {style.each_ms / 1000:g} s | {style.place_ms / 1000:g} s"
        yield f"| {name} | {style.speed_um / 10_000:g} cm/s | {times} | {style.source} |"


def schema() -> None:
    """Print a JSON Schema of the language, for editors."""
    from coach.routine.schema import routine_schema

    typer.echo(json.dumps(routine_schema(), indent=1, ensure_ascii=False))


def new(file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as mine.yaml.")]) -> None:
    """Write a commented start for your own routine."""
    write_new(file, _text("start.yaml").encode())


def list_cautions() -> None:
    """List the conditions that a routine can mind."""
    from coach.routine.conditions import cautions

    width = max(map(len, cautions()))
    for caution in cautions().values():
        typer.echo(f"{caution.name:<{width}}  {caution.effect:<8}{caution.title}\n{'':<{width}}  {'':<8}{caution.say}")


def _text(name: str) -> str:
    return resources.files("coach.cli").joinpath(name).read_text("utf-8")
