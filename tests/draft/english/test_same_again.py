from __future__ import annotations

import pytest

from coach.draft.english.same_again import asks_the_same

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "calves, same thing",
        "Thighs and butt, same.",
        "Same with the jaw.",
        "the same for your shoulders",
        "then under the eyes, out to the temples, same again",
    ],
)
def test_the_same_is_asked_for_with_another_part(text: str) -> None:
    assert asks_the_same(text)


@pytest.mark.parametrize("text", ["It is the same for everybody.", "We all sit the same way.", "Hold the same leg."])
def test_what_is_but_alike_asks_for_nothing(text: str) -> None:
    assert not asks_the_same(text)
