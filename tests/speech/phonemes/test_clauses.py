from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.phonemes.clauses import clauses_of, sentences_of

pytestmark = pytest.mark.unit

TEXTS = st.lists(
    st.sampled_from(
        ["Rest", "now", "e.g.", "Dr.", ".", ",", "!", "…", " ", "\n\n", "–", "—", "“", "”", "3.5", "⟦a. b|c⟧"]
    )
).map("".join)


@given(TEXTS)
def test_sentences_and_their_clauses_are_the_text_again(text: str) -> None:
    assert "".join(clause for sentence in sentences_of(text) for clause in clauses_of(sentence)) == text


@given(TEXTS)
def test_no_piece_but_the_first_is_signs_alone(text: str) -> None:
    assert all(any(map(str.isalnum, sentence)) for sentence in sentences_of(text)[1:])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Breathe in. And out.", 2),
        ("“Good?” she asks. Then rest!", 2),
        ("Wait… and breathe. Then 3.5 more.", 2),
        ("Rest, e.g. with Dr. Smith, at 10 a.m. or later.", 1),
        ("Das ist, d. h. das war, z. B. die Hand.", 1),
        ("Take vitamin C. Then rest.", 2),
        ("One thing\n\nAnother thing", 2),
        ("手。好！", 2),
        ("No. Never.", 2),
        ("Say ⟦St. A. Bee|ˈbiː⟧ now.", 1),
        ("...", 1),
        ("", 0),
    ],
)
def test_a_text_has_its_sentences(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Breathe in, and let go – slowly.", ["Breathe in, ", "and let go – ", "slowly."]),
        ("Now: one; two—three - four", ["Now: ", "one; ", "two—", "three - ", "four"]),
        ("For 1,000 well-known, 10–15 steps", ["For 1,000 well-known, ", "10–15 steps"]),
        ("The ⟦hot, dog|ˈhɑt⟧ sits, still", ["The ⟦hot, dog|ˈhɑt⟧ sits, ", "still"]),
    ],
)
def test_a_sentence_has_its_clauses(sentence: str, clauses: list[str]) -> None:
    assert clauses_of(sentence) == clauses
