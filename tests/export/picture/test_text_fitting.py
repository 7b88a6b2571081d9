"""What is written in a picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.export.picture.making import (
    EMOJI,
    HEBREW,
    SVG,
    drawn,
    steps,
)

pytestmark = pytest.mark.unit


def test_each_section_stands_in_it_by_its_title(svg: Path) -> None:
    seen = drawn(steps(9, "The palm", "The back", "The fingers"), svg)
    assert {"A rest", "The palm", "The back", "The fingers"} <= set(seen.words)
    for number, begin in enumerate((4000, 40_000, 76_000)):
        ((start, end),) = seen.spans(f"section-{number}")
        assert (start, end) == pytest.approx((begin, begin + 36_000), abs=5)


def test_a_title_too_long_for_its_section_is_broken_or_shortened_and_told_whole(svg: Path) -> None:
    title = "The palm, the back and all of the fingers of their left hand, one after the other, slowly"
    seen = drawn(steps(8, "a", "b", "c", title, "e", "f", "g", "h"), svg)
    (section,) = (group for group in seen.root.iter(f"{SVG}g") if group.get("id") == "section-3")
    assert section.findtext(f"{SVG}title") == title
    short = title.removeprefix("The p").join(["P", ""])  # without the article, as there is little room
    shown = [words for words in seen.words if words.rstrip("…") in short and len(words) > 3]
    assert short.startswith(" ".join(shown).rstrip("…"))
    assert shown[-1].endswith("…")


def test_no_font_makes_a_title_leave_its_section(svg: Path) -> None:
    seen = drawn(steps(6, "Left", "Right"), svg)
    for text in (text for text in seen.texts if text.text in ("Left", "Right")):
        around = [text, *text.iterancestors()]
        (path,) = {element.get("clip-path", "")[5:-1] for element in around if element.get("clip-path")}
        (clip,) = (element for element in seen.root.iter(f"{SVG}clipPath") if element.get("id") == path)
        numbers = [float(number) for number in re.findall(r"[\d.]+", clip[0].get("d") or "")] or [
            float(clip[0].get("x", "")), 0, float(clip[0].get("x", "")) + float(clip[0].get("width", "")), 0
        ]  # fmt: skip
        start = 4000 if text.text == "Left" else 40_000
        across = [seen.ms_at(x) for x in numbers[::2]]
        assert (min(across), max(across)) == pytest.approx((start, start + 36_000), abs=5)


def test_those_who_cannot_see_it_are_told_title_length_and_sections(svg: Path) -> None:
    seen = drawn(steps(6, "Left", "Right"), svg)
    assert seen.root.get("role") == "img"
    assert seen.root.findtext(f"{SVG}title") == "A rest"
    told = seen.root.findtext(f"{SVG}desc") or ""
    assert told == (
        "A session over time: 1:26, 2 sections, 6 steps, background rain, voice at least 16.0 LU over it. "
        "Sections: Left from 0:04; Right from 0:40."
    )


@pytest.mark.parametrize(
    "title", ["Hands & <feet>", "1 < 2 > 0 \"'", "$x^2$", "$a$ costs $5", r"\frac{1}{2} $\oops", "]]>", HEBREW, EMOJI]
)
def test_any_sign_in_a_title_comes_out_as_it_is(svg: Path, title: str) -> None:
    seen = drawn(steps(2, title, title=title), svg)
    assert seen.root.findtext(f"{SVG}title") == title
    assert seen.words.count(title) == 2


def test_what_xml_cannot_hold_is_marked(svg: Path) -> None:
    assert drawn(steps(1, title="a\x07b\ud800\nc"), svg).root.findtext(f"{SVG}title") == "a�b� c"
