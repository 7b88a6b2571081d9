"""What stands around the text: a box beside it may warn, who wrote it heads nothing, a subtitle is no section."""

from __future__ import annotations

import pytest

from coach.draft.reading.read_text import read_text
from coach.draft.reading.replies import is_imprint

pytestmark = pytest.mark.unit

STEPS = "Sit down. Rub your hands together. Stroke the left hand ten times."


def test_a_box_beside_the_text_warns() -> None:
    box = "<aside><p>If the skin turns red, stop and see your doctor.</p><p>Share this page.</p></aside>"
    found, _ = read_text(f"<html><body><h1>Hands</h1><p>{STEPS}</p>{box}</body></html>".encode(), "a.html")
    assert [told.text for _, told in found.warnings] == ["If the skin turns red, stop and see your doctor."]


def test_a_line_of_who_wrote_it_heads_nothing() -> None:
    found, _ = read_text(f"# Hands\n\n*Posted by Ann on 4 May · 12 comments*\n\n{STEPS}\n".encode(), "a.md")
    assert len(found.passages) == 1
    assert found.passages[0].heading == ""


def test_the_title_ends_what_stands_above_it() -> None:
    found, _ = read_text(f"### Newsletter No. 3\n\nDear friends,\n\n# Warm hands\n\n{STEPS}\n".encode(), "a.md")
    assert found.title == "Warm hands"
    assert found.passages


def test_the_only_heading_of_its_level_right_under_the_title_is_no_section() -> None:
    found, _ = read_text(f"# Hands\n\n### What the winner does\n\n{STEPS}\n".encode(), "a.md")
    assert found.passages


@pytest.mark.parametrize("line", ["Words: Ann Roe. Pictures: Tom Fry.", "Last updated: 9 May", "7 minutes to read"])
def test_who_made_a_text_and_when_is_its_imprint(line: str) -> None:
    assert is_imprint(line)


@pytest.mark.parametrize("line", ["Words of welcome", "By the bed", "Pictures in the mind", "7 minutes of rest"])
def test_a_heading_is_no_imprint(line: str) -> None:
    assert not is_imprint(line)
