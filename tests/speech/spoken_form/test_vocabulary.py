"""The files of words: each language has what the rules ask for, and one without a file is not spoken for."""

from __future__ import annotations

import pytest

from coach.speech.spoken_form import spoken_form
from coach.speech.spoken_form.vocabulary import vocabulary_of
from tests.speech.spoken_form.test_spoken_form import LANGUAGES

pytestmark = pytest.mark.unit

ROLES = [
    *(
        "decimal",
        "minus",
        "plus or minus",
        "±",
        "+",
        "&",
        "=",
        "at",
        "or",
        "about",
        "less",
        "more",
        "at most",
        "at least",
    ),
    *(
        "degrees",
        "number",
        "section",
        "per",
        "to",
        "ratio",
        "times",
        "divided by",
        "over",
        "out of",
        "range",
        "and part",
    ),
    *("part of one", "times of a rate", "conjunctions", "one", "%", "‰", "§"),
]
SYMBOLS = ["mm", "cm", "m", "km", "m²", "g", "kg", "ml", "l", "s", "sec", "min", "h", "°C", "°F", "°", "%", "″"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_that_rules_ask_for(language: str) -> None:
    vocabulary = vocabulary_of(language)
    assert vocabulary
    assert [role for role in ROLES if not vocabulary.word(role)] == []
    assert [symbol for symbol in SYMBOLS if symbol not in vocabulary.unit_of] == []
    assert [sign for sign in "€$£¥" if sign not in vocabulary.currency_of] == []
    assert {"alone", "m"} <= vocabulary.half.keys()
    assert {"alone", "m"} <= vocabulary.and_half.keys()
    assert {"time", "full"} <= vocabulary.clock.keys()
    assert "many" in vocabulary.repetitions
    assert [symbol for symbol in vocabulary.bare_units.split() if symbol not in vocabulary.unit_of] == []


def test_a_region_changes_numbers_where_people_count_otherwise() -> None:
    assert spoken_form("16", "pt") == "dezasseis"
    assert spoken_form("16", "pt-BR") == "dezesseis"
    assert spoken_form("70", "fr") == "soixante-dix"
    assert spoken_form("70", "fr-CH") == "septante"
    assert spoken_form("70 cm", "en-GB") == spoken_form("70 cm", "en-XX") == "seventy centimetres"


def test_a_language_without_words_leaves_out_what_nobody_says_in_any_language() -> None:
    assert vocabulary_of("pl") is None
    assert vocabulary_of("../en") is None
    assert spoken_form("- **Ręce** 5 cm 😊 https://example.org/5", "pl") == "Ręce 5 cm"


@pytest.mark.parametrize("text", ["😊", "https://example.org/5", "**", "(www.example.org)", "™"])
def test_what_says_nothing_leaves_nothing(text: str) -> None:
    assert spoken_form(text, "en") == ""
