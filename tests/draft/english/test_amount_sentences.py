from __future__ import annotations

import pytest

from coach.draft.english.amount_sentences import is_bare_amount, is_more_to_do, stays_for_a_time

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Seven minutes is plenty.",
        "Twelve in all, as slowly as you like.",
        "Palms to the heat, fingers loose, two full minutes.",
        "Then a good half minute of nothing at all.",
        "Ten more of these with the thumbs tucked in.",
        "Now twice as slowly, three times.",
        "Half circles now, six of them please.",
        "Heels down, 3 x 40 seconds.",
        "A few minutes with the feet up.",
        "Back down for another forty-five seconds.",
    ],
)
def test_an_amount_with_a_clause_of_its_own_asks_for_what_stands_beside_it(text: str) -> None:
    assert is_bare_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two of my patients swear by it, five times a day.",
        "Rub for five minutes.",
        "Running time: 18 minutes.",
        "Sixty minutes, 50 euros.",
        "Three weeks, ten minutes daily.",
        "Ten minutes with good attention count for more than an hour.",
        "After that it is done, within 5 minutes.",
    ],
)
def test_what_tells_of_something_is_no_amount_to_do(text: str) -> None:
    assert not is_bare_amount(text)


def test_what_was_put_somewhere_stays_there_for_a_time() -> None:
    assert stays_for_a_time("It stays there a quarter of an hour.")
    assert stays_for_a_time("The flannel goes on the forehead for some three minutes.")
    assert not stays_for_a_time("It usually stays warm for ten minutes.")
    assert not stays_for_a_time("It stays soft.")


def test_a_bare_amount_is_done_by_itself_unless_it_is_a_figure_or_a_comment() -> None:
    assert is_more_to_do("Then ten of these with the thumbs in.")
    assert not is_more_to_do("Ten times.")
    assert not is_more_to_do("Ten minutes is plenty.")
