"""An EPUB → what a reading system makes of its media overlays: pages, their clips, and the lengths that it states."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from coach.errors import ExportError
from coach.export.epub.xml_text import CONTAINER, OPF, SMIL, XHTML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)|(\d+(?:\.\d+)?)s", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadClip:
    """A pair of an overlay: a text and the stretch of the sound that is heard with it."""

    page: str
    """The name of the file in which the text is."""
    id: str
    sound: str
    """The name of the sound's file."""
    start_ms: Fraction
    end_ms: Fraction


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it is read, with its overlay."""

    name: str
    ids: tuple[str, ...]
    """All ids, in the order of the text."""
    loose: tuple[str, ...]
    """Texts of steps that stand in no element with an id."""
    clips: tuple[ReadClip, ...]
    stated_ms: Fraction | None
    """The length of the overlay, as the package states it."""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """All pages in the order of reading, and the length of the whole."""

    pages: tuple[ReadPage, ...]
    stated_ms: Fraction | None
    names: frozenset[str]
    """The names of all files."""


def read_book(file: BinaryIO) -> ReadBook:
    """Return what an EPUB holds; raises ExportError for one that cannot be read."""
    from lxml.etree import XMLSyntaxError

    try:
        with ZipFile(file) as archive:
            return _book(archive)
    except (BadZipFile, KeyError, XMLSyntaxError, ValueError) as error:
        raise ExportError(f"the EPUB cannot be read: {error}") from error


def _book(archive: ZipFile) -> ReadBook:
    opf = _child(_parsed(archive, "META-INF/container.xml"), f".//{{{CONTAINER}}}rootfile").get("full-path", "")
    package = _parsed(archive, opf)
    items = {item.get("id", ""): item for item in package.iter(f"{{{OPF}}}item")}
    stated = {
        meta.get("refines", "").removeprefix("#"): _ms(meta.text or "")
        for meta in package.iter(f"{{{OPF}}}meta")
        if meta.get("property") == "media:duration"
    }
    order = [items[ref.get("idref", "")] for ref in package.iter(f"{{{OPF}}}itemref")]
    pages = []
    for item in order:
        overlay = item.get("media-overlay", "")
        clips = (*_clips(archive, _address(opf, items[overlay].get("href", ""))),) if overlay else ()
        pages.append(_page(archive, _address(opf, item.get("href", "")), clips, stated.get(overlay)))
    return ReadBook(tuple(pages), stated.get(""), frozenset(archive.namelist()))


def _page(archive: ZipFile, name: str, clips: tuple[ReadClip, ...], stated_ms: Fraction | None) -> ReadPage:
    root = _parsed(archive, name)
    ids = tuple(each.get("id", "") for each in root.iter("{*}*") if each.get("id"))
    steps = root.iterfind(f".//{{{XHTML}}}li[@value]")
    loose = tuple(text for step in steps for text in _loose(step))
    return ReadPage(name, ids, loose, clips, stated_ms)


def _loose(element: _Element) -> Iterator[str]:
    """Yield the texts in an element that stand in none with an id."""
    if element.get("id"):
        return
    texts = [element.text]
    for child in element:
        yield from _loose(child)
        texts.append(child.tail)
    yield from (text.strip() for text in texts if text and text.strip())


def _clips(archive: ZipFile, name: str) -> Iterator[ReadClip]:
    for pair in _parsed(archive, name).iter(f"{{{SMIL}}}par"):
        text, sound = _child(pair, f"{{{SMIL}}}text"), _child(pair, f"{{{SMIL}}}audio")
        address, _, target = text.get("src", "").partition("#")
        begin, end = (_ms(sound.get(edge, "")) for edge in ("clipBegin", "clipEnd"))
        yield ReadClip(_address(name, address), target, _address(name, sound.get("src", "")), begin, end)


def _ms(clock: str) -> Fraction:
    """Return the milliseconds of a clock value; raises ValueError for another text."""
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        raise ValueError(f"'{clock}' is no time")
    hours, minutes, seconds, alone = match.groups(default="0")
    return 1000 * ((int(hours) * 60 + int(minutes)) * 60 + Fraction(seconds) + Fraction(alone))


def _child(element: _Element, path: str) -> _Element:
    """Return the first element at a path; raises ValueError where there is none."""
    child = element.find(path)
    if child is None:
        raise ValueError(f"there is no {path.rpartition('}')[2]} in {element.tag.rpartition('}')[2]}")
    return child


def _address(base: str, address: str) -> str:
    """Return the name of a file that another one tells the address of."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address)))


def _parsed(archive: ZipFile, name: str) -> _Element:
    from lxml import etree

    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
