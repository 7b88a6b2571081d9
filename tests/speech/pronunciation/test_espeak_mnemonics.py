from __future__ import annotations

import re
import sys

import pytest

from coach.routine.ipa import CONSONANTS, VOWELS
from coach.speech.pronunciation.espeak_mnemonics import mnemonics, phoneme_input
from tests.speech.espeak_phonemes import espeak_ipa, same

pytestmark = pytest.mark.unit

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
LANGUAGES = {"de": "gmw/de", "es": "roa/es", "fr": "roa/fr", "it": "roa/it", "nl": "gmw/nl", "pt": "roa/pt"}
PHONEMES = 0x100
"""eSpeak NG's flag for phonemes in double square brackets."""
ENGLISH = "pbtdkɡfvθðszʃʒhmnŋlɹjw"


@pytest.mark.parametrize(
    ("ipa", "names"),
    [
        ("klˈoʊz", "kl'oUz"),
        ("ɹeɪnˈoʊ", "reIn'oU"),
        ("tˌaɪ tʃˈi", "t,aI||tS'i:"),
        ("ˌɛfləɹˈɑʒ", ",Efl@r'A:Z"),
        ("lˈɛtəɹ", "l'Et3"),
        ("wˈɔɹm", "w'O@m"),
        ("nˈaːdi", "n'adi"),
    ],
)
def test_ipa_has_names_in_english(ipa: str, names: str) -> None:
    assert mnemonics(ipa, "en-us") == mnemonics(ipa, "en") == names


@ON_LINUX
def test_every_sound_of_english_is_said_as_it_is_written() -> None:
    words = [f"{consonant}ˈoʊ" for consonant in (*ENGLISH.replace("ŋ", ""), "tʃ", "dʒ")]
    words += [f"tˈ{vowel}k" for vowel in ("æ", "ɑ", "ɔ", "ɛ", "ɪ", "i", "ʊ", "u", "ʌ", "eɪ", "aɪ", "aʊ", "oʊ", "ɔɪ")]
    words += ["sˈoʊfə", "lˈɛtəɹ", "hˈɜɹ", "kˈɑɹ", "kˈɛɹ", "fˈɔɹ", "nˈɪɹ", "tˈʊɹ", "sˈɪŋ", "əɹˈaʊnd", "hˈɜɹi", "bˈæti"]
    heard = espeak_ipa(f"⟦x|{word}⟧" for word in words)
    assert {word: found for word, found in zip(words, heard, strict=True) if same(found) != same(word)} == {}


@ON_LINUX
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_lose_no_sound_of_a_word(language: str) -> None:
    """A name that a voice does not have would silence the rest of the word: here the k behind it."""
    words = {sign: f"s{sign}ˈafə" for sign in CONSONANTS} | {sign: f"sˈ{sign}kfə" for sign in VOWELS}
    known = {sign: word for sign, word in words.items() if mnemonics(sign, language) is not None}
    heard = espeak_ipa((f"⟦x|{word}⟧" for word in known.values()), LANGUAGES[language])
    assert len(known) > 35
    assert [sign for sign, found in zip(known, heard, strict=True) if not re.fullmatch(r"s.+fə", found)] == []


@ON_LINUX
def test_a_name_of_no_phoneme_is_not_what_it_was_taken_for() -> None:
    assert espeak_ipa(["[[t'atYa]]"], LANGUAGES["de"], PHONEMES) == ["tˈat"], (
        "the reason for tables by language is gone"
    )


def test_a_word_with_a_sign_that_has_no_name_is_written_in_letters() -> None:
    assert phoneme_input("Sit ⟦x|ʒˈɑ̃⟧.", "en-us") == "Sit zhahn."
    assert phoneme_input("Sit ⟦x|ʒˈɑ̃⟧.", "fr-fr") == "Sit [[Z'A~]]."
    assert phoneme_input("Sit ⟦x|ˈøf⟧.", "cmn") == "Sit erf."


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Now ⟦close|klˈoʊz⟧ it.", "Now [[kl'oUz]] it."),
        ("[[k'loUz]] ⟦close|klˈoʊz⟧", "[ [k'loUz]] [[kl'oUz]]"),
        ("self-⟦massage|məsˈɑʒ⟧", "self-[[m@s'A:Z]]"),
    ],
)
def test_marked_words_alone_become_phonemes(text: str, given: str) -> None:
    assert phoneme_input(text, "en-us") == given


@ON_LINUX
@pytest.mark.parametrize("sign", ["(", "“", "‘", '"', "/", "&", "<", "#", "[", "-", "–", "x"])
def test_no_sign_before_a_marked_word_swallows_it(sign: str) -> None:
    assert "klˈoʊz jʊɹ" in espeak_ipa([f"Now {sign}⟦close|klˈoʊz⟧) your"])[0]


@ON_LINUX
def test_without_a_space_a_bracket_would_swallow_it() -> None:
    assert "klˈoʊz" not in espeak_ipa(["Now ([[kl'oUz]]) your"], flags=PHONEMES)[0]
