from __future__ import annotations

import pytest

from coach.routine.ipa import broad_ipa

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ɹeɪˈnoʊ", "ɹeɪnˈoʊ"),
        ("ɹeɪnˈoʊ", "ɹeɪnˈoʊ"),
        ("ˈstɹɛŋθ", "stɹˈɛŋθ"),
        ("ˌɛfləˈɹɑːʒ", "ˌɛfləɹˈɑːʒ"),
        ("də kɛɹˈvæn", "də kɛɹvˈæn"),
    ],
)
def test_a_stress_stands_before_its_vowel_wherever_it_was_typed(typed: str, kept: str) -> None:
    assert broad_ipa(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("kloʊz", "klˈoʊz"), ("taɪ tʃi", "tˈaɪ tʃˈi"), ("ʒɑ̃", "ʒˈɑ̃"), ("naːdi", "naːdi"), ("də ˈliː", "də lˈiː")],
)
def test_where_no_stress_is_typed_a_word_with_one_vowel_has_it(typed: str, kept: str) -> None:
    assert broad_ipa(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("'t͡ʃiː", "tʃˈiː"),
        ("ˈgo", "ɡˈo"),
        ("ˈʤæm", "dʒˈæm"),
        ("ˈa.na", "ˈana"),
        ("ˈlɛtɚ", "lˈɛtəɹ"),
        ("ˈi\N{LATIN SMALL LETTER C WITH CEDILLA}", "ˈiç"),
        ("ˈ\N{LATIN SMALL LETTER A WITH TILDE}n", "ˈa\N{COMBINING TILDE}n"),
        ("  ˈa   ˈo ", "ˈa ˈo"),
    ],
)
def test_signs_that_mean_the_same_are_kept_as_one(typed: str, kept: str) -> None:
    assert broad_ipa(typed) == kept


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("ɹeɪ5noʊ", "/ɹeɪ5noʊ/ has no such sign in broad IPA: '5' (U+0035)"),
        ("RAY", "/RAY/ has no such sign in broad IPA: 'R' (U+0052), 'A' (U+0041), 'Y' (U+0059)"),
        ("a⟦b", "/a⟦b/ has no such sign in broad IPA: '⟦' (U+27E6)"),
        ("kl", "/kl/ has a word without a vowel"),
        ("a kl", "/a kl/ has a word without a vowel"),
        ("", "// has a word without a vowel"),
        ("noʊˈ", "/noʊˈ/ has a stress with no vowel after it"),
        ("ˈˌa", "/ˈˌa/ has a stress with no vowel after it"),
    ],
)
def test_what_cannot_be_said_is_told(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match="/") as caught:
        broad_ipa(typed)
    assert caught.value.args[0] == message
    assert caught.value.args[1]


def test_what_is_kept_is_kept_again() -> None:
    for typed in ("ɹeɪˈnoʊ", "kloʊz", "'t͡ʃiːz", "ˈbʌtn̩", "taɪ tʃi"):
        assert broad_ipa(broad_ipa(typed)) == broad_ipa(typed)
