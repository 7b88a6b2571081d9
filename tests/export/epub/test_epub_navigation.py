from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from coach.export.chapters import chapters_of
from tests.export.epub.books import TYPE, XHTML, parsed, sections, told, told_cues, words, written

pytestmark = pytest.mark.unit


def entries(epub: bytes) -> list[tuple[int, str, str]]:
    """Return the entries of the table of contents: how deep, their titles, and where they lead."""
    contents = next(each for each in parsed(epub, "nav.xhtml").iter(f"{XHTML}nav") if each.get(TYPE) == "toc")
    return [(depth(each), words(each), str(each.get("href"))) for each in contents.iter(f"{XHTML}a")]


def depth(element: etree._Element) -> int:
    return sum(each.tag == f"{XHTML}ol" for each in element.iterancestors())


def test_it_has_the_title_every_section_and_their_steps_where_those_are_the_chapters() -> None:
    assert entries(written(told())) == [
        (1, "Rest & <breathe>", "text/title.xhtml"),
        (1, "Rest & <breathe>", "text/part-001.xhtml"),
        (1, "Begin", "text/part-002.xhtml"),
        (2, "Stroke the thumb", "text/part-002.xhtml#c3"),
        (2, "Rest.", "text/part-002.xhtml#c6"),
        (2, "Change hands.", "text/part-002.xhtml#c8"),
        (1, "Breathe", "text/part-003.xhtml"),
        (2, "Four breaths", "text/part-003.xhtml#c9"),
        (2, "Done", "text/part-003.xhtml#c17"),
    ]


def test_chapters_that_are_the_sections_stand_once() -> None:
    text = told()
    found = entries(written(replace(text, chapters=chapters_of(text.timeline, "sections"))))
    assert [title for _, title, _ in found] == ["Rest & <breathe>", "Rest & <breathe>", "Begin", "Breathe"]
    assert {depth for depth, _, _ in found} == {1}


def test_a_session_without_chapters_has_its_sections_and_a_long_title_is_whole() -> None:
    assert len(entries(written(replace(told(), chapters=())))) == 4
    cues = [replace(cue, section="Long " * 40) for cue in sections(1)]
    assert entries(written(told_cues(cues)))[1][1] == ("Long " * 40).strip()


def test_it_has_every_section_also_where_a_sound_file_has_no_more_chapters() -> None:
    found = entries(written(told_cues(sections(300))))
    assert [title for _, title, _ in found] == ["A rest", *(f"Section {place + 1}" for place in range(300))]
