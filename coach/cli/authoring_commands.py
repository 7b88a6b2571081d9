"""`coach help`, `coach schema`, `coach new`, `coach cautions`: what helps to write a routine."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.new_file import write_new
from coach.cli.output import print_json, tell, tell_tables, tell_topic
from coach.cli.table import Column, Heading, Row, Table
from coach.errors import UsageError
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coach.routine.conditions import Caution, Concern

TOPICS = {
    "commands": "what coach can do, command by command",
    "playing": "keys, pedals, headsets and spoken commands; what is shown; going on later",
    "keys": "your own keys, pedals and switches; how long a press lasts; switch scanning",
    "phone": "a page that leads a session on a phone: Android and iPhone, one file or a folder on a host",
    "voices": "who speaks: the natural voice, a voice file, your own recordings; what is said",
    "sound": "backgrounds, and how loud a session is",
    "build": "a whole library of sessions at once: routines, languages, voices, lengths, formats",
    "files": "what is written and kept: sessions, reports, timelines as JSON; exit codes",
    "language": "all that can stand in a routine",
    "drafting": "from somebody's how-to page to a routine",
    "python": "coach as a library",
    "security": "what a routine of somebody else's cannot do",
    "figures": "what was measured: speed, memory, loudness, spoken commands",
    "developing": "tests, scripts, and where everything stands",
}
"""Topic → what it tells; each stands in a Markdown file beside this one."""
_NOTES = re.compile(r"^<!--.*-->\n", re.MULTILINE)
"""Notes for scripts that write into a topic, which readers do not see."""


def help_about(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="TOPIC",
            help=f"A command, or what to explain: {', '.join(TOPICS)}.",
            show_default="a list of the topics",
            autocompletion=values.offered(lambda ctx: [*TOPICS, *_commands_around(ctx)]),
        ),
    ] = None,
) -> None:
    """Explain a topic, such as playing or the routine language; without one, list the topics."""
    if topic is None:
        tell(_list_topics())
    elif topic.lower() in TOPICS:
        tell_topic(_topic(topic.lower(), context))
    else:
        typer.echo(_help_of(topic.lower(), context))


def _list_topics() -> str:
    width = max(map(len, TOPICS))
    rows = [f"  {topic:<{width}}  {told}" for topic, told in TOPICS.items()]
    options = "`coach help COMMAND` tells the options of a command; `coach --help` lists the commands."
    return "\n".join(["`coach help TOPIC` explains:", "", *rows, "", options])


def _topic(topic: str, context: typer.Context) -> str:
    """Return the text of a topic."""
    also = f"\n\n`coach {topic} --help` tells the options of the command."
    text = _NOTES.sub("", _text(f"{topic}.md")).replace("{styles}", "\n".join(_styles())).rstrip()
    return text + (also if topic in _commands_around(context) else "")


def _help_of(topic: str, context: typer.Context) -> str:
    """Return the help of a command; raises UsageError for what is none."""
    commands = _commands_around(context)
    if topic in commands:
        command = commands[topic]
        return str(command.get_help(type(context)(command, info_name=topic, parent=context.parent)))
    names = [*TOPICS, *commands]
    hint = suggest(topic, names, f"there is help about each command, and about: {', '.join(TOPICS)}")
    raise UsageError(f"there is no help about '{topic}'; {hint}")


def _commands_around(context: typer.Context) -> Mapping[str, Any]:
    """Return coach's commands, which `help` itself is one of."""
    return getattr(context.find_root().command, "every_command", dict)()


def _styles() -> Iterator[str]:
    """The table of motions, a row for each style."""
    from coach.routine.motion import STYLES

    for name, style in STYLES.items():
        times = f"{style.turn_ms / 1000:g} s | {style.each_ms / 1000:g} s | {style.place_ms / 1000:g} s"
        yield f"| {name} | {style.speed_um / 10_000:g} cm/s | {times} | {style.source} |"


def schema(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="A `routine`, a `library` for `coach build`, or a command that has --json.",
            autocompletion=values.offered(values.schemas),
        ),
    ] = "routine",
) -> None:
    """Print a JSON Schema: of the language, for editors, or of what a command prints, for programs."""
    typer.echo(json.dumps(_schema_of(what), indent=1, ensure_ascii=False))


def _schema_of(what: str) -> dict[str, Any]:
    """Return a JSON Schema; raises UsageError where there is none."""
    if what == "library":
        from coach.build.library_schema import library_schema

        return library_schema()
    if what == "routine":
        from coach.routine.schema import routine_schema

        return routine_schema()
    from coach.cli.json_form import forms

    if what not in (known := forms()):
        names = ["routine", "library", *known]
        raise UsageError(f"there is no schema of '{what}'; {suggest(what, names, 'there are ' + ', '.join(names))}")
    return known[what]


def new(file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as mine.yaml.")]) -> None:
    """Write a commented start for your own routine."""
    write_new(file, _text("start.yaml").encode())


def list_cautions(
    *,
    language: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="The language of their words, such as de.", autocompletion=values.caution_languages
        ),
    ] = "en",
    as_json: options.AsJson = False,
) -> None:
    """List the conditions that a routine can mind, by what a session does."""
    from coach.routine.conditions import CONCERNS, cautions, cautions_about, has_cautions
    from coach.routine.paths import caution_languages

    if not has_cautions(language):
        raise UsageError(f"there are no cautions in '{language}'; there are {', '.join(caution_languages())}")
    if as_json:
        keys = ("name", "title", "effect", "say", "concerns")
        print_json({"cautions": [{key: getattr(each, key) for key in keys} for each in cautions(language).values()]})
        return
    rows: list[Row | Heading] = []
    for concern, heading in CONCERNS.items():
        rows += [
            *([Heading()] if rows else []),
            Heading(heading),
            *_cautions(cautions_about(concern, language), concern),
        ]
    tell_tables(Table((Column("bold cyan"), Column("green"), Column("bold")), rows, indent=2))


def _cautions(group: Iterable[Caution], concern: Concern) -> Iterator[Row]:
    """Yield the rows of the cautions of a group; one whose sentence stands in another group is only named."""
    elsewhere = []
    for caution in group:
        if concern == caution.concerns[0] or concern in caution.also:
            yield Row((caution.name, caution.effect, caution.title), [caution.sentence(concern)])
        else:
            elsewhere.append(caution.name)
    if elsewhere:
        yield Row(("and:", "", ", ".join(elsewhere)))


def _text(name: str) -> str:
    return resources.files("coach.cli").joinpath(name).read_text("utf-8")
