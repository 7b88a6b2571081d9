"""Show + episodes → the XML of a podcast feed. Pure: no files, no clock."""

from __future__ import annotations

import unicodedata
from email.utils import format_datetime
from typing import TYPE_CHECKING

from lxml import etree

from coach.export.feed.namespaces import ATOM, GENERATOR, ITUNES, PODCAST, PREFIXES
from coach.export.feed.web_addresses import file_address
from coach.export.short_line import short_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from coach.export.feed.feed_data import Published, Show

FEED = "feed.xml"
"""The name of the feed's file."""
MOST_SIGNS, MOST_BYTES = 255, 4000
"""The most signs of a value, and the most bytes of a description, that Apple takes."""


def rss_of(show: Show, episodes: Sequence[Published], folder: str, cover: str, guid: UUID) -> bytes:
    """Return the whole feed of a folder with this address, in which `cover` is the name of its cover."""
    root = etree.Element("rss", version="2.0", nsmap=PREFIXES)
    channel = etree.SubElement(root, "channel")
    _add_show(channel, show, folder, cover, guid)
    if episodes:
        _add(channel, "pubDate", format_datetime(max(each.date for each in episodes)))
    for each in episodes:
        _add_episode(etree.SubElement(channel, "item"), each, folder, show.language)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_show(channel: etree._Element, show: Show, folder: str, cover: str, guid: UUID) -> None:
    address = file_address(folder, FEED)
    _add(channel, f"{{{ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    title = short_line(plain(show.title) or folder, MOST_SIGNS)
    _add(channel, "title", title)
    _add(channel, "link", folder)
    _add(channel, "description", within_bytes(plain(show.description) or title, MOST_BYTES))
    _add(channel, "language", show.language)
    _add(channel, "generator", GENERATOR)
    _add(channel, f"{{{ITUNES}}}image", href=file_address(folder, cover))
    for category in show.categories:
        _add_category(channel, category)
    _add(channel, f"{{{ITUNES}}}explicit", "false")
    _add(channel, f"{{{ITUNES}}}type", "episodic")
    _add(channel, f"{{{PODCAST}}}guid", str(guid))
    author = short_line(plain(show.author), MOST_SIGNS)
    if author:
        _add(channel, f"{{{ITUNES}}}author", author)
    if show.email:
        owner = _add(channel, f"{{{ITUNES}}}owner")
        _add(owner, f"{{{ITUNES}}}name", author or title)
        _add(owner, f"{{{ITUNES}}}email", show.email)
        _add(channel, f"{{{PODCAST}}}locked", "yes", owner=show.email)


def _add_category(parent: etree._Element, names: Sequence[str]) -> None:
    for name in names:
        parent = _add(parent, f"{{{ITUNES}}}category", text=name)


def _add_episode(item: etree._Element, each: Published, folder: str, language: str) -> None:
    episode = each.episode
    title = plain(episode.title) or plain(episode.name) or str(each.guid)
    _add(item, "title", short_line(title, MOST_SIGNS))
    _add(item, "description", within_bytes(plain(episode.description) or title, MOST_BYTES))
    sound = episode.sound
    _add(item, "enclosure", url=file_address(folder, sound.name), length=str(sound.size_bytes), type=sound.mime)
    _add(item, "guid", str(each.guid), isPermaLink="false")
    _add(item, "pubDate", format_datetime(each.date))
    _add(item, f"{{{ITUNES}}}duration", str(max(1, round(episode.length_ms / 1000))))
    _add(item, f"{{{ITUNES}}}explicit", "false")
    spoken = {"language": episode.language} if episode.language not in ("", language) else {}
    for text in episode.transcripts:
        captions = {"rel": "captions"} if text.captions else {}
        _add(
            item, f"{{{PODCAST}}}transcript", url=file_address(folder, text.name), type=text.mime, **spoken, **captions
        )
    if chapters := episode.chapters:
        _add(item, f"{{{PODCAST}}}chapters", url=file_address(folder, chapters.name), type=chapters.mime)


def _add(parent: etree._Element, name: str, content: str | None = None, /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = content
    return element


def plain(text: str) -> str:
    """Return a text as one line without the characters that XML cannot hold or that nobody sees.

    Example:
        >>> plain(f" Calm{chr(0)} {chr(27)}[1mhands & all ")
        'Calm [1mhands & all'
    """
    return " ".join("".join(sign for sign in text if sign.isspace() or _is_seen(sign)).split())


def _is_seen(sign: str) -> bool:
    """Whether a sign is seen, or joins letters: no command, no half of a pair, and nothing without a meaning."""
    return sign in _JOINERS or not unicodedata.category(sign).startswith("C")


_JOINERS = "\u200c\u200d"


def within_bytes(text: str, most: int) -> str:
    """Return as much of a text as has at most so many bytes in UTF-8, cut after a word where it is longer."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[: most - len("…".encode())].decode(errors="ignore")
    return (cut.rpartition(" ")[0] or cut) + "…"
