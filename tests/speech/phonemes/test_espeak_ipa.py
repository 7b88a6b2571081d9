from __future__ import annotations

import pytest

from coach.errors import MissingPart
from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.espeak_ipa import espeak_phonemes, misaki_of_espeak

pytestmark = pytest.mark.unit
pytest.importorskip("espeakng_loader")


@pytest.mark.parametrize(
    ("language", "text", "ipa"),
    [
        ("es", "Respira, ¿listo?", "respˈiɾa, lˈisto?"),
        ("fr-FR", "Respirez « oui ».", "ʁɛspiʁˈe “wˈi”."),
        ("it", "La pizza - sì", "la pˈit͡sːa — sˈiː"),
        ("pt", "Não… (mãos)", "nˈɐ̃͡ʊ̃… (mˈɐ̃͡ʊ̃s)"),
        ("de", "Atme „ein“; aus.", "ˈatmə “ˈa͡ɪn”; ˈa͡ʊs."),
    ],
)
def test_a_text_has_the_sounds_of_its_language_and_its_own_signs(language: str, text: str, ipa: str) -> None:
    assert espeak_phonemes(text, language) == ipa


def test_a_word_of_another_language_leaves_no_mark_of_the_switch() -> None:
    assert espeak_phonemes("le weekend", "fr") == "lə wiːkˈɛnd"


def test_a_marked_word_has_its_own_sounds() -> None:
    assert espeak_phonemes("die ⟦Schultern|ʃˈʊltɐn⟧, ja", "de") == "diː ʃˈʊltɐn, jˈɑː"


def test_a_mark_without_a_sound_is_refused() -> None:
    with pytest.raises(Unspeakable, match="“Schultern”"):
        espeak_phonemes("die ⟦Schultern| ⟧, ja", "de")


def test_decimals_are_spoken_and_a_range_of_digits_is_refused() -> None:
    assert espeak_phonemes("3,5 cosas", "es") == "tɾˈes koma θˈinko kˈosas"
    for dash in "–-":
        with pytest.raises(Unspeakable, match=f"“{dash}”"):
            espeak_phonemes(f"10{dash}15 cosas", "es")


def test_a_language_that_espeak_does_not_know_is_told() -> None:
    with pytest.raises(MissingPart, match="no rules for 'tlh'"):
        espeak_phonemes("nuqneH", "tlh")


@pytest.mark.parametrize(
    ("ipa", "language", "letters"),
    [
        ("ˈa͡ɪ a͡ʊ e͡ɪ ɔ͡ɪ", "de", "ˈI W A Y"),
        ("pˈit͡sːa d͡zd͡ʒt͡ʃ", "it", "pˈiʦːa ʣʤʧ"),
        ("mˈɐ̃͡ʊ̃s", "pt-BR", "mˈɐ̃ʊ̃s"),
        ("kaˈeɾ", "es", "kaˈeɾ"),
        ("ɡˈo͡ʊɪŋ", "en-GB", "ɡˈOɪŋ"),
    ],
)
def test_tied_sounds_are_one_letter_in_misaki_s_alphabet(ipa: str, language: str, letters: str) -> None:
    assert misaki_of_espeak(ipa, language) == letters
