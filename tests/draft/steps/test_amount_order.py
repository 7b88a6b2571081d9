from __future__ import annotations

import pytest

from coach.draft.english.quantities import quantities_in
from coach.draft.steps.amount_order import comes_after, is_named_rest, leaves_them

pytestmark = pytest.mark.unit


def is_next(text: str, before: str) -> bool:
    return comes_after(text, quantities_in(text), [quantities_in(before)])


def test_an_amount_behind_another_of_its_kind_is_of_something_that_comes_after() -> None:
    assert is_next("Then the other way, another ten.", "Roll both shoulders back, ten of them.")
    assert is_next("And a minute's quiet.", "Say it three times.")
    assert is_next("On the fifth one stay open for five seconds.", "Open and close, five times.")
    assert is_next("Breather: 45 seconds.", "Twelve squats.")


def test_what_each_of_them_takes_does_not_come_after_them() -> None:
    assert not is_next("Five seconds each.", "Lift the arms ten times.")
    assert not is_next("And hold each time for 5 seconds.", "Lift the arms ten times.")
    assert not is_next("Rest: 45 seconds.", "3 sets of 10.")


def test_what_is_done_after_each_of_several_leaves_them() -> None:
    text = "Then just hold the foot for a minute."
    assert leaves_them(text, quantities_in(text))
    text = "Then pull it for three seconds."
    assert not leaves_them(text, quantities_in(text))


def test_a_rest_has_a_name() -> None:
    assert [text for text in ("Breather: 45 seconds.", "Another thirty off.", "Rest.") if not is_named_rest(text)] == []
    assert not is_named_rest("Take your hands off.")
