from __future__ import annotations

import pytest

from coach.routine.narration import parse_narration
from coach.routine.typed_pause import pause_meant

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "ms"),
    [
        ("pause", 2_000),
        ("Pause.", 2_000),
        ("wait", 2_000),
        ("short pause", 2_000),
        ("take a long pause", 5_000),
        ("pause 5 seconds", 5_000),
        ("pause for 10 sec.", 10_000),
        ("pause: 3s", 3_000),
        ("pause 4", 4_000),
        ("pause ten seconds", 10_000),
        ("5 second pause", 5_000),
        ("5-second pause", 5_000),
        ("5s", 5_000),
        ("5 sec", 5_000),
        ("1.5 s", 1_500),
        ("pause 1 min", 60_000),
        ("Pause von 5 Sekunden", 5_000),
        ("kurze Pause", 2_000),
        ("10 Sek. Pause", 10_000),
        ("warten", 2_000),
        ("pausa de 5 segundos", 5_000),
        ("pausa larga", 5_000),
        ("pause de cinq secondes", 5_000),
        ("pausa di 3 secondi", 3_000),
        ("pauze 5 seconden", 5_000),
        ("pausa de dez segundos", 10_000),
    ],
)
def test_a_pause_is_read_as_people_type_it(typed: str, ms: int) -> None:
    assert pause_meant(typed) == ms


@pytest.mark.parametrize(
    "words",
    [
        "",
        "about a minute",
        "etwa eine Minute",
        "2 minutes",
        "a minute",
        "five times",
        "pause here if it hurts",
        "wait for the bell",
        "5",
        "5 drops",
        "the break of day",
        "seconds",
    ],
)
def test_other_words_are_no_pause(words: str) -> None:
    assert pause_meant(words) is None


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("[5s]", "[pause 5s]"),
        ("[wait 3 sec]", "[pause 3s]"),
        ("[Pause 2s]", "[pause 2s]"),
        ("[pause]", "[pause 2s]"),
        ("[pause 5 seconds]", "[pause 5s]"),
        ("[pause: 4s]", "[pause 4s]"),
        ("[long pause]", "[pause 5s]"),
        ("[kurze Pause]", "[pause 2s]"),
    ],
)
def test_a_bracket_that_means_a_pause_is_refused_with_the_right_one(typed: str, hint: str) -> None:
    with pytest.raises(ValueError, match=r"means nothing|does not say|is not a duration") as refusal:
        parse_narration(f"Rest. {typed} And breathe.")
    assert refusal.value.args[1] == f"write '{hint}'"
