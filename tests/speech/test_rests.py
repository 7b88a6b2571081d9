"""A pace that is kept by rests, with voices that hum: how each sentence is spoken is known to the sample."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.audio.samples import Samples
from coach.speech.rests import paced_length, paced_sentences, rests_at, sentences_with_words

pytestmark = pytest.mark.property

RATE = 8_000
PACES = st.integers(90, 210)
WORDS = ("rest", "your", "hands", "slowly", "breathe")
MOST_WORDS = 9


def clause(number: int) -> str:
    """Each clause of up to nine of these words has a number: one is drawn in a tenth of the time of its words."""
    number, more = divmod(number, MOST_WORDS)
    return " ".join(WORDS[number // len(WORDS) ** place % len(WORDS)] for place in range(more + 1))


CLAUSES = st.lists(st.integers(0, MOST_WORDS * len(WORDS) ** MOST_WORDS - 1).map(clause), min_size=1, max_size=3)
TEXTS = st.lists(CLAUSES.map(", ".join), min_size=1, max_size=5).map(
    lambda them: " ".join(f"{it.capitalize()}." for it in them)
)
LONGEST_BETWEEN_SENTENCES, SHORTEST_BETWEEN_SENTENCES, LONGEST_ADDED = 3_200, 300, 1_400


def voice(words_per_minute: int, pause_ms: int = 200) -> Callable[[str], Samples]:
    """Return a voice that hums each word, and rests at each comma."""

    def speak(sentence: str) -> Samples:
        clauses = [len(clause.split()) for clause in sentence.split(",")]
        hums = [np.full(count * RATE * 60 // words_per_minute, 0.5, np.float32) for count in clauses]
        pieces = [hums[0]]
        for hum in hums[1:]:
            pieces += [np.zeros(RATE * pause_ms // 1000, np.float32), hum]
        return np.concatenate(pieces)

    return speak


def joined_at_pace(
    text: str,
    pace: int,
    speak: Callable[[str], Samples],
    rate: int,
    sentence_length: Callable[[str], int] | None = None,
) -> Samples:
    """Return a text whose sentences are spoken one by one, with an estimate of those to come that is right or given."""
    estimate = sentence_length or (lambda sentence: round(len(speak(sentence)) * 1000 / rate))
    spoken = map(speak, sentences_with_words(text))
    return np.concatenate([*paced_sentences(text, pace, spoken, estimate, rate)])


def silences(samples: Samples) -> list[int]:
    """The lengths in ms of what is silent within."""
    runs = re.findall(b"\0+", (np.abs(samples) > 0.1).astype(np.uint8).tobytes())
    return [round(len(run) * 1000 / RATE) for run in runs]


@given(TEXTS, PACES, st.integers(100, 400), st.sampled_from([0, 60, 200]))
def test_the_pace_is_kept_as_far_as_the_rests_have_room(text: str, pace: int, own_pace: int, pause_ms: int) -> None:
    speak = voice(own_pace, pause_ms)
    spoken = joined_at_pace(text, pace, speak, RATE)
    sentences = re.split(r"(?<=\.) ", text)
    articulated = sum(len(speak(sentence)) for sentence in sentences) / RATE
    commas = text.count(",") if pause_ms >= 200 else 0
    least = articulated + (len(sentences) - 1) * SHORTEST_BETWEEN_SENTENCES / 1000
    most = articulated + ((len(sentences) - 1) * LONGEST_BETWEEN_SENTENCES + commas * LONGEST_ADDED) / 1000
    wanted = min(max(len(text.split()) * 60 / pace, least), most)
    if pause_ms < 200 and max(silences(spoken), default=0) >= LONGEST_BETWEEN_SENTENCES - 2:
        return  # it was taken to rest at commas, and the last rest has no room for what these lack
    assert len(spoken) / RATE == pytest.approx(wanted, abs=0.002 * (1 + len(sentences) + commas))


@given(TEXTS, PACES)
def test_silence_stands_between_sentences_and_where_the_voice_rested_and_nowhere_else(text: str, pace: int) -> None:
    rests = silences(joined_at_pace(text, pace, voice(250), RATE))
    assert len(rests) == text.count(",") + text.count(". ")
    signs = re.findall(r", |\. ", text)
    for sign, rest in zip(signs, rests, strict=True):
        low, high = (298, 3_202) if sign == ". " else (198, 1_602)
        assert low <= rest <= high
    assert len({round(rest, -1) for sign, rest in zip(signs, rests, strict=True) if sign == ". "}) <= 2


@given(TEXTS, PACES)
def test_a_voice_that_never_rests_within_a_sentence_is_not_made_to(text: str, pace: int) -> None:
    assert len(silences(joined_at_pace(text, pace, voice(250, 0), RATE))) == text.count(". ")


@given(TEXTS, PACES, PACES)
def test_a_slower_pace_is_never_shorter(text: str, one: int, other: int) -> None:
    slow, quick = (len(joined_at_pace(text, pace, voice(300), RATE)) for pace in sorted((one, other)))
    assert slow >= quick


@given(TEXTS, PACES, st.integers(0, 60_000), st.integers(0, 60_000))
def test_rests_have_their_bounds_and_are_longer_the_less_the_voice_takes(
    text: str, pace: int, one: int, other: int
) -> None:
    long, short = (rests_at(pace, text, spoken_ms) for spoken_ms in sorted((one, other)))
    for rests in (long, short):
        assert SHORTEST_BETWEEN_SENTENCES <= rests.sentence_ms <= LONGEST_BETWEEN_SENTENCES
        assert 0 <= rests.clause_ms <= LONGEST_ADDED
    assert long.sentence_ms >= short.sentence_ms
    assert long.clause_ms >= short.clause_ms


@given(TEXTS, PACES, st.integers(150, 300))
def test_the_estimate_of_a_voice_that_is_known_is_its_length(text: str, pace: int, own_pace: int) -> None:
    speak = voice(own_pace)
    estimated = paced_length(pace, lambda sentence: len(speak(sentence)) * 1000 // RATE)(text)
    spoken = len(joined_at_pace(text, pace, speak, RATE)) * 1000 / RATE
    assert estimated == pytest.approx(spoken, abs=3 * (text.count(",") + text.count(".") + 1))


@given(TEXTS, st.sampled_from(["... ", "“", "– ", "?! "]))
def test_signs_without_a_word_are_no_sentence(text: str, signs: str) -> None:
    assume(len(text.split()) > 1)
    without, with_signs = (joined_at_pace(each, 120, voice(250), RATE) for each in (text, signs + text))
    assert len(silences(with_signs)) == len(silences(without))


@pytest.mark.parametrize("text", ["", "…", "– –", "?!"])
def test_a_text_without_a_word_has_no_sentence(text: str) -> None:
    assert sentences_with_words(text) == [*paced_sentences(text, 120, [], len, RATE)] == []
    assert paced_length(120, lambda _: 200)(text) >= 0


@given(TEXTS, PACES, st.integers(100, 400), st.sampled_from([0, 60, 200]), st.floats(0.5, 2))
def test_a_wrong_estimate_is_made_good_by_the_rests_of_the_last_sentence_as_far_as_they_have_room(
    text: str, pace: int, own_pace: int, pause_ms: int, wrong: float
) -> None:
    speak, last = voice(own_pace, pause_ms), sentences_with_words(text)[-1]
    spoken = joined_at_pace(text, pace, speak, RATE, lambda each: round(len(speak(each)) * 1000 * wrong / RATE))
    before_last = [0, *silences(spoken)][-1 - last.count(",") * (pause_ms > 0)]
    if SHORTEST_BETWEEN_SENTENCES + 2 < before_last < LONGEST_BETWEEN_SENTENCES - 2 and text.count(". "):
        assert len(spoken) / RATE == pytest.approx(len(text.split()) * 60 / pace, abs=0.002 * (1 + last.count(",")))


@given(TEXTS, PACES, st.integers(150, 300))
def test_a_text_begins_the_same_whatever_its_end_will_turn_out_to_be(text: str, pace: int, own_pace: int) -> None:
    speak, estimate, sentences = (
        voice(own_pace),
        (lambda sentence: 400 * len(sentence.split())),
        sentences_with_words(text),
    )
    whole = [*paced_sentences(text, pace, map(speak, sentences), estimate, RATE)]
    for heard in range(len(sentences)):
        begun = paced_sentences(text, pace, map(speak, sentences[:heard]), estimate, RATE)
        assert all(np.array_equal(one, other) for one, other in zip(begun, whole[:heard], strict=True))


def test_one_sentence_without_a_comma_has_no_room_for_rests() -> None:
    lengths = {len(joined_at_pace("Let your hands rest.", pace, voice(250), RATE)) for pace in (90, 120, 200)}
    assert len(lengths) == 1


@pytest.mark.parametrize("lacking_ms", [400, 450, 900, 2_000, 3_000, 3_200, 3_450, 3_500])
def test_where_one_kind_of_rest_has_no_more_room_the_other_one_is_longer(lacking_ms: int) -> None:
    """Ten words at 100 words per minute are six seconds."""
    rests = rests_at(100, "Rest your hands, and breathe. Let your back be heavy.", 6_000 - lacking_ms)
    assert rests.sentence_ms + rests.clause_ms == pytest.approx(lacking_ms, abs=2)
