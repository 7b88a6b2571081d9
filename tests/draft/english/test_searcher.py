from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.draft.english.patterns import alternatives
from coach.draft.english.searcher import Searcher, letters_of

pytestmark = pytest.mark.property

SEARCHED = [
    each
    for name in ("health", "mind", "danger", "stop", "furniture", "condition-open-wounds", "unlisted-health")
    for each in alternatives(name).split("|")
    if each.isalpha()
]


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        ("sharp pains?", "sharp pain"),
        ("(?:knee|hip) replacement", " replacement"),
        (r"\bgp\b", ""),
        ("one|other", ""),
        ("colou?r blind", "r blind"),
        (r"back to (?:the )?(?:index|home)", "back to "),
        (r"\bcracked", "cracked"),
    ],
)
def test_letters_stand_in_whatever_is_matched(expression: str, letters: str) -> None:
    assert letters_of(expression) == letters


@given(st.sampled_from(SEARCHED), st.text(max_size=9))
def test_a_search_finds_what_its_expressions_match(word: str, around: str) -> None:
    text = f"{around} {word.upper()} {around}"
    assert Searcher(SEARCHED).search(text) == bool(re.search("|".join(SEARCHED), text, re.IGNORECASE))
