"""Episodes + the feed that was there before → what identifies each for good, and the date when it came out.

The identifier of a feed is made of its address (UUID version 5, in the namespace that the podcast namespace sets for
it), once: a feed that moves keeps it. An episode's is made of the feed's and of its files' name without a suffix: it is
the same episode after it was exported again, in another format or with another voice, and another one when it is
renamed. An episode that the feed before has keeps its date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from coach.errors import UsageError
from coach.export.feed.feed_data import Published
from coach.export.feed.namespaces import GENERATOR, PODCAST
from coach.files import read_regular_file
from coach.log import described, logger, swallowing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml import etree

    from coach.export.feed.feed_data import Episode

_log = logger(__name__)

_OF_PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of identifiers, as docs/tags/guid.md of the podcast namespace has it."""
_NOON = 12
_MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Before:
    """What a feed says that was written before."""

    guid: UUID | None = None
    dates: dict[UUID, datetime] = field(default_factory=dict)
    """The dates of the episodes."""


def guid_of_feed(address: str) -> UUID:
    """Return the identifier of a feed with an address.

    Example:
        >>> str(guid_of_feed("https://podnews.net/rss/"))
        '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return uuid5(_OF_PODCASTS, address.partition("://")[2].rstrip("/"))


def published(episodes: Iterable[Episode], feed: UUID, before: Before, day: date) -> tuple[Published, ...]:
    """Return the episodes with their identifiers and dates, the newest first.

    A new one came out on `day`. Those of one day are a second apart, and so apps show them in the order of their names.
    """
    noon = datetime(day.year, day.month, day.day, _NOON, tzinfo=UTC)
    found = []
    for number, episode in enumerate(episodes):
        guid = uuid5(feed, episode.name)
        found.append(Published(episode, guid, before.dates.get(guid, noon - timedelta(seconds=number))))
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def feed_before(path: Path) -> Before:
    """Return what the feed at a path says; raises UsageError for a file that is no feed of coach."""
    try:
        data = read_regular_file(path, _MOST_BYTES)
    except FileNotFoundError:  # not logged: it is the first feed of its folder
        return Before()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be read: {reason}; name another folder") from error
    channel = _channel(data)
    if channel is None or channel.findtext("generator") != GENERATOR:
        raise UsageError(f"{path} is no feed of coach, and stays as it is; move it, or name another folder")
    return Before(_uuid(channel.findtext(f"{{{PODCAST}}}guid")), dict(_dates(channel)))


def _channel(data: bytes) -> etree._Element | None:
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        _log.info("the feed before is no XML: %s", described(error))
        return None
    return root.find("channel")


def _dates(channel: etree._Element) -> Iterable[tuple[UUID, datetime]]:
    for item in channel.iterfind("item"):
        with swallowing(_log, "reading the date of an episode", ValueError, TypeError):
            if guid := _uuid(item.findtext("guid")):
                yield guid, parsedate_to_datetime(item.findtext("pubDate") or "").astimezone(UTC)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text)
    except (ValueError, TypeError) as error:
        _log.info("%r is no identifier: %s", text, described(error))
        return None
