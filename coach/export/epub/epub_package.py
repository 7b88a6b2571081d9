"""A book's files → the package document: what it is, what it consists of, and in which order it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.export.epub.access_metadata import access_properties
from coach.export.epub.xml_text import DC, LANG, OPF, clean, document, element, title_of
from coach.export.text_direction import direction_of
from coach.units import format_timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coach.export.epub.book import Book

ACTIVE_CLASS, PLAYING_CLASS = "-epub-media-overlay-active", "-epub-media-overlay-playing"
"""The classes that reading systems give to the line that is heard, and to the page while it is; style.css has them."""
_UNDATED = "2000"
"""The year of a book without one. Its identifier is made of its content, so no date is needed to tell two apart."""
_LAST_YEAR = 9_999


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a book, as the package lists it."""

    id: str
    address: str
    media_type: str
    overlay: str = ""
    """The id of its overlay."""
    properties: str = ""
    length_ms: int | None = None
    """The length of an overlay."""
    is_read: bool = False
    """Whether it is a page of the text."""


def package_document(book: Book, identifier: str, items: Sequence[Item]) -> bytes:
    """Return the package document of a book with these files, whose pages are in the order of reading."""
    language = book.told.routine.language
    metadata = _opf("metadata", {}, *_about(book, identifier), *_properties(book, items))
    manifest = _opf("manifest", {}, *map(_listed, items))
    order = {"page-progression-direction": direction_of(language)}
    spine = _opf("spine", order, *(_opf("itemref", {"idref": item.id}) for item in items if item.is_read))
    about = {"version": "3.0", "unique-identifier": "id", LANG: language, "dir": direction_of(language)}
    return document(_opf("package", about, metadata, manifest, spine), {None: OPF, "dc": DC})


def _about(book: Book, identifier: str) -> Iterator[_Element]:
    about, language = book.about, book.told.routine.language
    yield _dc("identifier", {"id": "id"}, identifier)
    yield _dc("title", {}, title_of(book.told.title))
    yield _dc("language", {}, language)
    if artist := clean(about.artist):
        yield _dc("creator", {}, artist)
    if comment := clean(about.comment or book.told.routine.summary or ""):
        yield _dc("description", {}, comment)
    if _has_year(book):
        yield _dc("date", {}, _year(book))
    if album := clean(about.album):
        yield _meta("belongs-to-collection", album)


def _properties(book: Book, items: Sequence[Item]) -> Iterator[_Element]:
    """Yield the date, the lengths of the sound, who speaks, and what the book is for people who cannot see or hear."""
    yield _meta("dcterms:modified", f"{_year(book)}-01-01T00:00:00Z")
    overlays = [item for item in items if item.length_ms is not None]
    for item in overlays:
        yield _meta("media:duration", format_timestamp(item.length_ms or 0), refines=f"#{item.id}")
    yield _meta("media:duration", format_timestamp(sum(item.length_ms or 0 for item in overlays)))
    yield _meta("media:active-class", ACTIVE_CLASS)
    yield _meta("media:playback-active-class", PLAYING_CLASS)
    if narrator := clean(book.narrator):
        yield _meta("media:narrator", narrator)
    for name, value in access_properties(book):
        english = {LANG: "en"} if name.endswith("Summary") else {}
        yield _meta(name, value, **english)


def _has_year(book: Book) -> bool:
    return book.about.year is not None and 0 < book.about.year <= _LAST_YEAR


def _year(book: Book) -> str:
    return f"{book.about.year:04}" if _has_year(book) else _UNDATED


def _listed(item: Item) -> _Element:
    optional = {"media-overlay": item.overlay, "properties": item.properties}
    attributes = {"id": item.id, "href": item.address, "media-type": item.media_type}
    return _opf("item", attributes | {name: value for name, value in optional.items() if value})


def _opf(name: str, attributes: dict[str, str], *content: _Element | str) -> _Element:
    return element(f"{{{OPF}}}{name}", attributes, *content)


def _dc(name: str, attributes: dict[str, str], text: str) -> _Element:
    return element(f"{{{DC}}}{name}", attributes, text)


def _meta(name: str, value: str, **attributes: str) -> _Element:
    return _opf("meta", {"property": name, **attributes}, value)
