from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.kokoro.tokens import PAD, TOKENS, portions_of, speeds_of, tokens_of
from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.misaki_alphabet import VOWELS, misaki_of

pytestmark = pytest.mark.property

MODEL_TAKES = 510
SOUNDS = sorted(TOKENS.keys() - set(' ,.;:!?—…"()“”ˈˌ'))
WORDS = st.text(st.sampled_from(SOUNDS), min_size=1, max_size=14)
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from(["", "", "", ",", ";", ":", " —"])), min_size=1, max_size=80).map(
    lambda words: " ".join(f"{word}{sign}" for word, sign in words) + "."
)
PACES = st.integers(90, 210)


def test_each_sign_has_a_token_of_its_own_and_none_is_the_pad() -> None:
    assert len({*TOKENS.values()}) == len(TOKENS)
    assert PAD not in TOKENS.values()
    assert [TOKENS[sign] for sign in ";.aˈ ᵻ"] == [1, 4, 43, 156, 16, 177], "as the model was trained"


def test_what_phonemes_are_written_in_the_model_knows() -> None:
    assert TOKENS.keys() >= VOWELS
    assert tokens_of(misaki_of("ˌɛflʊˈɹɑːʒ ˈtʃaɪld dʒɔɪ θɪŋ ðəʊ wɒʃ jɜːz vɡpbkmnstdh ɾ"))


@given(SENTENCES)
def test_each_sign_of_a_sentence_is_a_token(phonemes: str) -> None:
    tokens = tokens_of(phonemes)
    signs = {token: sign for sign, token in TOKENS.items()}
    assert "".join(signs[token] for token in tokens) == phonemes


def test_signs_that_the_model_does_not_know_are_told_and_none_is_left_out() -> None:
    with pytest.raises(Unspeakable) as caught:
        tokens_of("ðɪs 5 手 5")
    assert caught.value.words == ("5", "手")


@given(SENTENCES)
def test_portions_are_the_sentence_each_with_a_sound_and_none_too_long_for_the_model(phonemes: str) -> None:
    portions = portions_of(phonemes)
    assert "".join(portions) == phonemes
    for portion in portions:
        assert {*portion} & {*SOUNDS}
        assert len(portion) <= MODEL_TAKES // 2


@given(SENTENCES)
def test_no_word_is_cut(phonemes: str) -> None:
    for portion in portions_of(phonemes)[:-1]:
        assert portion.endswith(" ")


@given(st.text(st.sampled_from(SOUNDS), min_size=1, max_size=2_000))
def test_a_word_without_an_end_is_cut_all_the_same(word: str) -> None:
    portions = portions_of(word)
    assert "".join(portions) == word
    assert all(0 < len(portion) <= MODEL_TAKES // 2 for portion in portions)


@given(SENTENCES, PACES)
def test_each_token_and_both_pads_have_a_speed_and_the_beginning_keeps_its_own(phonemes: str, pace: int) -> None:
    speeds = speeds_of(phonemes, pace)
    assert len(speeds) == len(phonemes) + 2
    assert speeds[0] == speeds[-1] == 1, "a pad that is made longer is heard as a sound"
    assert speeds[1] == 1
    assert all(0.5 <= speed <= 1 for speed in speeds)


@given(SENTENCES, PACES, PACES)
def test_a_slower_pace_never_has_a_quicker_token(phonemes: str, one: int, other: int) -> None:
    slow, quick = (speeds_of(phonemes, pace) for pace in sorted((one, other)))
    assert all(first <= second for first, second in zip(slow, quick, strict=True))
