from __future__ import annotations

import pytest

from coach.draft.english.small_talk import is_talk

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "sentence",
    [
        "Walk a little further every second day.",
        "Get up from your desk every hour.",
        "Give it three weeks before you judge.",
        "Use another gram next time.",
        "Move on to the longer version once this feels easy.",
        "Cut down on chewing gum.",
        "Swap your armchair for a firm one.",
        "Stick it on the inside of a cupboard door.",
        "Please take one and pass it on.",
        "Thank you so so much for moving with me.",
        "Tip for leaders: wipe the balls after class.",
        "By Easter you should manage a full minute.",
    ],
)
def test_what_is_for_other_days_or_other_people_is_talk(sentence: str) -> None:
    assert is_talk(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Walk to the wall every time the bell rings.",
        "Let the past weeks drift by like clouds.",
        "Swap your left hand for your right.",
        "Move on to the next finger.",
        "Pass the ball to the other hand.",
        "Take three more breaths before you get up.",
        "Put a hand on your belly.",
        "",
    ],
)
def test_what_is_done_now_is_none(sentence: str) -> None:
    assert not is_talk(sentence)
