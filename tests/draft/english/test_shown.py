from __future__ import annotations

import pytest

from coach.draft.english.shown import as_shown

pytestmark = pytest.mark.unit


def test_what_somebody_shows_is_what_another_does() -> None:
    assert as_shown("then i stroke the palm with my thumb") == "then you stroke the palm with your thumb"
    assert as_shown("so i start by holding her hand so she knows i'm here") == "so you start by holding her hand"
    assert as_shown("i do that ten times") == "you do that ten times"


@pytest.mark.parametrize(
    "text",
    [
        "i love this one",
        "i have a towel on her lap",
        "my sister says i count like a sergeant",
        "i tell my crews three times",
        "when i bend my knee it clicks",
        "hold it in the air",
    ],
)
def test_what_somebody_tells_of_himself_stays(text: str) -> None:
    assert as_shown(text) == text
