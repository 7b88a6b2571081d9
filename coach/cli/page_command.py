"""`coach page`: a routine → a page for the phone beside you, served by this machine."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.errors import UsageError
from coach.interrupts import LOOK_S, check, end_through_cleanup, expect_ctrl_c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.session_options import SessionOptions

_INDEX = "index.html"
_PORT = 8765
"""A port of its own: a phone keeps its place in a session by the address."""


def page(
    routine: options.Routine,
    *,
    lan: Annotated[
        bool, typer.Option("--lan", help="Serve it to the network that this machine is in, and show a QR code.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = _PORT,
    length: options.Length = None,
    background: options.BackgroundName = None,
    mix: options.MixLevel = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    engine: options.Engine = None,
    voice: options.VoiceName = None,
    fill: options.Fill = False,
) -> None:
    """Serve a session as a page for a phone, until Ctrl-C; ROUTINE can also be the folder of a page."""
    from coach.export.formats import format_of
    from coach.export.page.page_server import LOOPBACK, network_address, serve
    from coach.session_options import SessionOptions

    chosen = SessionOptions(
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
    host = network_address() if lan else LOOPBACK
    end_through_cleanup()
    with _folder_of(routine, chosen) as folder, serve(folder, format_of(folder).members, host, port) as address:
        _tell(address, lan=lan)
        expect_ctrl_c()
        while True:
            check()
            time.sleep(LOOK_S)


@contextmanager
def _folder_of(routine: str, chosen: SessionOptions) -> Iterator[Path]:
    """Give the folder of a page: the one that was named, or one of a session that is made for this time."""
    from coach.cli.progress import Display
    from coach.release_memory import release_memory_at_once
    from coach.routine.library import open_routine
    from coach.routine.routine_files import check_no_folder
    from coach.session import open_session
    from coach.session_export import export_session

    if (named := Path(routine)).joinpath(_INDEX).is_file():
        if given := [name for name, value in chosen if value != getattr(type(chosen)(), name)]:
            raise UsageError(f"the page in {named} is made already, so --{options.spelled(given[0])} means nothing")
        yield named
        return
    check_no_folder(named, f"there is no page in it (no {_INDEX}); name one that has it, or a routine")
    loaded = open_routine(routine)
    options.tell_voice(loaded, chosen.voice, chosen.engine)
    release_memory_at_once()
    with TemporaryDirectory(prefix="coach-page-") as above:
        folder = Path(above, "page")
        with Display() as display, open_session(loaded, chosen, on_spoken=display.spoken) as session:
            export_session(session, folder, progress=display.written)
        yield folder


def _tell(address: str, *, lan: bool) -> None:
    """Say where the page is, with a QR code for a phone on a terminal; a phone cannot come to this machine alone."""
    from coach.cli.output import tell

    if lan and sys.stdout.isatty():
        _show_code(address)
    tell(address)
    if lan:
        tell("Open it on a phone in the same network. Without https, its screen goes dark by itself, and", err=True)
        tell("the page needs this machine: an https host has neither fault (coach help phone).", err=True)
    else:
        tell("It is for this machine alone; --lan lets a phone in the same network open it.", err=True)
    tell("Ctrl-C ends it.", err=True)


def _show_code(address: str) -> None:
    from coach.cli.output import tell
    from coach.requirements import install_command, package_lacking

    try:
        import segno
    except ImportError as error:
        tell(f"coach: for a QR code: {install_command(package_lacking(error, 'segno'))}", err=True)
        return
    segno.make(address, error="m").terminal(compact=True, border=2)
