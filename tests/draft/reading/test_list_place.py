from __future__ import annotations

import pytest

from coach.draft.reading.block_facts import gives_figures_for_all
from coach.draft.reading.list_place import ListPlace
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text", ["45 seconds of work and 15 of rest at each station", "Eight of each, unless it says otherwise."]
)
def test_a_line_may_say_how_long_or_how_often_each_item_is_done(text: str) -> None:
    assert gives_figures_for_all(text)


@pytest.mark.parametrize("text", ["Each of them has a name.", "Hold it for 20 seconds.", "Ten minutes each day."])
def test_what_has_no_figures_or_is_not_for_each_item_does_not(text: str) -> None:
    assert not gives_figures_for_all(text)


def test_figures_for_all_hold_up_to_the_next_heading() -> None:
    place = ListPlace()
    place.enter(Block("text", "8 repetitions of each.", 1))
    place.enter(Block("item", "Wall squats", 2))
    place.enter(Block("text", "Now on the mat.", 3))
    assert place.for_all
    place.enter(Block("heading", "Afterwards", 4))
    assert not place.for_all
