"""Boxes, letters and Roman numbers make numbered items."""

from __future__ import annotations

import pytest

from coach.draft.text.plain_text import blocks_of_text

pytestmark = pytest.mark.unit


def _numbered(text: str) -> list[tuple[str, int | None]]:
    return [(block.text, block.number) for block in blocks_of_text(text)]


@pytest.mark.parametrize("box", ["[ ]", "[x]", "☐", "( )", "- [ ]", "____"])
def test_three_boxes_in_a_row_are_numbered(box: str) -> None:
    text = f"{box} Far rail up\n{box} Near knee bent\n{box} Bell in reach"
    assert _numbered(text) == [("Far rail up", 1), ("Near knee bent", 2), ("Bell in reach", 3)]


def test_a_single_box_has_no_number() -> None:
    assert _numbered("[ ] I agree to the terms") == [("I agree to the terms", None)]


@pytest.mark.parametrize(("first", "second"), [("A.", "B."), ("I.", "II."), ("IV)", "V)")])
def test_letters_that_follow_each_other_are_numbers(first: str, second: str) -> None:
    found = _numbered(f"{first} Seated, card in hand.\n\n{second} As before, but nod.")
    assert [text for text, _ in found] == ["Seated, card in hand.", "As before, but nod."]
    assert found[1][1] == (found[0][1] or 0) + 1


def test_an_initial_is_no_number() -> None:
    assert _numbered("A. Kowalska wrote this.\n\nShe lives in Leeds.")[0] == ("A. Kowalska wrote this.", None)
