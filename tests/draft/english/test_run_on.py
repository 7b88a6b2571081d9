from __future__ import annotations

import pytest

from coach.draft.english.run_on import clauses_of

pytestmark = pytest.mark.unit


def test_speech_without_full_stops_is_parted_where_something_new_begins() -> None:
    speech = (
        "hey guys welcome back so lie down on your back and bend both knees okay now pull one knee to your chest"
        " and hold it there for twenty seconds and switch legs thanks for watching"
    )
    assert clauses_of(speech) == [
        "hey guys welcome back",
        "so lie down on your back and bend both knees",
        "okay now pull one knee to your chest",
        "and hold it there for twenty seconds",
        "and switch legs",
        "thanks for watching",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Place one hand on the back of your head and then gently press it down towards your chest until you feel it.",
        "sit down, close your eyes, and then breathe in, and out, and in, and out, now rest, and then get up",
        "pull one knee up and then rest",
    ],
)
def test_what_has_punctuation_or_is_short_is_one_piece(text: str) -> None:
    assert clauses_of(text) == [text]


def test_how_often_something_is_done_is_a_piece_of_its_own_in_speech() -> None:
    assert clauses_of("and close it slowly do that five times") == ["and close it slowly", "do that five times"]
    assert clauses_of("try to do that five times") == ["try to do that five times"]
