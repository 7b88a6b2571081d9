"""`coach keys`: a person's own keys are learnt by pressing them, and told as they are in force."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.output import print_json, tell, tell_tables
from coach.cli.table import Column, Heading, Row, Table
from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.player.controls.key_settings import KeySettings


def keys(
    *,
    show: Annotated[bool, typer.Option("--show", help="Tell what is in force, and learn nothing.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to coach's own keys.")] = False,
    acceptance_time: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="How long a key must be held before it counts.", show_default=False),
    ] = None,
    post_acceptance_delay: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="How long others are ignored after a press.", show_default=False),
    ] = None,
    scanning: Annotated[
        str | None,
        typer.Option(
            metavar="SWITCHES",
            help="Scan the verbs by one switch, by two, or off.",
            show_default=False,
            autocompletion=values.offered(values.switches),
        ),
    ] = None,
    pace: Annotated[
        str | None, typer.Option(metavar="TIME", help="From one verb of a scan to the next.", show_default=False)
    ] = None,
    rounds: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How often a scan goes round.", show_default=False)
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Learn your own keys, pedals and switches by pressing them; `coach help keys` explains all of it.

    Without a terminal, or with an option, it learns none, and tells what is in force.
    """
    from coach.player.controls.keys_file import read_keys
    from coach.player.controls.keys_writer import reset_keys

    typed = {
        "acceptance_time": acceptance_time,
        "post_acceptance_delay": post_acceptance_delay,
        "scanning": scanning,
        "pace": pace,
        "rounds": rounds,
    }
    changes = _changes({name: value for name, value in typed.items() if value is not None})
    if reset:
        reset_keys()
    settings = read_keys()
    if changes:
        settings = _keep(replace(settings, **changes))
    elif not (show or reset or as_json) and sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        settings = _learn(settings)
    if as_json:
        print_json(_as_dict(settings))
    else:
        tell_tables(_table(settings))


def _changes(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of KeySettings that options set, as the file's settings are read; raises UsageError."""
    from coach.player.controls.key_values import READERS

    changes, faults = {}, []
    for name, value in typed.items():
        try:
            changes[READERS[name].field] = READERS[name].read(value)
        except ValueError as error:
            faults.append(f"--{name.replace('_', '-')}: {'; '.join(error.args)}")
    if faults:
        raise UsageError("; ".join(faults))
    return changes


def _keep(settings: KeySettings) -> KeySettings:
    from coach.player.controls.keys_file import KeysError, parse_keys
    from coach.player.controls.keys_writer import keys_text, write_keys

    try:
        parse_keys(keys_text(settings).encode(), "keys.yaml")
    except KeysError as error:  # such as a switch that no key is left for
        told = "; ".join(f"{each.message} ({each.hint})" for each in error.problems)
        raise UsageError(f"nothing was changed: {told}") from None
    write_keys(settings)
    return settings


def _learn(settings: KeySettings) -> KeySettings:
    from coach.cli.learn_keys import learn_keys
    from coach.interrupts import end_through_cleanup
    from coach.player.controls.key_queue import KeyQueue

    end_through_cleanup()
    with KeyQueue() as pressed:
        learnt = learn_keys(settings, pressed)
    tell("")
    return settings if learnt == settings else _keep(learnt)


def _table(settings: KeySettings) -> Table:
    return Table((Column("bold cyan"), Column("green")), [*_rows(settings)])


def _rows(settings: KeySettings) -> Iterator[Row | Heading]:
    from coach.player.controls.key_help import keys_by_verb
    from coach.player.controls.key_values import READERS
    from coach.player.controls.keys_file import keys_file
    from coach.player.controls.keys_writer import file_before

    kept = f"those before are kept in {file_before()}" if file_before().exists() else "`coach keys` learns yours"
    yield Heading(f"Your keys, in {keys_file()}" if keys_file().exists() else f"coach's own keys; {kept}")
    named = keys_by_verb(settings.keys)
    for asked in (*settings.needed, *(each for each in named if each not in settings.needed)):
        yield Row((asked, ", ".join(named[asked])))
    yield from (Row((verb, "no key")) for verb in _without_key(settings))
    yield Heading()
    for name, reader in READERS.items():
        yield Row((name, reader.write(getattr(settings, reader.field)).strip("[]")))


def _without_key(settings: KeySettings) -> list[str]:
    """Return the verbs of coach's own keys that have lost them."""
    from coach.player.controls.bindings import DEFAULTS

    return [verb for verb in dict.fromkeys(DEFAULTS.values()) if verb not in settings.keys.values()]


def _as_dict(settings: KeySettings) -> dict[str, Any]:
    from coach.player.controls.keys_file import keys_file

    own = settings.own
    return {
        "file": str(keys_file()),
        "exists": keys_file().exists(),
        "keys": [{"key": key, "asks": asked, "own": own.get(key) == asked} for key, asked in settings.keys.items()],
        "acceptance_time_ms": settings.acceptance_ms,
        "post_acceptance_delay_ms": settings.delay_ms,
        "scanning": settings.switches,
        "pace_ms": settings.pace_ms,
        "rounds": settings.rounds,
        "scan": [*settings.scanned],
    }
