from __future__ import annotations

import pytest

from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.misaki_alphabet import misaki_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("ipa", "letters"),
    [
        ("ˈaɪ", "ˈI"),
        ("ˈdeɪ", "dˈA"),
        ("ˈɡoʊ", "ɡˈO"),
        ("ˈnaʊ", "nˈW"),
        ("ˈdʒɔɪ", "ʤˈY"),
        ("t͡ʃiːz", "ʧiz"),
        ("ˈnɝs", "nˈɜɹs"),
        ("ˈnɜːrs", "nˈɜɹs"),
        ("ˈfɪŋɡɚ", "fˈɪŋɡəɹ"),
        ("ˈbʌtn̩", "bˈʌtᵊn"),
        ("gɑːrdən", "ɡɑɹdən"),
    ],
)
def test_sounds_have_misaki_s_letters(ipa: str, letters: str) -> None:
    assert misaki_of(ipa) == letters


@pytest.mark.parametrize(("ipa", "letters"), [("məˈsɑːʒ", "məsˈɑʒ"), ("ˌstrɛŋθ", "stɹˌɛŋθ"), ("ˌɪnˈsaɪd", "ˌɪnsˈId")])
def test_the_stress_stands_before_the_vowel(ipa: str, letters: str) -> None:
    assert misaki_of(ipa) == letters


def test_several_words_stay_several() -> None:
    assert misaki_of(" ˈʃaɪ.nə  ˈsɒ.nə ") == "ʃˈInə sˈɑnə"


def test_a_sound_that_english_has_not_nor_anything_near_is_told() -> None:
    with pytest.raises(Unspeakable, match="“ǃ of /ǃaɪ/”"):
        misaki_of("ǃaɪ")
