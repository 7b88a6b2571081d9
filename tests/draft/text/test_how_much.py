from __future__ import annotations

import pytest

from coach.draft.text.how_much import has_measure, is_amount_first

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text", ["two towels", "3–4 drops of oil", "½ cup salt", "ein Tuch", "un poco de aceite", "5g tea"]
)
def test_a_line_begins_with_how_much(text: str) -> None:
    assert is_amount_first(text)


@pytest.mark.parametrize("text", ["Towels", "Ankle circles", "12.30", "anger", "Eine", ""])
def test_a_line_begins_with_something_else(text: str) -> None:
    assert not is_amount_first(text)


def test_a_measure_is_no_time() -> None:
    assert has_measure("oolong: 5 g")
    assert has_measure("Salz, 2 EL")
    assert not has_measure("hold for 5 s")
    assert not has_measure("20 minutes")
