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


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "Running time about 20 min.", True),
        ("en", "Duration: 15 minutes", True),
        ("en", "Takes about half an hour: 30 minutes", True),
        ("en", "Time commitment: 5 minutes", True),
        ("en", "Hold time: 5 seconds", False),
        ("en", "Soaking time: 10 minutes", False),
        ("en", "Sit for 5 minutes.", False),
        ("de", "Spieldauer ca. 18 Minuten", True),
        ("de", "Dauert etwa 20 Minuten.", True),
        ("de", "Bleibe 5 Minuten liegen.", False),
        ("es", "Duración total: 22 minutos", True),
        ("es", "Dura unos 20 minutos aproximadamente.", True),
        ("es", "Quédate 5 minutos sentado.", False),
    ],
)
def test_what_only_one_step_takes_is_told_from_the_time_of_all(code: str, text: str, *, told: bool) -> None:
    with in_language(LANGUAGES[code]() if code in LANGUAGES else None):
        assert tells_time_of_all(text) is told
