"""Pages + chapters → the table of contents: every page by its whole title, with its steps where they are chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.export.epub.epub_text import foreign, html, page_document
from coach.export.epub.page_words import words_for
from coach.export.epub.xml_text import TYPE, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from coach.export.chapters import Chapter
    from coach.export.epub.pages import Page
    from coach.export.texts import Told


def navigation_document(told: Told, title_page: str, pages: Mapping[str, Page]) -> bytes:
    """Return the table of contents, and where the reading begins; `pages` are by their addresses."""
    words, title = words_for(told.routine.language), title_of(told.title)
    own = foreign(words.language, told.routine.language)
    entries = [_entry(title_page, title), *(_page(address, page, told) for address, page in pages.items())]
    contents = html(
        "nav", {TYPE: "toc", "role": "doc-toc"}, html("h1", own, words.contents), html("ol", None, *entries)
    )
    begin = html("li", None, html("a", {TYPE: "bodymatter", "href": next(iter(pages), title_page), **own}, words.begin))
    marks = html("nav", {TYPE: "landmarks", "hidden": "hidden"}, _list([begin]))
    return page_document(words.contents, told.routine.language, "style.css", contents, marks)


def _page(address: str, page: Page, told: Told) -> _Element:
    """Return the entry of a page; its chapters stand under it where it has more than one."""
    chapters = [*_within(page, told.chapters)]
    below = [_entry(f"{address}#{line}", chapter.title) for line, chapter in chapters] if len(chapters) > 1 else []
    return _entry(address, page.heading, below)


def _within(page: Page, chapters: Sequence[Chapter]) -> Iterator[tuple[str, Chapter]]:
    """Yield the chapters of which lines stand on a page, each with the id of the first one."""
    for chapter in chapters:
        line = next((each for each in page.lines if chapter.start_ms <= each.begins_ms < chapter.end_ms), None)
        if line:
            yield line.id, chapter


def _entry(address: str, title: str, below: Sequence[_Element] = ()) -> _Element:
    inner = [_list(below)] if below else []
    return html("li", None, html("a", {"href": address}, title_of(title)), *inner)


def _list(entries: Sequence[_Element]) -> _Element:
    return html("ol", None, *entries)
