"""Folders of sessions, and a judge of feeds that knows nothing of the code that writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from PIL import Image

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}
URL = "https://example.org/sessions/"
ONCE = (
    *("title", "link", "description", "language", "itunes:image", "itunes:explicit", "podcast:guid", "atom:link"),
    "pubDate",
)
"""What RSS 2.0, Apple and PSP-1 want a channel to have, once each."""
ONCE_IN_ITEM = ("title", "enclosure", "guid", "pubDate", "description", "itunes:duration")
TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".flac": "audio/flac", ".wav": "audio/wav", ".opus": "audio/ogg"}
TEXTS = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".txt": "text/plain"}
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000")


def report(title: str = "Calm hands", **others: Any) -> dict[str, Any]:
    """Return a report as coach writes it, as far as a feed reads it."""
    return {
        "version": 1,
        "title": title,
        "length": {"planned_ms": 120_000, "real_ms": 120_026.12},
        "voice": {"engine": "silent", "language": "en-us"},
        "routine": {"file": "calm.yaml", "conditions": []},
        "cues": [{"start_ms": 1500, "text": "Breathe."}, {"start_ms": 60_000, "text": "Rest."}],
        **others,
    }


def put(folder: Path, sound: str = "calm.mp3", *texts: str, content: Any = None, size: int = 1000) -> Path:
    """Put a session into a folder: a sound, its report, and texts by their suffixes."""
    path = folder / sound
    path.write_bytes(b"\xff" * size)
    told = report() if content is None else content
    path.with_name(f"{sound}.report.json").write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
    for suffix in texts:
        path.with_suffix(suffix).write_text("text", "utf-8")
    return path


def channel_of(path: Path) -> etree._Element:
    """Return the channel of a feed."""
    channel = etree.parse(path).getroot().find("channel")
    assert channel is not None
    return channel


def texts(parent: etree._Element, name: str) -> list[str]:
    """Return the texts of all elements of a name within another."""
    return [found.text or "" for found in parent.iterfind(name, NAMESPACES)]


def one(parent: etree._Element, name: str) -> str:
    """Return the text of the only element of a name."""
    (text,) = texts(parent, name)
    return text


def items(path: Path) -> list[etree._Element]:
    """Return the episodes of a feed."""
    return list(channel_of(path).iterfind("item"))


def faults(path: Path, url: str = URL) -> list[str]:
    """Return what is wrong with a feed and its files, by RSS 2.0, Apple, the podcast namespace and PSP-1."""
    root = etree.fromstring(path.read_bytes())
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["it is no RSS 2.0"]
    if not path.read_bytes().startswith(
        (b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>')
    ):
        return ["it does not say that it is UTF-8"]
    found = [*_of_channel(channel, path.parent, url)]
    for item in channel.iterfind("item"):
        found += [f"{item.findtext('title')}: {fault}" for fault in _of_item(item, path.parent, url)]
    guids = texts(channel, "item/guid")
    addresses = [each.get("url") for each in channel.iterfind("item/enclosure")]
    if len({*guids}) != len(guids) or len({*addresses}) != len(addresses):
        found.append("two episodes are one")
    return found


def _of_channel(channel: etree._Element, folder: Path, url: str) -> Iterator[str]:
    yield from _counted(channel, ONCE)
    self_ = channel.find("atom:link", NAMESPACES)
    if self_ is None or (self_.get("rel"), self_.get("type")) != ("self", "application/rss+xml"):
        yield "there is no link to itself"
    elif self_.get("href") != f"{url}feed.xml":
        yield f"its address is {self_.get('href')}"
    if not re.fullmatch("[a-z]{2,3}(-[a-z]{2})?", one(channel, "language")):
        yield "the language is none of ISO 639"
    if one(channel, "itunes:explicit") not in ("true", "false"):
        yield "explicit is neither true nor false"
    if not GUID.fullmatch(one(channel, "podcast:guid")):
        yield "the identifier is no UUID of version 5"
    if not channel.findall("itunes:category", NAMESPACES):
        yield "there is no category"
    picture = channel.find("itunes:image", NAMESPACES)
    yield from _of_cover(picture.get("href", "") if picture is not None else "", folder, url)
    yield from _of_texts(channel, url)


def _of_cover(address: str, folder: Path, url: str) -> Iterator[str]:
    yield from _of_address(address, folder, url)
    with Image.open(folder / unquote(address.removeprefix(url))) as picture:
        if picture.width != picture.height or not 1400 <= picture.width <= 3000 or picture.mode != "RGB":
            yield f"the cover is {picture.size} of {picture.mode}"
        if not address.endswith({"JPEG": ".jpg", "PNG": ".png"}[picture.format or ""]):
            yield "the suffix of the cover is not its kind"


def _of_item(item: etree._Element, folder: Path, url: str) -> Iterator[str]:
    yield from _counted(item, ONCE_IN_ITEM)
    sound = item.find("enclosure")
    assert sound is not None
    address = sound.get("url", "")
    yield from _of_address(address, folder, url)
    if sound.get("type") != TYPES[Path(unquote(address)).suffix]:
        yield f"the type is {sound.get('type')}"
    if sound.get("length") != str((folder / unquote(address.removeprefix(url))).stat().st_size):
        yield f"the length is {sound.get('length')}"
    if not GUID.fullmatch(one(item, "guid")) or item.find("guid[@isPermaLink='false']") is None:
        yield "the identifier is none"
    if not re.fullmatch("[1-9][0-9]*", one(item, "itunes:duration")):
        yield "the duration is not in whole seconds"
    yield from _of_files(item, folder, url)
    yield from _of_texts(item, url)


def _of_files(item: etree._Element, folder: Path, url: str) -> Iterator[str]:
    for text in item.iterfind("podcast:transcript", NAMESPACES):
        yield from _of_address(text.get("url", ""), folder, url)
        if text.get("type") != TEXTS[Path(text.get("url", "")).suffix]:
            yield f"the type of {text.get('url')} is {text.get('type')}"
    for chapters in item.iterfind("podcast:chapters", NAMESPACES):
        yield from _of_address(chapters.get("url", ""), folder, url)
        if chapters.get("type") != "application/json+chapters":
            yield "chapters have another type"


def _counted(parent: etree._Element, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if (count := len(parent.findall(name, NAMESPACES))) != 1:
            yield f"{name} is there {count} times"


def _of_texts(parent: etree._Element, url: str) -> Iterator[str]:
    title, description, date = (one(parent, name) for name in ("title", "description", "pubDate"))
    if not title or len(title) > 255 or title != title.strip():
        yield "the title is empty or too long"
    if not description or len(description.encode()) > 4000:
        yield "the description is empty or too long"
    if not DATE.fullmatch(date) or parsedate_to_datetime(date).year < 2000:
        yield f"the date is {date}"
    if any(link != url for link in texts(parent, "link")):
        yield "the link is another one"


def _of_address(address: str, folder: Path, url: str) -> Iterator[str]:
    """Yield what is wrong with the address of a file in the folder: only signs of RFC 3986, and a file is there."""
    if not address.startswith(url) or not re.fullmatch(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", address):
        yield f"{address!r} is no address in {url}"
    if re.search("%(?![0-9A-F]{2})", address) or urlsplit(address).query or urlsplit(address).fragment:
        yield f"{address} is not escaped"
    if not (folder / unquote(address.removeprefix(url), errors="surrogateescape")).is_file():
        yield f"{address} leads nowhere"
