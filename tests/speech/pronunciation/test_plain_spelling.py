from __future__ import annotations

import re

import pytest

from coach.routine.ipa import CONSONANTS, VOWELS, broad_ipa
from coach.routine.respelling import respelling_ipa
from coach.speech.pronunciation.plain_spelling import plain_spelling

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("ipa", "letters"),
    [
        ("ɹeɪnˈoʊ", "raynoh"),
        ("də kɛɹvˈæn", "duh kairvan"),
        ("klˈoʊz", "klohz"),
        ("tʃˈɑkɹə", "chahkruh"),
        ("lˈɛtəɹ", "leter"),
        ("ʒˈɑ\N{COMBINING TILDE}", "zhahn"),
    ],
)
def test_ipa_has_letters_that_are_read_nearly_so(ipa: str, letters: str) -> None:
    assert plain_spelling(ipa) == letters


@pytest.mark.parametrize("sign", [*VOWELS, *CONSONANTS])
def test_every_sign_that_can_be_written_has_letters(sign: str) -> None:
    assert re.fullmatch("[a-z]*", plain_spelling(broad_ipa(f"{sign}a")))


@pytest.mark.parametrize("respelling", ["ray-NOH", "thee-NAR", "shee-AHT-soo", "FOY-er", "yooz"])
def test_a_respelling_comes_back_in_one_piece(respelling: str) -> None:
    assert plain_spelling(respelling_ipa(respelling)) == respelling.replace("-", "").lower()
