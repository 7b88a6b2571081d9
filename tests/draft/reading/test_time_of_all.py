from __future__ import annotations

import pytest

from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.time_of_all import tells_time_of_all

pytestmark = pytest.mark.unit


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
def test_a_line_that_tells_how_long_all_takes_is_known(code: str, text: str, *, told: bool) -> None:
    with in_language(LANGUAGES[code]() if code in LANGUAGES else None):
        assert tells_time_of_all(text) is told
