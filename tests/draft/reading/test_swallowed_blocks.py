"""No rule about a section, a box or a page swallows a block whose sentences surely ask or warn."""

from __future__ import annotations

import pytest

from coach.draft.reading.read_text import read_text
from coach.draft.reading.sentence_classifier import Likelihoods
from coach.draft.reading.stretches import mostly_asks, stretches_of
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit

ASKS, TALKS = Likelihoods(0.9, 0, 0.1), Likelihoods(0, 0, 1)
STEPS = (
    "Sit down on a firm chair. Lay your hand on your knee. Stroke the back of it ten times. Turn it over. "
    "Press the palm with your thumb for 20 seconds."
)


def told_in(text: str, name: str) -> list[str]:
    found, _ = read_text(text.encode(), name)
    return [told.text for passage in found.passages for told in passage.told]


def test_three_sentences_that_ask_are_enough_if_they_are_half_of_all() -> None:
    assert mostly_asks([ASKS, TALKS, ASKS, TALKS, ASKS, TALKS])
    assert not mostly_asks([ASKS, ASKS])
    assert not mostly_asks([ASKS, TALKS, TALKS, ASKS, TALKS, TALKS, ASKS])


def test_a_stretch_goes_from_one_heading_or_kind_to_the_next() -> None:
    first, second, item = Block("text", "One.", 2), Block("text", "Two.", 3), Block("item", "Three.", 4)
    stretches = stretches_of([Block("heading", "A", 1), first, second, item, Block("heading", "B", 5)])
    assert stretches == {first: [first, second], second: [first, second], item: [item]}


@pytest.mark.parametrize("heading", ["How it's done", "Safety", "FAQ", "Good to know", "Important", "Common mistakes"])
def test_a_heading_does_not_swallow_a_paragraph_of_steps(heading: str) -> None:
    text = f"# Warm hands\n\nMany people have cold hands.\n\n## {heading}\n\n{STEPS}\n"
    assert len(told_in(text, "a.md")) == 5


def test_warnings_are_over_where_steps_begin_without_a_heading() -> None:
    warning = "Do not do this with a broken finger."
    found, _ = read_text(f"WARM HANDS\n\nWARNING\n{warning}\n\n{STEPS}\n".encode(), "a.txt")
    assert [told.text for _, told in found.warnings] == [warning]
    assert sum(len(passage.told) for passage in found.passages) == 5


def test_talk_under_such_a_heading_stays_left_out() -> None:
    talk = "It warms the hands. Nurses have used it for years. Many people sleep better."
    assert len(told_in(f"# Warm hands\n\n{STEPS}\n\n## Good to know\n\n{talk}\n", "a.md")) == 5


def test_a_box_of_steps_beside_a_long_text_belongs_to_it() -> None:
    talk = "<p>Cold hands are common in winter, and nobody quite knows why some have them more than others.</p>" * 9
    page = f"<html><body><h1>Hands</h1><main>{talk}</main><div class='widget'><p>{STEPS}</p></div></body></html>"
    assert len(told_in(page, "a.html")) == 5


def test_links_that_look_like_requests_do_not_belong_to_the_text() -> None:
    links = "".join(f"<li><a href='#'>{link}</a></li>" for link in ("Stretch your hips", "Relax your neck", "Sit tall"))
    page = f"<html><body><h1>Hands</h1><p>{STEPS}</p><aside><ul>{links}</ul></aside></body></html>"
    assert len(told_in(page, "a.html")) == 5


def test_what_would_be_refused_is_read_by_the_classifier_alone() -> None:
    lines = "\n".join(f"<li>{line.strip()}</li>" for line in STEPS.rstrip(".").split("."))
    page = (
        f"<html><body><h1>Hands</h1><div class='widget'><ul>{lines}</ul></div>{'<p>Hello, all.</p>' * 40}</body></html>"
    )
    assert len(told_in(page, "a.html")) == 5
