from __future__ import annotations

import pytest

from coach.draft.english.imperative import is_instruction
from coach.draft.reading.about_page import is_about_page

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "sentence",
    [
        "Rub your hands.",
        "rub your hands",
        "Gently press the palm.",
        "Now, very slowly, let go.",
        "Then turn your hand over.",
        "First, rub a little oil between your palms.",
        "1. Rub your hands",
        "Don't press on the bone.",
        "Do not hold your breath.",
        "Never pull.",
        "Be gentle.",
        "Let your shoulders drop.",
        "Make a fist.",
        "As you breathe out, lower your arms.",
        "With your thumb, press the palm.",
        "Using your thumb, circle the palm.",
        "If it is comfortable, close your eyes.",
        "When you are ready, open your eyes.",
        "To release the jaw, open your mouth wide.",
        "Hands on hips, lean back.",
        "You should press gently.",
        "Your knees should bend a little.",
        "The bed is too soft, so spread a blanket on the floor.",
        "Stroke the back of the hand.",
        "Press and hold.",
        "Remember to keep breathing!",
        "Zorble your thumbs.",
    ],
)
def test_this_tells_somebody_to_do_something(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The skin is the largest organ.",
        "Massage is relaxing.",
        "Touch helps people sleep.",
        "Reduce stress",
        "Improve your circulation",
        "Ready to begin?",
        "Does it hurt?",
        "Why not rub your hands?",
        "It takes ten minutes.",
        "You feel calm.",
        "Rest is important.",
        "Read more on our website.",
        "Subscribe to our newsletter.",
        "Follow these steps.",
        "Hello, dear friends.",
        "",
        "...",
        "(Rub)",
        "5",
    ],
)
def test_this_does_not(sentence: str) -> None:
    assert not is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more about it.",
        "Click here to download.",
        "Share this with your friends.",
        "Follow these instructions with care.",
        "Leave a comment below.",
        "See the picture below.",
        "Buy now for $5.",
        "Consider a weekly massage.",
    ],
)
def test_this_is_about_the_page_or_one_s_way_of_life(sentence: str) -> None:
    assert is_about_page(sentence)


@pytest.mark.parametrize("sentence", ["Rub your hands.", "Follow the bone with your thumb.", "See how it feels."])
def test_this_is_not(sentence: str) -> None:
    assert not is_about_page(sentence)
