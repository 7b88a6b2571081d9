"""A book → all its files: the pages, their overlays, the contents, the styles, the sound, and the package over them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from coach.export.epub.epub_navigation import navigation_document
from coach.export.epub.epub_package import Item, package_document
from coach.export.epub.epub_text import TITLE_ID, section_page, title_page
from coach.export.epub.media_overlay import Clip, length_ms, overlay_document
from coach.export.epub.pages import pages_of
from coach.export.epub.xml_text import CONTAINER, document, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.cover.cover import Cover
    from coach.export.epub.book import Book
    from coach.export.epub.pages import Page

_FOLDER = "EPUB"
_TEXT, _SMIL, _STYLE = "application/xhtml+xml", "application/smil+xml", "text/css"
_STYLES = Path(__file__).with_name("style.css")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file within a book: its name there, and its bytes or where they are read from."""

    name: str
    content: bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class _Listed:
    item: Item
    content: bytes | BinaryIO


def files_of_book(book: Book, sound: BinaryIO) -> list[BookFile]:
    """Return all files of a book but its media type, in the order in which a reading system wants them."""
    files = [*_contents(book), *_pages(book), _Listed(Item("sound", _sound(book), book.sound.media_type), sound)]
    package = package_document(book, _identifier(files), [file.item for file in files])
    return [
        BookFile("META-INF/container.xml", _container()),
        BookFile(f"{_FOLDER}/package.opf", package),
        *(BookFile(f"{_FOLDER}/{file.item.address}", file.content) for file in files),
    ]


def _contents(book: Book) -> Iterator[_Listed]:
    """Yield the table of contents, the styles and the cover."""
    pages = {f"text/{page.name}.xhtml": page for page in pages_of(book.told.timeline)}
    contents = navigation_document(book.told, "text/title.xhtml", pages)
    yield _Listed(Item("nav", "nav.xhtml", _TEXT, properties="nav"), contents)
    yield _Listed(Item("style", "style.css", _STYLE), _STYLES.read_bytes())
    if cover := book.about.cover:
        yield _Listed(Item("cover", _image(cover), cover.mime, properties="cover-image"), cover.data)


def _pages(book: Book) -> Iterator[_Listed]:
    """Yield the title page and the page of each section, each behind its overlay."""
    pages, end_ms = pages_of(book.told.timeline), book.told.timeline.duration_ms
    first_ms = pages[0].lines[0].start_ms if pages else end_ms
    head = [Clip(TITLE_ID, 0, first_ms)] if first_ms else []
    cover = f"../{_image(book.about.cover)}" if book.about.cover else None
    yield from _page("title", title_page(book, cover, clip=bool(head)), head, book, "titlepage")
    for page in pages:
        yield from _page(page.name, section_page(page, book), _clips(page), book, "chapter")


def _page(name: str, text: bytes, clips: Sequence[Clip], book: Book, kind: str) -> Iterator[_Listed]:
    overlay = f"{name}-overlay" if clips else ""
    yield _Listed(Item(name, f"text/{name}.xhtml", _TEXT, overlay, is_read=True), text)
    if clips:
        smil = overlay_document(clips, f"../text/{name}.xhtml", f"../{_sound(book)}", kind)
        yield _Listed(Item(overlay, f"overlay/{name}.smil", _SMIL, length_ms=length_ms(clips)), smil)


def _clips(page: Page) -> list[Clip]:
    return [Clip(line.id, line.start_ms, line.end_ms) for line in page.lines]


def _sound(book: Book) -> str:
    return f"audio/{book.sound.name}"


def _image(cover: Cover) -> str:
    return f"image/cover{cover.suffix}"


def _container() -> bytes:
    address = {"full-path": f"{_FOLDER}/package.opf", "media-type": "application/oebps-package+xml"}
    roots = element(f"{{{CONTAINER}}}rootfiles", None, element(f"{{{CONTAINER}}}rootfile", address))
    return document(element(f"{{{CONTAINER}}}container", {"version": "1.0"}, roots), {None: CONTAINER})


def _identifier(files: Sequence[_Listed]) -> str:
    """Return an identifier made of the content: another text or sound is another book, and the same one the same."""
    digest = sha256()
    for file in files:
        digest.update(file.item.address.encode() + b"\0")
        for piece in pieces_of(file.content):
            digest.update(piece)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'coach:{digest.hexdigest()}')}"


def pieces_of(content: bytes | BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces, from its beginning."""
    if isinstance(content, bytes):
        yield content
        return
    content.seek(0)
    while piece := content.read(_PIECE):
        yield piece
