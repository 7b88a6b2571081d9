from __future__ import annotations

import pytest

from coach.draft.reading.breath_lines import with_breaths
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


def said_of(*lines: str) -> list[str]:
    return [block.text for block in with_breaths([Block("text", line, place) for place, line in enumerate(lines, 1)])]


def test_the_lines_of_one_breath_are_one_paragraph() -> None:
    lines = ("Breathe in: 4 seconds", "Hold: 4 seconds", "Breathe out: 6 seconds", "6 rounds")
    assert said_of(*lines) == ["Breathe in: 4 seconds. Hold: 4 seconds. Breathe out: 6 seconds.", "6 rounds"]


def test_other_lines_with_figures_stay_apart() -> None:
    lines = ("Neck: 2 minutes", "Shoulders: 3 minutes", "Hold: 4 seconds")
    assert said_of(*lines) == list(lines)


def test_numbered_lines_stay_apart_for_those_who_repeat_them() -> None:
    blocks = [Block("item", "Breathe in for 4", 1, number=1), Block("item", "Breathe out for 6", 2, number=2)]
    assert list(with_breaths(blocks)) == blocks
