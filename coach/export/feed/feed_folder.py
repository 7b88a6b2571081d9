"""A folder of sessions + what is asked for → its feed.xml and its cover, each as an atomic write."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.export.feed.categories import DEFAULT, category_named
from coach.export.feed.episodes import episodes_in
from coach.export.feed.feed_cover import cover_for
from coach.export.feed.feed_data import Show
from coach.export.feed.feed_languages import chosen_language
from coach.export.feed.publication import feed_before, guid_of_feed, published
from coach.export.feed.rss import FEED, rss_of
from coach.export.feed.web_addresses import file_address, folder_address
from coach.export.made_files import making
from coach.files import check_target, write_target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from coach.export.feed.feed_data import Episode

_NOBODY_SAYS = "en"
_EMAIL = re.compile(r"[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+")
_TITLES_TOLD = 500
_NOT_SECURE = "podcast apps ask for https, and --url has http"


@dataclass(frozen=True)
class FeedOptions:
    """What a feed says that no session does; None leaves each to the folder."""

    title: str | None = None
    """The title of the show; the folder's name without it."""
    author: str = ""
    description: str | None = None
    """What the show is; the titles of its sessions without it."""
    email: str = ""
    categories: tuple[str, ...] = ()
    language: str | None = None
    cover: Path | None = None
    replace: bool = False
    """Whether a cover may be replaced which coach did not write."""


@dataclass(frozen=True)
class Written:
    """What was written, and what there is to say about it."""

    path: Path
    address: str
    """The address of the feed."""
    episodes: int
    new: int
    """How many of them the feed before did not have."""
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def write_feed(folder: Path, url: str, options: FeedOptions, day: date) -> Written:
    """Write the feed of a folder that is to be found at `url`, and its cover; the same folder gives the same bytes.

    Sessions that cannot be told of are left out, and told in `problems`. Episodes that the feed does not have yet came
    out on `day`.

    Raises:
        UsageError: For a folder without a session that can be told of, or options that no feed can have.
        MissingPart: For a full disk.
    """
    address = folder_address(url)
    categories = tuple(map(category_named, options.categories or (DEFAULT,)))
    if options.email and not _EMAIL.fullmatch(options.email):
        raise UsageError(f"--email '{options.email}' is no address; write it as in --email me@example.org")
    found = episodes_in(folder)
    if not found.episodes:
        raise UsageError(f"no session in {folder} can be told of: {'; '.join(found.problems)}")
    path = folder / FEED
    check_target(path)
    before = feed_before(path)
    show = _show(folder, options, categories, found.episodes)
    guid = before.guid or guid_of_feed(file_address(address, FEED))
    episodes = published(found.episodes, guid, before, day)
    name, cover = cover_for(folder, options.cover, show.title, show.author, found.episodes)
    feed = rss_of(show, episodes, address, name, guid)
    _write_cover(folder / name, cover.data, replace=options.replace)
    _write(path, feed)
    notes = (*found.notes, *([_NOT_SECURE] if address.startswith("http:") else []))
    new = sum(each.guid not in before.dates for each in episodes)
    return Written(path, file_address(address, FEED), len(episodes), new, found.problems, notes)


def _write_cover(path: Path, data: bytes, *, replace: bool) -> None:
    """Write the cover; raises UsageError for another picture there that is not coach's."""
    if not _is_there(path, data):
        with making([path], replace=replace, another="by another name it stays"):
            _write(path, data)


def _write(path: Path, data: bytes) -> None:
    """Write a file, unless it is there already."""
    if _is_there(path, data):
        return
    check_target(path)
    with write_target(path) as file:
        file.write(data)


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _show(
    folder: Path, options: FeedOptions, categories: tuple[tuple[str, ...], ...], episodes: Sequence[Episode]
) -> Show:
    title = (options.title or folder.resolve().name).strip() or "Sessions"
    spoken = Counter(each.language for each in episodes if each.language)
    return Show(
        title,
        options.description or _titles(episodes),
        chosen_language(options.language) if options.language is not None else _commonest(spoken),
        categories,
        options.author,
        options.email,
    )


def _titles(episodes: Sequence[Episode]) -> str:
    from coach.export.short_line import short_line

    return short_line(" · ".join(dict.fromkeys(each.title for each in episodes)), _TITLES_TOLD)


def _commonest(spoken: Counter[str]) -> str:
    return spoken.most_common(1)[0][0] if spoken else _NOBODY_SAYS
