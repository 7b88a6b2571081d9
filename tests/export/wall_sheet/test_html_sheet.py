from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from lxml import html

from coach.export.wall_sheet.html_sheet import write_html
from coach.export.wall_sheet.sheet_rows import WallSheet

pytestmark = pytest.mark.unit

Make = Callable[..., WallSheet]

ROUTINE = """
title: '</title><script>alert(1)</script> & "x"'
language: {language}
summary: <b>brief</b>
needs: ['<img src=x onerror=y>']
cautions: [{{any-condition: 'a < b'}}]
steps:
  - {{title: '</b><i>', say: 'Your left palm & wrist.', do: 90s exactly}}
  - each: {{hand: [left, right]}}
    between: Now the other.
    steps:
      - {{section: '<h2>', steps: [{{title: Rest, say: Rest., pause: 3s}}]}}
"""


@pytest.fixture(scope="module")
def text(make: Make) -> str:
    return write_html(make(ROUTINE.format(language="en")), "a4")[0].decode()


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_the_same_sheet_is_the_same_bytes(make: Make, text: str) -> None:
    assert write_html(make(ROUTINE.format(language="en")), "a4")[0].decode() == text


def test_words_are_never_read_as_markup(page: html.HtmlElement) -> None:
    assert not page.xpath("//script | //img")
    assert page.findtext(".//title") == page.findtext(".//h1") == '</title><script>alert(1)</script> & "x"'
    assert page.xpath("string(//header//li)") == "<img src=x onerror=y>"
    assert page.xpath("string(//main//li//b)") == "</b><i>"
    assert page.xpath("string(//main//h2)") == "<h2>"


def test_it_takes_nothing_from_elsewhere_and_its_policy_allows_only_its_own_style(text: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert not re.findall(r"(?:src|href)=[\"'](?!#)|url\(|@import| style=| on\w+=", text.replace("onerror=y", ""))
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_steps_are_a_list_with_their_numbers_times_and_drawings(page: html.HtmlElement) -> None:
    steps = page.xpath("//li[@class='step']")
    assert [step.get("value") for step in steps] == ["1", "2"]
    assert [step.xpath("string(.//*[@class='time'])") for step in steps] == ["1\u00a0min 30\u00a0s", ""]
    assert page.xpath("//svg[@role='img']/@aria-label") == ["Left hand, palm side, marked: palm, wrist"]
    line = "again, left and right changed over"
    assert page.xpath("string(//li[@value='2']//*[@class='once-more'])") == f"Now the other. {line}"


def test_several_steps_that_repeat_stand_within_a_loop_that_says_so(make: Make) -> None:
    steps = "[{title: Palm, say: Rest., do: 3s}, {title: Back, say: Rest., do: 3s}]"
    text = f"title: A\nsteps:\n  - {{say: Sit., do: 3s}}\n  - {{repeat: 2, between: Change., steps: {steps}}}\n"
    page: html.HtmlElement = html.document_fromstring(write_html(make(text), "a4")[0].decode())
    (loop,) = page.xpath("//div[@class='loop']")
    assert [each.get("value") for each in loop.iter("li")] == ["2", "3"]
    assert loop.xpath("string(.//div[@class='again']//p)") == "Change. Steps 2–3: 2 times in all"


def test_every_link_within_the_page_leads_somewhere(page: html.HtmlElement) -> None:
    wanted = {link.removeprefix("#") for link in page.xpath("//use/@href")}
    assert wanted == {"hand", "palm"}
    assert wanted <= {*page.xpath("//@id")}


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("en-GB", {"lang": "en-GB"}), ("ar", {"lang": "ar", "dir": "rtl"}), ("pl", {"lang": "pl"})],
)
def test_it_says_its_language_and_direction(make: Make, language: str, attributes: dict[str, str]) -> None:
    page = html.document_fromstring(write_html(make(ROUTINE.format(language=language)), "a4")[0].decode())
    assert {str(name): page.get(name) for name in page.attrib} == attributes
    labels = page.xpath("//h2[svg]/@lang")
    assert labels == ([] if language == "en-GB" else ["en"])  # a label in another language than the words says so


def test_it_is_printed_on_the_paper_that_was_asked_for_in_the_size_that_fits(make: Make) -> None:
    sheet = make("healing-hands")
    data, fit = write_html(sheet, "letter")
    assert "@page { size: letter portrait; margin: 9mm 10mm 8mm; }" in data.decode()
    assert f"--size: {fit.size:g}pt; --columns: 2;" in data.decode()
    assert (fit.columns, fit.pages) == (2, 1)
