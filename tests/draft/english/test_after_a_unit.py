"""Where a sentence goes on behind the full stop of a unit."""

from __future__ import annotations

import pytest

from coach.draft.english.sentences import sentences_of
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kneifen Sie für 5 Sek. Augen und Mund zusammen.", ["Kneifen Sie für 5 Sek. Augen und Mund zusammen."]),
        ("Mit den Fingern ca. 30 Sek. Kopfhaut massieren.", ["Mit den Fingern ca. 30 Sek. Kopfhaut massieren."]),
        ("Halten Sie sie 8 Sek. Danach lösen.", ["Halten Sie sie 8 Sek.", "Danach lösen."]),
        ("Halten Sie sie 8 Sek. Schultern locker lassen.", ["Halten Sie sie 8 Sek.", "Schultern locker lassen."]),
        ("Halte sie 20 Sek. Andere Seite.", ["Halte sie 20 Sek.", "Andere Seite."]),
        ("Gehen Sie umher, z. B. im Flur.", ["Gehen Sie umher, z. B. im Flur."]),
    ],
)
def test_a_german_noun_goes_on_with_its_sentence(text: str, sentences: list[str]) -> None:
    with in_language(LANGUAGES["de"]()):
        assert sentences_of(text) == sentences


def test_an_english_capital_begins_a_sentence() -> None:
    assert sentences_of("Rub it for 5 min. Shoulders down.") == ["Rub it for 5 min.", "Shoulders down."]
