from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Said = Callable[..., list[tuple[int, str, str]]]
RULE = "unsaid-amount"


@pytest.mark.parametrize(
    "amount", ["3×10", "3 × 10", "10–15", "20÷4", "≥ 5", "≤5", "~5", "±2", "−5", "½", "1½", "2 ¼", "1,5–2,5"]
)
def test_a_sign_in_a_language_without_words_of_its_own_is_told(said: Said, amount: str) -> None:
    message = f"a voice may leave the sign in “{amount}” unsaid in 'sv'"
    assert said(RULE, f"Upprepa {amount} nu.", "sv") == [(9, message, "say it in words")]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it", "nl", "pt", "pt-BR"])
def test_a_sign_in_a_language_with_words_is_said(said: Said, language: str) -> None:
    assert said(RULE, "3×10, 10–15, 20÷4, ≥ 5, ~5, −5, 1½.", language) == []


@pytest.mark.parametrize("amount", ["90″", "5′", '30"', "2'", "30''", "1.5′", "90”", "5’"])
@pytest.mark.parametrize("language", ["en", "de", "sv"])
def test_one_mark_behind_a_number_is_told_in_every_language(said: Said, amount: str, language: str) -> None:
    hint = "write the word: seconds, minutes, inches or feet"
    message = f"“{amount}” is said as inches or feet, or without its unit"
    assert said(RULE, f"Hold {amount} now.", language) == [(6, message, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "Hold it for 5′30″ now, or for 5' 30\" then.",
        "Count “to 10” and say \"ten to 10\", or ‘about 10’, or 'about 10'.",
        "It is from the 1990's, in '90.",
        "Upp 5-10 gånger, 50 %, 37 °C, 2024-10-12.",
    ],
)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_prose_has_no_such_sign(said: Said, text: str, language: str) -> None:
    assert said(RULE, text, language) == []
