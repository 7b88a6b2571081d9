"""A condition on a line of its own warns with what stands under it, and a line that forbids leads in its list."""

from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.reading.consequences import with_consequences
from coach.draft.reading.read_text import read_text
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


def texts_of(*blocks: Block) -> list[str]:
    return [block.text for block in with_consequences(blocks)]


def test_a_condition_is_one_sentence_with_what_ends_the_exercise() -> None:
    under = Block("text", "Stop. Do not hold the foot.", 2)
    assert texts_of(Block("heading", "If she frowns", 1), under) == ["If she frowns: Stop. Do not hold the foot."]


def test_a_condition_above_a_step_stays_a_heading() -> None:
    blocks = Block("heading", "If you have more time", 1), Block("text", "Stroke the other hand.", 2)
    assert texts_of(*blocks) == [block.text for block in blocks]


def test_the_last_block_is_kept() -> None:
    assert texts_of(Block("text", "If she frowns", 1)) == ["If she frowns"]


def test_what_forbids_above_a_list_is_said_with_each_of_its_items() -> None:
    listed = "Do not rinse\n- with a blocked ear,\n- after surgery."
    text = f"RINSING\n\n{listed}\n\nBend over the basin. Let the water run.\n"
    drafted = draft_routine(text.encode(), "a.txt")
    assert "Do not rinse with a blocked ear." in drafted
    assert "title: RINSING" in drafted


def test_the_letter_o_is_a_bullet_with_a_gap_behind_it() -> None:
    text = "Warm hands\n\n o  Rub your hands together.\n o  Shake them out.\n"
    found, _ = read_text(text.encode(), "a.txt")
    assert [told.text for passage in found.passages for told in passage.told] == [
        "Rub your hands together.",
        "Shake them out.",
    ]
