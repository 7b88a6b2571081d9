"""An item stands among others of its list; one without a number ends a list that has numbers."""

from __future__ import annotations

import pytest

from coach.draft.reading.list_items import ListItems
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit

BOWL, TOWEL = Block("item", "A bowl", 1), Block("item", "A towel", 2)
NUMBERED = Block("item", "Sit down", 3, number=1)


def test_an_item_is_listed_beside_another() -> None:
    items = ListItems()
    assert [items.is_listed(BOWL), items.is_listed(TOWEL)] == [False, True]


def test_a_heading_comes_between() -> None:
    items = ListItems()
    items.is_listed(BOWL)
    items.interrupt()
    assert not items.is_listed(TOWEL)


def test_a_number_begins_another_list() -> None:
    items = ListItems()
    assert [items.ends_list(BOWL), items.ends_list(TOWEL), items.ends_list(NUMBERED)] == [False, False, True]
