from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.speech import Voice, engine_named
from coach.speech.narrator import Narrator
from coach.speech.postprocess import REFERENCE
from coach.speech.worker import Worker
from tests.speech.espeak_phonemes import espeak_ipa

pytestmark = [
    pytest.mark.unit,
    pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux"),
]


def test_it_reads_marked_words() -> None:
    assert engine_named("system").traits.ipa
    assert not engine_named("silent").traits.ipa
    marked = "With ⟦Raynaud's|ɹeɪnˈoʊz⟧, ⟦close|klˈoʊz⟧ your hands."
    assert espeak_ipa([marked]) == ["wɪð ɹeɪnˈoʊz klˈoʊz jʊɹ hˈændz"]
    assert espeak_ipa([marked], "gmw/en-us+Henrique") == espeak_ipa([marked])


def test_a_marked_word_is_heard() -> None:
    texts = ["Close your eyes.", "⟦Close|klˈoʊz⟧ your eyes.", "Close your eyes."]
    with Worker("system") as worker:
        first, marked, again = (worker.speak(Voice(), text).read_bytes() for text in texts)
    assert first == again != marked


def test_brackets_of_an_author_are_no_phonemes() -> None:
    plain, beside = espeak_ipa(["Sit [[d'aUn]] now.", "Sit [[d'aUn]] ⟦now|nˈaʊ⟧."])
    assert "dˈaʊn" not in plain
    assert "dˈaʊn" not in beside
    assert beside.endswith("nˈaʊ")


def test_after_a_marked_text_brackets_are_signs_again() -> None:
    assert espeak_ipa(["⟦now|nˈaʊ⟧", "[[d'aUn]]"])[1] == espeak_ipa(["[[d'aUn]]"])[0] != "dˈaʊn"


def test_a_voice_of_another_language_says_its_own_sounds() -> None:
    assert espeak_ipa(["⟦Raynaud|ɹeɪnˈoʊ⟧ ist ⟦x|ʒˈɑ̃⟧"], "gmw/de")[0].startswith("reinˈou ɪst")
    assert espeak_ipa(["⟦x|ʒˈɑ̃⟧"], "roa/fr") == ["ʒˈɑ̃"]


@pytest.mark.parametrize("pace", [60, 110, 125, 160])
def test_an_estimate_is_about_as_long_as_what_is_heard_at_every_pace(pace: int, tmp_path: Path) -> None:
    with Narrator("system", Voice(), tmp_path) as narrator:
        assert narrator.estimated_ms(REFERENCE, pace) == pytest.approx(narrator.length_ms(REFERENCE, pace), rel=0.1)
