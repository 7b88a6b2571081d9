from __future__ import annotations

import pytest

from coach.draft.english.named_exercises import names_exercise

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("word", "plain"), [("plank", "side plank 20 s per side"), ("crunches", "15 crunches")])
def test_an_exercise_beside_an_amount_is_a_step(word: str, plain: str) -> None:
    assert names_exercise(word, plain)


@pytest.mark.parametrize(
    ("word", "plain"), [("gently", "gently 20 s"), ("total", "total: 20 s"), ("strokes", "5 strokes")]
)
def test_a_word_that_only_says_how_names_none(word: str, plain: str) -> None:
    assert not names_exercise(word, plain)
