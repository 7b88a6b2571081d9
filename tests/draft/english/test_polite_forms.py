"""What polite sentences ask for, as requests."""

from __future__ import annotations

import pytest

from coach.draft.english.imperative import is_instruction
from coach.draft.english.polite_forms import requested_in
from coach.draft.reading.warnings import is_warning

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sentence", "request_in_it"),
    [
        ("It would be kind if you sat beside her.", "sit beside her."),
        ("I should be most grateful if you took off your shoes.", "take off your shoes."),
        ("I'd prefer it if you stood in front.", "stand in front."),
        ("I'd rather you kept the knee straight.", "keep the knee straight."),
        ("Might I suggest that you lean back?", "lean back?"),
        ("Perhaps you could ask her to lift the arm.", "ask her to lift the arm."),
        ("You would do well to rest the elbow on a pillow.", "rest the elbow on a pillow."),
        ("If you would hold her hand, that would be a comfort.", "hold her hand."),
        ("I fill the bottle, and I'd be glad if you wrapped it in a towel.", "wrap it in a towel."),
        ("It would help if you didn't bend the wrist.", "do not bend the wrist."),
    ],
)
def test_a_polite_sentence_holds_a_request(sentence: str, request_in_it: str) -> None:
    assert requested_in(sentence) == request_in_it
    assert is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Press the palms together.",
        "If you like it, do it again.",
        "It would be a pity if you missed the concert.",
        "I wonder if you know the song.",
    ],
)
def test_other_sentences_hold_none(sentence: str) -> None:
    assert not is_instruction(requested_in(sentence) or "It rains.")


def test_a_polite_prohibition_warns() -> None:
    assert is_warning("I'd be glad if you kept off the collarbone.")
    assert not is_warning("I'd be glad if you kept the arm on the cushion.")
