"""`coach feed`: a folder of sessions → a podcast feed of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from coach.cli import options  # noqa: TC001 - typer reads the annotations
from coach.cli.output import tell
from coach.errors import CoachError


def feed(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the sessions are, as `coach export` wrote them.")
    ],
    *,
    url: Annotated[
        str, typer.Option(metavar="URL", help="The address that the folder has on the web.", show_default=False)
    ],
    title: Annotated[str | None, typer.Option(help="The title of the show.", show_default="the folder's name")] = None,
    author: Annotated[str, typer.Option(help="Who makes it.", show_default=False)] = "",
    description: Annotated[
        str | None, typer.Option(help="What it is, in a sentence or more.", show_default="the titles of its sessions")
    ] = None,
    email: Annotated[
        str, typer.Option(help="The owner's address, which directories ask for and everybody sees.", show_default=False)
    ] = "",
    category: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A category of Apple Podcasts, such as 'Mental Health'. Repeatable.",
            show_default="Alternative Health",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="The language, such as pt-BR.", show_default="that of most sessions"),
    ] = None,
    cover: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A square picture, 1400 to 3000 pixels wide.",
            show_default="the folder's cover.jpg or cover.png, or else one is drawn",
        ),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="When the sessions came out that are new in the feed, such as 2026-11-30.",
            show_default="today",
        ),
    ] = None,
    replace: options.Replace = False,
) -> None:
    """Write FOLDER/feed.xml, by which podcast apps find the sessions of a folder that is put on the web."""
    from coach.export.feed.feed_folder import FeedOptions, write_feed

    asked = FeedOptions(title, author, description, email, tuple(category or ()), language, cover, replace)
    day = (date or datetime.now().astimezone()).date()
    written = write_feed(folder, url, asked, day)
    for line in (*written.problems, *written.notes):
        tell(f"coach: {line}", err=True)
    new = "" if written.new in (0, written.episodes) else f", {written.new} of them new"
    number = f"{written.episodes} episode{'s' * (written.episodes != 1)}"
    tell(f"{written.path}: {number}{new}. Once the folder is on the web, podcast apps take {written.address}")
    if written.problems:
        raise typer.Exit(CoachError.exit_code)
