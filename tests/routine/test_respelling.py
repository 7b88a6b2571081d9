from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.folders import LIBRARY
from coach.routine.respelling import CONSONANTS, LONG_VOWELS, SHORT_VOWELS, respelling_ipa

pytestmark = pytest.mark.unit

TABLE = (LIBRARY.parent / "cli" / "language.md").read_text("utf-8").partition("## Pronunciation")[2].partition("## ")[0]


@pytest.mark.parametrize(
    ("respelling", "ipa"),
    [
        ("ray-NOH", "ɹeɪnˈoʊ"),
        ("shee-AHT-soo", "ʃiˈɑtsu"),
        ("high-poh-THEE-nar", "haɪpoʊθˈinɑɹ"),
        ("duh kair-VAN", "də kɛɹvˈæn"),
        ("FING-ger", "fˈɪŋɡəɹ"),
        ("LET-er", "lˈɛtəɹ"),
        ("her", "hˈɜɹ"),
        ("VIZH-uhn", "vˈɪʒən"),
        ("CHAHK-ruh", "tʃˈɑkɹə"),
        ("klohz", "klˈoʊz"),
        ("KLOHZ", "klˈoʊz"),
        ("yooz", "jˈuz"),
        ("eye", "ˈaɪ"),
        ("oh-KAY", "oʊkˈeɪ"),
        ("strengths", "stɹˈɛŋθs"),
    ],
)
def test_a_respelling_says_how_a_word_is_said(respelling: str, ipa: str) -> None:
    assert respelling_ipa(respelling) == ipa


@pytest.mark.parametrize(
    ("respelling", "message", "hint"),
    [
        ("raynoh", "'raynoh' cannot be read as one syllable", "such as 'ray-NOH'"),
        ("ray-noh", "'ray-noh' has no syllable in capitals", "write the stressed one so"),
        ("RAY-NOH", "'RAY-NOH' has more than one syllable in capitals", "only the stressed one"),
        ("Ray-NOH", "'Ray' is in small letters and in capitals", "capitals tell the stress"),
        ("RAY-na", "'na' cannot be read as one syllable", "'a' needs a consonant behind it; write 'nah', 'nay', 'nuh'"),
        ("noh-NA", "'NA' cannot be read as one syllable", "'a' needs a consonant behind it; write 'NAH', 'NAY', 'NUH'"),
        ("my-OH", "'my' cannot be read as one syllable", "such as 'ray-NOH'"),
        ("cat", "'cat' cannot be read as one syllable", "such as 'ray-NOH'"),
        ("ray--NOH", "'' cannot be read as one syllable", "such as 'ray-NOH'"),
        ("ɹeɪ", "'ɹeɪ' cannot be read as one syllable", "such as 'ray-NOH'"),
        ("⟦a|b⟧", "'⟦a|b⟧' cannot be read as one syllable", "such as 'ray-NOH'"),
    ],
)
def test_a_respelling_without_a_certain_meaning_is_told(respelling: str, message: str, hint: str) -> None:
    with pytest.raises(ValueError, match="'") as caught:
        respelling_ipa(respelling)
    told, remedy = caught.value.args
    assert told == message
    assert remedy.startswith(hint)


def test_the_table_of_the_language_has_every_vowel() -> None:
    cells = [cell.strip() for line in TABLE.splitlines() if line.startswith("| ") for cell in line.split("|")[1::2]]
    written = {spelling for cell in cells for spelling in cell.split(", ")} - {"", "written"}
    assert written == {*SHORT_VOWELS, *LONG_VOWELS}


def test_no_letter_that_the_language_denies_is_a_consonant() -> None:
    assert not {"c", "q"} & set(CONSONANTS)
    assert {"g", "j", "ch", "sh", "th", "dh", "zh", "ng", "kh"} <= set(CONSONANTS)


@given(st.lists(st.sampled_from([*LONG_VOWELS]), min_size=2, max_size=4), st.data())
def test_syllables_are_read_one_by_one(vowels: list[str], data: st.DataObject) -> None:
    loud = data.draw(st.integers(0, len(vowels) - 1))
    syllables = [f"b{vowel}".upper() if place == loud else f"b{vowel}" for place, vowel in enumerate(vowels)]
    ipa = respelling_ipa("-".join(syllables))
    assert ipa.count("b") == len(vowels)
    assert re.sub("ˈ", "", ipa).startswith("b")
    assert ipa.count("ˈ") == 1
