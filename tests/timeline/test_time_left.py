from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.spoken_form import spoken_form
from coach.timeline.guide_words import PHRASES
from coach.timeline.time_left import TIME_LEFT

pytestmark = pytest.mark.unit

SAID = {
    "de": {
        45: "Noch fünfundvierzig Sekunden.",
        60: "Noch eine Minute.",
        75: "Noch eine Minute und fünfzehn Sekunden.",
        90: "Noch anderthalb Minuten.",
        120: "Noch zwei Minuten.",
        3_600: "Noch eine Stunde.",
        5_400: "Noch anderthalb Stunden.",
        8_100: "Noch zwei Stunden und fünfzehn Minuten.",
    },
    "en": {
        45: "forty-five seconds left.",
        60: "One minute left.",
        75: "One minute and fifteen seconds left.",
        90: "A minute and a half left.",
        120: "two minutes left.",
        3_600: "One hour left.",
        3_661: "One hour, one minute and one second left.",
        5_400: "An hour and a half left.",
        8_100: "two hours and fifteen minutes left.",
    },
    "es": {
        45: "Quedan cuarenta y cinco segundos.",
        60: "Queda un minuto.",
        75: "Queda un minuto y quince segundos.",
        90: "Queda un minuto y medio.",
        120: "Quedan dos minutos.",
        1_260: "Quedan veintiún minutos.",
        3_600: "Queda una hora.",
        5_400: "Queda una hora y media.",
        8_100: "Quedan dos horas y quince minutos.",
    },
    "fr": {
        45: "Encore quarante-cinq secondes.",
        60: "Encore une minute.",
        75: "Encore une minute et quinze secondes.",
        90: "Encore une minute et demie.",
        120: "Encore deux minutes.",
        3_600: "Encore une heure.",
        5_400: "Encore une heure et demie.",
        8_100: "Encore deux heures et quinze minutes.",
    },
    "it": {
        45: "Ancora quarantacinque secondi.",
        60: "Ancora un minuto.",
        75: "Ancora un minuto e quindici secondi.",
        90: "Ancora un minuto e mezzo.",
        120: "Ancora due minuti.",
        3_600: "Ancora un'ora.",
        5_400: "Ancora un'ora e mezza.",
        8_100: "Ancora due ore e quindici minuti.",
    },
    "nl": {
        45: "Nog vijfenveertig seconden.",
        60: "Nog één minuut.",
        75: "Nog één minuut en vijftien seconden.",
        90: "Nog anderhalve minuut.",
        120: "Nog twee minuten.",
        3_600: "Nog één uur.",
        5_400: "Nog anderhalf uur.",
        8_100: "Nog twee uur en vijftien minuten.",
    },
    "pt": {
        45: "Faltam quarenta e cinco segundos.",
        60: "Falta um minuto.",
        75: "Falta um minuto e quinze segundos.",
        90: "Falta um minuto e meio.",
        120: "Faltam dois minutos.",
        3_600: "Falta uma hora.",
        5_400: "Falta uma hora e meia.",
        8_100: "Faltam duas horas e quinze minutos.",
    },
}
"""What the voice gets, in words."""


@pytest.mark.parametrize(
    ("language", "seconds", "words"), [(tag, each, said[each]) for tag, said in SAID.items() for each in said]
)
def test_a_time_left_is_said_as_a_person_says_it(language: str, seconds: int, words: str) -> None:
    assert spoken_form(TIME_LEFT[language].exactly(seconds), language) == words


def test_every_language_has_its_words() -> None:
    assert set(SAID) == set(TIME_LEFT) == set(PHRASES)


@pytest.mark.parametrize(
    ("language", "minutes", "words"),
    [
        ("en", 1, "About one minute left."),
        ("en", 75, "About one hour and 15 minutes left."),
        ("en", 90, "About an hour and a half left."),
        ("es", 1, "Queda alrededor de un minuto."),
        ("es", 2, "Quedan alrededor de 2 minutos."),
        ("fr", 61, "Encore une heure et une minute environ."),
        ("pt", 120, "Faltam cerca de 2 horas."),
    ],
)
def test_what_is_left_of_a_session_is_said_about(language: str, minutes: int, words: str) -> None:
    assert PHRASES[language].time_left(60_000 * minutes + 9_000) == words


@given(st.sampled_from(sorted(TIME_LEFT)), st.integers(1, 86_400), st.integers(1, 86_400))
def test_two_times_are_never_said_alike(language: str, one: int, other: int) -> None:
    words = TIME_LEFT[language]
    assert (words.exactly(one) == words.exactly(other)) == (one == other)


@given(st.sampled_from(sorted(TIME_LEFT)), st.integers(1, 86_400))
def test_no_number_of_sixty_or_more_is_said(language: str, seconds: int) -> None:
    numbers = [word.strip(",") for word in TIME_LEFT[language].exactly(seconds).split()]
    assert all(int(number) < 60 for number in numbers if number.isdecimal())
