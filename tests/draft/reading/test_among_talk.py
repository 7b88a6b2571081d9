"""A request that stands alone in a paragraph of talk is left out; one with an amount or a part of the body is kept."""

from __future__ import annotations

import pytest

from coach.draft.reading.read_text import read_text

pytestmark = pytest.mark.unit

STEPS = "Sit down. Rub your hands together. Stroke the left hand ten times. Wipe it with the towel."


def told_in(text: str) -> list[str]:
    """Return the sentences that are told of a text."""
    found, _ = read_text(text.encode(), "a.txt")
    return [told.text for passage in found.passages for told in passage.told]


def test_a_request_among_talk_behind_the_steps_is_left_out() -> None:
    told = told_in(f"{STEPS}\n\nMornings are best. Moisturise at night instead. My mother swears by it.\n")
    assert "Moisturise at night instead." not in told
    assert "Sit down." in told


def test_a_request_with_an_amount_is_told_though_talk_stands_around_it() -> None:
    text = f"{STEPS}\n\nIt looks odd. Everybody says so. Shake your hands out for ten seconds.\n"
    assert told_in(text)[-1] == "Shake your hands out for ten seconds."


def test_a_text_that_has_nothing_but_such_paragraphs_keeps_its_requests() -> None:
    assert told_in("It is an old game. Clap your hands. Children have always loved it.\n") == ["Clap your hands."]


def test_what_is_to_be_worn_stays_among_the_needs() -> None:
    text = f"We meet in the hall. Wear flat shoes. There is tea afterwards.\n\n{STEPS}\n"
    found, _ = read_text(text.encode(), "a.txt")
    assert any(need.text.endswith("flat shoes") for need in found.needs)
