from __future__ import annotations

import pytest

from coach.export.cover.cover import Cover
from coach.export.formats import About
from coach.routine.routine_files import bundled_routines
from coach.timeline.timeline import Cue
from tests.export.epub.books import (
    XHTML,
    book_of,
    pages,
    parsed,
    read,
    told,
    told_cues,
    told_of_library,
    with_class,
    words,
    written,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", bundled_routines())
def test_the_words_are_those_of_the_timeline_as_their_author_wrote_them(name: str) -> None:
    text = told_of_library(name)
    shown = [words(each) for page in pages(written(text)) for each in with_class(page, "said")]
    assert shown == [" ".join(cue.text.split()) for cue in text.timeline.speech]


@pytest.mark.parametrize("name", bundled_routines())
def test_every_practice_is_named_with_its_seconds(name: str) -> None:
    text = told_of_library(name)
    practices = [cue for cue in text.timeline.cues if cue.kind == "practice"]
    times = [words(each) for page in pages(written(text)) for each in with_class(page, "time")]
    assert len(times) == len(practices)
    names = [words(each) for page in pages(written(text)) for each in with_class(page, "name")]
    assert names == [cue.title for cue in practices if cue.title]


def test_the_title_page_has_the_length_for_whom_it_is_what_to_have_and_what_to_mind() -> None:
    page = pages(written(book_of(told(), about=About("T", comment="For CRPS. A short one."))))[0]
    facts = [words(each) for each in with_class(page, "fact")]
    assert facts == ["Length: 1 min 32 s", "For someone you care for"]
    assert [words(each) for each in with_class(page, "summary")] == ["For CRPS. A short one."]
    assert [words(each) for each in page.iter(f"{XHTML}li")] == [
        "a cushion",
        "With complex regional pain syndrome, let every touch be very gentle, so that nothing hurts.",
        "Be light.",
    ]


def test_a_practice_is_a_line_of_its_own_and_holds_the_words_in_it() -> None:
    page = pages(written(told()))[2]
    first, second, *_ = with_class(page, "practice")
    assert words(first) == "Stroke the thumb, 20 sHalf way."
    assert first.find(f"{XHTML}br") is not None
    assert words(second) == "5 s", "a practice without a title repeats no words"
    breaths = with_class(pages(written(told()))[3], "practice")[0]
    assert len(breaths.findall(f".//{XHTML}br")) == 1


def test_steps_have_their_numbers_and_steps_in_no_section_stand_apart() -> None:
    page = pages(written(told()))[2]
    section, aside = page.findall(f"{XHTML}body/*")
    assert [each.get("value") for each in section.iter(f"{XHTML}li")] == ["2", "3"]
    assert [each.get("value") for each in aside.iter(f"{XHTML}li")] == ["4"]


def test_signs_of_markup_are_text_and_what_xml_forbids_is_gone() -> None:
    title = "A\x00\x0b <b>&amp; \ud800\ufffe\u202elong\x85" + " 长い العربية" * 400
    cues = [Cue(0, 900, "speech", "In <pain> & \x07\x1frest\nnow", 1, "S & <i>\x01"), Cue(900, 1000, "pause")]
    book = pages(written(told_cues(cues, title)))
    assert words(book[0]).startswith("A <b>&amp; long 长い")
    assert words(with_class(book[1], "said")[0]) == "In <pain> & rest now"
    assert [words(each) for each in book[1].iter(f"{XHTML}h1")] == ["S & <i>"]


def test_a_title_of_which_nothing_is_left_can_still_be_seen() -> None:
    book = pages(written(told_cues([Cue(0, 900, "speech", "Sit.", 1, "\x01")], "\x01")))
    assert [words(each) for page in book for each in page.iter(f"{XHTML}h1")] == ["…", "…"]


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("fi", "ltr")]
)
def test_a_page_has_its_language_and_direction(language: str, direction: str) -> None:
    epub = written(told_cues([Cue(0, 900, "speech", "شهيق.", 1), Cue(900, 2900, "practice", "", 1)], language=language))
    for root in (*pages(epub), parsed(epub, "nav.xhtml")):
        assert (root.get("lang"), root.get("dir")) == (language, direction)
    assert all(each.get("dir") == "ltr" for page in pages(epub) for each in with_class(page, "time"))
    spine = parsed(epub, "package.opf").find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == direction


def test_english_words_on_a_page_in_another_language_say_so() -> None:
    finnish = ROUTINE_IN.format(language="fi")
    page = pages(written(told(finnish)))[0]
    foreign = [words(each) for each in page.iter("{*}*") if each.get("lang") == "en"]
    assert foreign[:2] == ["Length", "What you need"]
    assert any(text.startswith("With diabetes") for text in foreign)
    dutch = pages(written(told(ROUTINE_IN.format(language="nl-BE"))))[0]
    assert words(with_class(dutch, "fact")[0]).startswith("Duur: ")
    assert [each.text for each in dutch.iter("{*}*") if each.get("lang") == "en"] == [
        "With diabetes, hands may feel less than they should, so keep the pressure light."
    ]


ROUTINE_IN = "{{title: T, language: {language}, needs: [x], cautions: [diabetes], steps: [{{say: T.}}]}}"


def test_a_cover_is_on_the_title_page() -> None:
    epub = written(book_of(told(), Cover(b"picture", "image/png", 1400, 1400)))
    (image,) = pages(epub)[0].iter(f"{XHTML}img")
    assert (image.get("src"), image.get("alt"), image.get("width")) == ("../image/cover.png", "", "1400")
    assert read(epub, "image/cover.png") == b"picture"
