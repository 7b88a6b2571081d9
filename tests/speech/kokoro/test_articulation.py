from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.kokoro.articulation import articulated_length

pytestmark = pytest.mark.property

WORDS = st.lists(st.text(st.sampled_from("abcdeéßñ"), min_size=1, max_size=12), min_size=1, max_size=30)


@given(WORDS, WORDS)
def test_more_words_take_longer(words: list[str], more: list[str]) -> None:
    assert 0 < articulated_length(" ".join(words)) < articulated_length(" ".join([*words, *more]))


@given(WORDS)
def test_it_is_as_quick_as_people_speak_and_no_quicker(words: list[str]) -> None:
    text = " ".join(words)
    per_letter = articulated_length(text) / sum(map(len, words))
    assert 30 < per_letter < 1_500
