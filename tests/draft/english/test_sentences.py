from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.draft.english.sentences import LONGEST, sentences_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rub it. Press it! Why? Rest", ["Rub it.", "Press it!", "Why?", "Rest"]),
        ('"Rub it." Then rest.', ['"Rub it."', "Then rest."]),
        ("Rub it (softly.) Rest.", ["Rub it (softly.)", "Rest."]),
        ("Rub it for 5 min. Rest.", ["Rub it for 5 min.", "Rest."]),
        ("Use a cream, e.g. Balm.", ["Use a cream, e.g. Balm."]),
        ("Dr. Otter rubs.", ["Dr. Otter rubs."]),
        ("Am 9. Mai ist frei. Ruhe.", ["Am 9. Mai ist frei.", "Ruhe."]),
        ("Im 12. Jahrhundert. Dann bis 10. Ruhe.", ["Im 12. Jahrhundert.", "Dann bis 10.", "Ruhe."]),
        ("Die Hand heben, 30 Sek. Pause. Senken.", ["Die Hand heben, 30 Sek. Pause.", "Senken."]),
        ("C.4 Sit up. C.5 Lie down. 4.7.3 Rest.", ["Sit up.", "Lie down.", "Rest."]),
        ("It is 2.5 cm wide.", ["It is 2.5 cm wide."]),
        ("Breathe... and rest.", ["Breathe... and rest."]),
        ("Rub it • Press it", ["Rub it", "Press it"]),
        ("Rub it. (pause) Rest.", ["Rub it.", "(pause) Rest."]),
        ("", []),
        (" ", []),
        ("...", ["..."]),
    ],
)
def test_a_text_is_parted_into_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@given(st.text() | st.lists(st.sampled_from(["Rub it.", "e.g.", "•", "a" * 400, " ", '"', "?", "(x.)"])).map(" ".join))
def test_no_letter_is_lost(text: str) -> None:
    found = sentences_of(text)
    assert [sign for sign in "".join(found) if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert all(0 < len(sentence) <= LONGEST for sentence in found)
