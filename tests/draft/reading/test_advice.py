from __future__ import annotations

import pytest

from coach.draft.reading.advice import items_of_advice
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


def items(*texts: str) -> list[Block]:
    return [Block("item", text, line) for line, text in enumerate(texts, 1)]


def test_a_list_of_which_most_is_for_other_days_is_advice() -> None:
    listed = items("Cut down on coffee.", "Take the stairs.", "Bend your knees when you lift the washing.")
    assert items_of_advice(listed) == set(listed)


@pytest.mark.parametrize(
    "texts",
    [
        ("Sit down.", "Breathe out.", "Take the stairs."),
        ("Cut down on coffee.",),
        ("Cut down on coffee.", "Take the stairs.", "Hold it for 20 seconds."),
    ],
)
def test_a_list_of_steps_is_none(texts: tuple[str, ...]) -> None:
    assert not items_of_advice(items(*texts))
