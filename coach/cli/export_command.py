"""`coach export`: a routine → a file."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.errors import UsageError
from coach.export.formats import FORMATS, SUFFIXES, format_of, path_named
from coach.export.texts import CAPTIONS
from coach.interrupts import end_through_cleanup
from coach.refusals import refusal, refuse_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.about import Tags
    from coach.export.formats import Format
    from coach.routine.model import Routine as Loaded
    from coach.session_options import SessionOptions


def export(
    routine: options.Routine,
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            show_default=f"NAME{FORMATS[0].suffix}",
            help=f"The file to write: {SUFFIXES} for a folder.",
        ),
    ] = None,
    bitrate: Annotated[
        int | None,
        typer.Option(help="In kbit/s, where the format has one.", show_default="128, or 192; 64 for a page"),
    ] = None,
    mono: Annotated[bool, typer.Option("--mono", help="One channel, for one loudspeaker.")] = False,
    length: options.Length = None,
    profile: options.ProfileName = "session",
    background: options.BackgroundName = None,
    mix: options.MixLevel = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    fill: options.Fill = False,
    stems: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write narration, background and cues there too, as WAV.", show_default=False),
    ] = None,
    chapters: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Its chapters: steps, sections or none.",
            show_default="steps for a caregiver, else sections",
        ),
    ] = None,
    captions: Annotated[
        str | None,
        typer.Option(metavar="KINDS", help=f"Captions beside it, such as vtt,srt: {CAPTIONS}.", show_default=False),
    ] = None,
    transcript: Annotated[
        bool, typer.Option("--transcript", help="All that is said beside it, as text and as Markdown.")
    ] = False,
    chapter_list: Annotated[
        bool, typer.Option("--chapters-json", help="Its chapters beside it, as podcasts have them.")
    ] = False,
    title: Annotated[str | None, typer.Option(help="Its title in a player.", show_default="the routine's")] = None,
    artist: Annotated[str | None, typer.Option(help="Its artist.", show_default="the routine's author")] = None,
    album: Annotated[str | None, typer.Option(help="Its album.", show_default="the routine's")] = None,
    comment: Annotated[str | None, typer.Option(help="What it tells of itself.", show_default="the summary")] = None,
    cover: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A picture of yours as its cover, or none.", show_default="one of its shape"),
    ] = None,
    year: Annotated[int | None, typer.Option(min=1, max=9999, help="Its year.", show_default="none")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show levels at the end, as the report has them.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a file that was made with other options, or not by coach.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write the file also if it breaks what its profile promises.")
    ] = False,
) -> None:
    """Write a guided session to a file, and a report of what was measured in it beside it."""
    from coach.export import check_export
    from coach.export.about import Tags
    from coach.release_memory import release_memory_at_once
    from coach.routine.for_listener import adapt, with_background
    from coach.routine.library import open_routine
    from coach.session_options import SessionOptions
    from coach.sound.background import load_ahead
    from coach.sound.profiles import profile_of

    chosen = SessionOptions(
        engine=engine,
        voice=voice,
        fill=fill,
        length_ms=options.milliseconds(length),
        conditions=condition or (),
        despite=despite or (),
        background=background,
        mix=mix,
        profile=profile,
        words=words,
    )
    target = options.target(
        routine, None if output is None else path_named(output), FORMATS[0].suffix, condition, words
    )
    _check_meaning(format_of(target), bitrate, cover)
    tags = Tags(title, artist, album, comment, chapters, year, cover)
    texts = options.texts(captions, transcript=transcript, chapter_list=chapter_list)
    wanted = _Wanted(target, tags, texts, bitrate, mono, stems, accept, replace, verbose)
    loaded = open_routine(routine)
    check_export(target, format_of(target).bitrate_for(bitrate, profile_of(profile).bitrate))
    release_memory_at_once()  # before any thread has its own heap: the first ones decode the background
    load_ahead(with_background(loaded, background, mix))
    refuse_all(
        [
            *refusal(lambda: adapt(loaded, condition or (), despite or (), words)),
            *refusal(lambda: _check_files(loaded, chosen, wanted)),
        ]
    )
    options.tell_voice(loaded, voice, engine)
    _make(loaded, chosen, wanted)


def _check_meaning(kind: Format, bitrate: int | None, cover: str | None) -> None:
    """Raise UsageError for an option that means nothing for this format: whoever gave it counts on it."""
    from coach.export.about import NO_COVER

    if bitrate is not None and kind.bitrates is None:
        raise UsageError(f"--bitrate means nothing for {kind.name}, which has no bitrates; leave it out")
    if cover not in (None, NO_COVER) and not kind.pictures:
        raise UsageError(f"--cover means nothing for {kind.name}, which holds no picture; leave it out")


@dataclass(frozen=True)
class _Wanted:
    """What is to be written, and how."""

    target: Path
    tags: Tags
    texts: Sequence[str]
    bitrate: int | None
    mono: bool
    stems: Path | None
    accept: bool
    replace: bool
    verbose: bool


def _make(loaded: Loaded, chosen: SessionOptions, wanted: _Wanted) -> None:
    """Make the session, write all that is wanted of it, and tell what there is."""
    from coach.cli.progress import Display
    from coach.export.stems import check_stems_length, write_stems
    from coach.session import open_session
    from coach.session_export import export_session

    end_through_cleanup()
    gc.freeze()  # all modules stay: to walk through them once more at the end took a tenth of a second
    with (
        _making(wanted),
        Display() as display,
        open_session(loaded, chosen, on_spoken=display.spoken) as session,
    ):
        if wanted.stems:
            check_stems_length(session.timeline)
        options.tell_chapters(session, wanted.tags.chapters)
        report = export_session(
            session,
            wanted.target,
            bitrate=wanted.bitrate,
            mono=wanted.mono,
            tags=wanted.tags,
            texts=wanted.texts,
            accept=wanted.accept,
            progress=display.written,
        )
        if wanted.stems:
            write_stems(report.mix, wanted.stems)
        display.finished(wanted.target, report, _changes(loaded, session.conditions), verbose=wanted.verbose)


@contextmanager
def _making(wanted: _Wanted) -> Iterator[None]:
    """Let what stands beside the file be written, each only over what coach has made."""
    from coach.export.made_files import making
    from coach.export.report_file import digests_beside
    from coach.export.stems import stems_in
    from coach.export.texts import kinds_named

    texts = [kind.path(wanted.target) for kind in kinds_named(wanted.texts)]
    stems = stems_in(wanted.stems) if wanted.stems else []
    another = "-o and --stems name other places" if stems else "-o names another file"
    known = digests_beside(wanted.target)
    with making([*texts, *stems], replace=wanted.replace, known=known, another=another):
        yield


def _changes(routine: Loaded, conditions: Sequence[str]) -> Iterator[str]:
    """Yield a line that says how a session for someone with conditions differs, or for whom an ordinary one is not."""
    from coach.export.about import names_of
    from coach.routine.for_listener import changed_steps, forbidding

    if conditions:
        reworded, left_out = changed_steps(routine, conditions)
        told = f"{reworded} steps have other words, {left_out} are left out, and a caution is said first"
        yield f"For {names_of(conditions)}: {told}."
    elif stops := forbidding(routine):
        told = f"`coach show` tells all {len(routine.cautions)} cautions, and --condition NAME has one said"
        yield f"Not for someone with {names_of(stops)}; {told}."


def _check_files(routine: Loaded, chosen: SessionOptions, wanted: _Wanted) -> None:
    """Raise UsageError for files that cannot be written, or that are not to be replaced: before all the speaking."""
    from coach.export.ingredients import check_ingredients
    from coach.export.made_with import check_replaceable, record_of
    from coach.export.report_file import report_path
    from coach.export.stems import check_stems, stems_in
    from coach.export.texts import kinds_named
    from coach.files import check_target
    from coach.routine.model import file_name

    target, stems = wanted.target, wanted.stems
    if stems:
        check_stems(stems, target)
    beside = [report_path(target), *(kind.path(target) for kind in kinds_named(wanted.texts))]
    for each in beside:
        check_target(each)
    check_ingredients(routine, [target, *beside, *(stems_in(stems) if stems else ())], chosen.background)
    if not wanted.replace:
        record = record_of(chosen, wanted.tags, wanted.bitrate, mono=wanted.mono)
        check_replaceable(target, file_name(routine), record)
