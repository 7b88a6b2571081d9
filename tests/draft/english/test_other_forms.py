"""Other ways to ask than the imperative, and what only looks like them."""

from __future__ import annotations

import pytest

from coach.draft.english.imperative import is_instruction

pytestmark = pytest.mark.unit

ASKED = {
    "letting go": [
        "Now release the tension.",
        "Then release all tension.",
        "Lift your shoulders and keep the tension for five seconds.",
        "Let go of your jaw.",
    ],
    "what comes": [
        "Then we are going to hold our breath for 7 seconds.",
        "Next, we're going to hum.",
        "We now place the hand on the belly.",
        "You will now lift the arm.",
        "10 minutes later, dry them well.",
        "A quarter of an hour after that, take off the gloves.",
    ],
    "politeness": [
        "You can then stroke the back downwards with flat hands.",
        "You'll want to press it firmly.",
        "It's best to keep the wrist straight.",
        "It is best to work slowly here.",
        "I'd like you to close your eyes.",
        "They should stay in bed for half an hour.",
    ],
    "gerunds": [
        "Letting your shoulders sink.",
        "Lying back now, and feeling the cushion take your head.",
        "Softening the corners of your eyes.",
        "Breathing out, and sinking a little further.",
    ],
    "passives": [
        "The thumb is then circled five times.",
        "The client's hand is laid on a cushion, palm up.",
        "The palm is stroked outwards with both thumbs.",
        "The pad of the thumb is pressed for 20 seconds.",
    ],
}


@pytest.mark.parametrize("sentence", [each for sentences in ASKED.values() for each in sentences])
def test_this_asks_too(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Let's begin.",
        "Okay, so let's dive in.",
        "Here we go!",
        "Release tension",
        "Improving your circulation.",
        "Massaging your hands can help you sleep.",
        "Keeping the joint moving stops the pain.",
        "You can do this anywhere.",
        "You can feel better.",
        "You'll feel calm.",
        "We sit for nine hours a day.",
        "The palm is covered with thick skin.",
        "Babies who are massaged cry less.",
        "Tea is served afterwards, bring your own mug.",
        "It is important to note that.",
        "Do this every day.",
        "Try to make it a habit every time you come home.",
    ],
)
def test_this_does_not(sentence: str) -> None:
    assert not is_instruction(sentence)
