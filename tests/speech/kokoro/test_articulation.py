"""How long the natural voice takes for a sentence, by its letters and signs."""

from __future__ import annotations

import pytest

from coach.speech.kokoro.articulation import articulated_length
from coach.speech.rests import paced_length

pytestmark = pytest.mark.unit

MEASURED_MS = {
    "Less pressure.": 816,
    "Glide gently back.": 1173,
    "Let it flow out softly.": 1392,
    "Sit or lie down comfortably.": 2102,
    "Turn their left hand palm down.": 2109,
    "Pull a little, and glide off the tip.": 2403,
    "Rest both hands, and notice how they feel.": 3330,
    "Let the tapping wander over your whole left hand.": 3588,
    "It is believed to belong to the brain and the sinuses.": 3979,
    "Get ready to tighten it, as if to straighten your right knee.": 4312,
    "Glide your left palm over your right hand, from fingertips to wrist, and lightly back.": 6922,
}
"""Sentence → how long the style `heart` takes for it without rests that the pace asks for."""
SENTENCE = "Sit down comfortably, and let your shoulders sink a little with every breath."


def test_sentences_are_estimated_about_as_long_as_they_were_measured() -> None:
    for sentence, ms in MEASURED_MS.items():
        assert articulated_length(sentence, 125, "en") == pytest.approx(ms, rel=0.2)
    together = sum(articulated_length(sentence, 125, "en") for sentence in MEASURED_MS)
    assert together == pytest.approx(sum(MEASURED_MS.values()), rel=0.04)


def test_a_slow_pace_changes_no_sentence_for_it_is_kept_by_rests() -> None:
    assert articulated_length(SENTENCE, 80, "en") == articulated_length(SENTENCE, 125, "en")
    paced = paced_length(80, lambda each: articulated_length(each, 80, "en"))
    assert paced(SENTENCE) > articulated_length(SENTENCE, 80, "en")


def test_at_a_quick_pace_it_speaks_faster_as_the_model_does() -> None:
    assert articulated_length(SENTENCE, 200, "en") < 0.9 * articulated_length(SENTENCE, 160, "en")


def test_italian_takes_longer_than_english_for_as_many_letters() -> None:
    assert articulated_length(SENTENCE, 125, "it-IT") == pytest.approx(
        1.18 * articulated_length(SENTENCE, 125, "en"), 1e-3
    )
