from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.time_of_all import tells_time_of_all

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Duration: 15 minutes"),
        ("en", "Takes about 20 minutes."),
        ("en", "Text of the CD, track 4, about 18 minutes."),
        ("en", "Transcript of the recording (20 min)"),
        ("de", "Dauer: etwa 20 Min."),
        ("de", "Sprechtext zur CD »Ankommen«, Stück 4, ca. 18 Minuten."),
    ],
)
def test_a_line_that_says_how_long_all_takes_is_known(language: str, text: str) -> None:
    with in_language(LANGUAGES[language]() if language in LANGUAGES else None):
        assert tells_time_of_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "Put on the recording and breathe with it for 10 minutes.",
        "Hold time: 10 seconds",
        "Rest for 5 minutes.",
        "A CD with eleven tracks.",
    ],
)
def test_what_is_done_for_a_time_is_not(text: str) -> None:
    assert not tells_time_of_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. Sit down.\n2. Make sure that two hours have gone by since your last meal.\n3. Rest your hands.\n",
        "1. Sit down.\n2. Wait at least 45 minutes after a feed.\n3. Rest your hands.\n",
        "1. Setzen Sie sich.\n2. Warten Sie zwei Stunden nach dem Essen.\n3. Legen Sie die Hände in den Schoß.\n",
        "1. Siéntese en la silla.\n2. Espere dos horas después de comer.\n3. Ponga las manos sobre las piernas.\n",
    ],
)
def test_hours_since_a_meal_are_told_and_are_no_practice(text: str) -> None:
    drafted = draft_routine(text.encode(), "text.txt")
    assert "2h" not in drafted
    assert "45m" not in drafted


def test_a_time_after_something_else_is_one() -> None:
    assert "20m exactly" in draft_routine(b"1. Rest for 20 minutes after the bath.\n2. Get up.\n", "text.txt")
