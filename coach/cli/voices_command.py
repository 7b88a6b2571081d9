"""`coach voices`: who can speak on this machine, and how each of them sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.output import print_json, tell_tables
from coach.cli.table import Column, Heading, Table
from coach.errors import MissingPart, UsageError
from coach.interrupts import end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.cli.voice_table import ListedVoice

_OF_MANY = "system"
"""The engine of more voices than anybody reads: where not all are asked for, those that it takes by itself."""
_COLUMNS = (Column("bold cyan"), Column(), Column("green"), Column(), Column(), Column("dim"))
_FILES = "A voice file of Piper's (NAME.onnx) or a folder of your own recordings is a voice, too: `coach help voices`."


def voices(
    *,
    language: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="Only those that speak it, such as de or German.", show_default=False),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="All of this voice engine alone.",
            show_default=False,
            autocompletion=values.offered(values.engines),
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All of the system's, and not only its best for each language.")
    ] = False,
    play: Annotated[
        str | None,
        typer.Option(
            "--play",
            metavar="VOICE",
            help="Hear how one of them speaks.",
            show_default=False,
            autocompletion=values.offered(values.voices),
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """List the voices of this machine, for `--voice` and for a routine's `voice: {name: ...}`, or hear one."""
    from coach.cli.voice_table import HEADER, defaults_of, rows_of

    end_through_cleanup()
    if play is not None:
        if engine or everything or as_json:
            raise UsageError("--play plays one voice; --engine, --all and --json go with the list")
        _play(play, language)
        return
    found, missing = _found(engine)
    wanted = _wanted(found, language)
    everything = everything or engine is not None
    shown = [voice for voice in wanted if everything or voice.engine != _OF_MANY or voice.info.default]
    if as_json:
        print_json(_as_dict(shown, defaults_of(found), missing))
        return
    rows = [*rows_of(shown, defaults_of(found))]
    notes = [*_notes(shown, len(wanted), everything=everything), *(f"Not here: {each}" for each in missing), _FILES]
    tell_tables(Table(_COLUMNS, [*rows, *(Heading(note, "") for note in notes)], header=HEADER if rows else ()))


def _found(engine: str | None) -> tuple[list[ListedVoice], list[MissingPart]]:
    """Return the voices of one engine, or of all, and what is lacking; raises MissingPart where one was asked for."""
    from coach.cli.voice_table import in_order
    from coach.speech import ENGINES

    if engine:
        return in_order(_voices_of(engine)), []
    found: list[ListedVoice] = []
    missing = []
    for name in ENGINES:
        try:
            found += _voices_of(name)
        except MissingPart as lacking:  # not logged: it is told below the table
            missing.append(lacking)
    return in_order(found), missing


def _as_dict(
    shown: Sequence[ListedVoice], defaults: set[ListedVoice], missing: Sequence[MissingPart]
) -> dict[str, Any]:
    """Return the form of `coach voices --json`."""
    voices = [
        {
            "name": voice.info.name,
            "language": voice.info.language,
            "language_name": voice.language,
            "engine": voice.engine,
            "character": voice.info.character,
            "licence": voice.info.licence,
            "default": voice in defaults,
        }
        for voice in shown
    ]
    return {"voices": voices, "missing": [{"what": each.what, "remedy": each.remedy} for each in missing]}


def _voices_of(engine: str) -> list[ListedVoice]:
    from coach.cli.voice_table import ListedVoice
    from coach.speech.worker import Worker

    with Worker(engine) as worker:
        return [ListedVoice(engine, info) for info in worker.voices()]


def _wanted(found: Sequence[ListedVoice], language: str | None) -> list[ListedVoice]:
    """Return the voices that speak a language, or all; raises UsageError where none does."""
    wanted = [voice for voice in found if language is None or voice.is_in(language)]
    if language is not None and not wanted:
        raise UsageError(f"no voice speaks '{language}'; `coach voices` lists the languages")
    return wanted


def _notes(shown: Sequence[ListedVoice], number: int, *, everything: bool) -> Iterator[str]:
    """Yield what there is to know of voices that are shown, of so many that there are."""
    if shown:
        yield ""
        yield "* speaks where neither you, nor the routine, nor COACH_VOICE names a voice."
    if hidden := number - len(shown):
        yield f"With --all, {hidden} more of the engine '{_OF_MANY}'."
    for engine in dict.fromkeys(voice.engine for voice in shown):
        yield from _variants(engine, everything=everything)


def _variants(engine: str, *, everything: bool) -> Iterator[str]:
    """Yield the line that tells how voices of an engine can be varied."""
    from coach.speech import engine_named

    if not (variants := [f"+{name}" for name in engine_named(engine).variants()]):
        return
    told = ", ".join(variants if everything else ("+Henrique", "+Annie"))
    such = f"one of {len(variants)} variants" + (": " if everything else ", such as ")
    more = "" if everything else f"; `coach voices --engine {engine}` lists them"
    yield f"Behind a voice of the engine '{engine}' can stand {such}{told}{more}."


def _play(name: str, language: str | None) -> None:
    """Speak a sentence through the loudspeakers; raises UsageError and MissingPart for a voice that is not there."""
    import numpy as np

    from coach.cli.voice_samples import sample_in
    from coach.player.devices.outputs import speakers
    from coach.speech import Voice
    from coach.speech.narrator import Narrator
    from coach.speech.voices import voice_named

    choice = voice_named(name, language)
    tag = language or _language_of(choice.engine, choice.name)
    with Narrator(choice.engine, Voice(tag, choice.name)) as narrator:
        spoken = narrator.clip(sample_in(tag)).samples
    speakers.play(np.stack([spoken, spoken], axis=1))


def _language_of(engine: str, name: str | None) -> str:
    """Return the language of a voice that an engine lists, with or without a variant; else English."""
    base = (name or "").partition("+")[0]
    tags = {voice.info.name: voice.info.language for voice in _voices_of(engine)} if base else {}
    return tags.get(base) or "en"
