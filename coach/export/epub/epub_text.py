"""Pages of lines → XHTML: the title page, and a page for each section, whose lines have the ids of their clips."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from coach.export.epub.page_words import words_for
from coach.export.epub.xml_text import LANG, OPS, TYPE, XHTML, clean, document, element, title_of
from coach.export.text_direction import direction_of
from coach.routine.for_listener import spoken_caution
from coach.speech.language import primary_language
from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from coach.export.epub.book import Book
    from coach.export.epub.pages import Line, Page, PageStep
    from coach.routine.model import Routine

TITLE_ID = "c0"
"""The id of the title, whose clip is what is heard before the first line."""


def html(name: str, attributes: Mapping[str, str] | None = None, *content: _Element | str) -> _Element:
    """Return an element of XHTML."""
    return element(f"{{{XHTML}}}{name}", attributes, *content)


def page_document(title: str, language: str, styles: str, *body: _Element) -> bytes:
    """Return a whole document in a language, with the address of its styles."""
    head = html("head", None, html("title", None, title), html("link", {"rel": "stylesheet", "href": styles}))
    tags = {"lang": language, LANG: language, "dir": direction_of(language)}
    root = html("html", tags, "\n", head, "\n", html("body", None, "\n", *body, "\n"), "\n")
    return document(root, {None: XHTML, "epub": OPS}, is_page=True)


def title_page(book: Book, cover: str | None, *, clip: bool) -> bytes:
    """Return the title page, with the address of the cover; `clip` tells whether the title has a clip."""
    title = title_of(book.told.title)
    heading = html("h1", None, html("span", {"id": TITLE_ID}, title) if clip else title)
    parts = [*_cover(book, cover), heading, *_facts(book), *_lists(book.told.routine)]
    body = html("section", {TYPE: "titlepage", "class": "title-page"}, *_on_lines(parts))
    return page_document(title, book.told.routine.language, "../style.css", body)


def section_page(page: Page, book: Book) -> bytes:
    """Return the page of a section, and of the steps behind it that stand in none."""
    (first, *others) = [[*own] for _, own in groupby(page.steps, lambda step: step.section)]
    about = {TYPE: "chapter", "role": "doc-chapter", "aria-label": page.heading}
    section = html("section", about, *_on_lines([html("h1", None, page.heading), _steps(first)]))
    title = title_of(book.told.title)
    full = page.heading if page.heading == title else f"{page.heading} – {title}"
    return page_document(full, book.told.routine.language, "../style.css", section, *map(_steps, others))


def _on_lines(parts: Sequence[_Element]) -> Iterator[_Element | str]:
    for part in parts:
        yield "\n"
        yield part
    yield "\n"


def _cover(book: Book, address: str | None) -> Iterator[_Element]:
    cover = book.about.cover
    if cover and address:  # it only decorates: the title and the length stand below it
        size = {"width": str(cover.width), "height": str(cover.height)}
        yield html("div", {"class": "cover"}, html("img", {"src": address, "alt": "", **size}))


def _facts(book: Book) -> Iterator[_Element]:
    """Yield how long it takes, for whom it is, and what it is."""
    routine, words = book.told.routine, words_for(book.told.routine.language)
    own = foreign(words.language, routine.language)
    length = _time(book.told.timeline.duration_ms, {})
    yield html("p", {"class": "fact"}, html("span", own, words.length), ": ", length)
    if routine.for_ == "caregiver":
        yield html("p", {"class": "fact", **own}, words.caregiver)
    if comment := clean(book.about.comment or routine.summary or ""):
        yield html("p", {"class": "summary"}, comment)


def _lists(routine: Routine) -> Iterator[_Element]:
    """Yield the lists of what to have and of what to mind, each under its heading."""
    words = words_for(routine.language)
    own = foreign(words.language, routine.language)
    if needs := [html("li", None, clean(need)) for need in routine.needs]:
        yield html("h2", own, words.needs)
        yield html("ul", None, *_on_lines(needs))
    if routine.cautions:
        yield html("h2", own, words.cautions)
        yield html("ul", {"class": "cautions"}, *_on_lines([*_cautions(routine)]))


def _cautions(routine: Routine) -> Iterator[_Element]:
    """Yield what is to be minded; coach's own sentences are English, whatever the routine's language."""
    for each in routine.cautions:
        english = {} if each.say else foreign("en", routine.language)
        yield html("li", english, clean(spoken_caution(routine, each.name)))


def foreign(language: str, around: str) -> dict[str, str]:
    """Return the attributes of words in a language, within a page in another one."""
    return {} if language == primary_language(around) else {"lang": language, LANG: language}


def _steps(steps: Sequence[PageStep]) -> _Element:
    return html("ol", {"class": "steps"}, *_on_lines([_step(step) for step in steps]))


def _step(step: PageStep) -> _Element:
    attributes = {"class": "plain"} if step.number is None else {"value": str(step.number)}
    return html("li", attributes, *_on_lines([*_paragraphs(step.lines)]))


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Element]:
    """Yield the words of a step, and each practice with the words in it, as paragraphs of their own."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (_begins_practice(line) or (_is_practice(paragraph) and not line.within)):
            yield _paragraph(paragraph)
            paragraph = []
        paragraph.append(line)
    yield _paragraph(paragraph)


def _begins_practice(line: Line) -> bool:
    return line.practice_ms is not None


def _is_practice(paragraph: Sequence[Line]) -> bool:
    return _begins_practice(paragraph[0]) or paragraph[0].within


def _paragraph(lines: Sequence[Line]) -> _Element:
    content: list[_Element | str] = []
    for before, line in pairwise((None, *lines)):
        assert line
        if before:  # the words of a practice begin below its name
            content.append(" " if before.words else html("br"))
        content.append(_practice(line) if _begins_practice(line) else _said(line))
    return html("p", {"class": "practice"} if _is_practice(lines) else None, *content)


def _said(line: Line) -> _Element:
    return html("span", {"id": line.id, "class": "said"}, line.words)


def _practice(line: Line) -> _Element:
    """Return the line of a practice: what is done, and for how long; and the words with which it begins."""
    name: tuple[_Element | str, ...] = (html("span", {"class": "name"}, line.practice), ", ") if line.practice else ()
    words = [html("br"), html("span", {"class": "said"}, line.words)] if line.words else []
    return html("span", {"id": line.id}, *name, _time(line.practice_ms or 0, {"class": "time"}), *words)


def _time(ms: int, attributes: Mapping[str, str]) -> _Element:
    """Return a length of time, whose numbers and units stay in order on a page that runs from right to left."""
    return html("span", {**attributes, "dir": "ltr"}, duration_in_words(ms))
