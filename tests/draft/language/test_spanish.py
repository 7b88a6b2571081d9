from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.draft.english.imperative import is_instruction
from coach.draft.english.quantities import quantities_in
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.warnings import is_warning
from coach.draft.steps.repeats import repeat_in

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def read() -> Iterator[None]:
    with in_language(LANGUAGES["es"]()):
        yield


@pytest.mark.parametrize(
    "sentence",
    [
        "Coloca las manos sobre el vientre.",
        "Coloque la palma sobre la rodilla.",
        "Siéntate en una silla y cierra los ojos.",
        "Colocar las manos sobre las rodillas.",
        "Se frota la espalda con movimientos circulares.",
        "Puedes masajear la palma con el pulgar.",
        "Vamos a contener la respiración durante 7 segundos.",
        "Lo mejor es mantener la muñeca recta.",
        "Diez minutos después, seca bien los pies.",
        "Dejando que los hombros caigan.",
        "Con cada espiración deja que la arena te sostenga.",
        "Suelta la tensión.",
    ],
)
def test_this_asks_for_something(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "El masaje ayuda a dormir mejor.",
        "La piel es el órgano más grande.",
        "Mejora la circulación.",
        "¡Vamos allá!",
    ],
)
def test_this_does_not(sentence: str) -> None:
    assert not is_instruction(sentence)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Mantén la postura durante minuto y medio.", 90),
        ("Descansa un cuarto de hora.", 900),
        ("Mantén medio minuto.", 30),
        ("Mantén la presión 2 min 30.", 150),
        ("Presiona durante cuarenta y cinco segundos.", 45),
        ("Masajea 3 mín. en cada mano.", 180),
        ("Permanezca sentada un minuto antes de ponerse en pie.", 60),
        ("Espera un ratito, cuarenta segundos, antes de seguir.", 40),
        ("Estira los dedos uno por uno, diez segundos cada uno.", 10),
        ("Cuenta 1, 2, 3, 4, 5 y suelta.", 5),
        ("Durante el último minuto simplemente respira.", 60),
    ],
)
def test_times_are_what_is_written(text: str, seconds: int) -> None:
    time = quantities_in(text).time
    assert time is not None
    assert time.natural == 1_000 * seconds


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("Entre diez y quince veces.", 10, 15), ("Aprieta tres veces.", 3, 3), ("Hazlo de 8 a 12 veces.", 8, 12)],
)
def test_counts_are_what_is_written(text: str, least: int, most: int) -> None:
    times = quantities_in(text).times
    assert times is not None
    assert (times.least, times.most) == (least, most)


@pytest.mark.parametrize(
    "text",
    ["Repite en el otro lado.", "Cambia de lado.", "Haz lo mismo con la otra mano.", "Repite hacia la izquierda."],
)
def test_the_other_side_is_a_repetition(text: str) -> None:
    repeat = repeat_in(text)
    assert repeat is not None
    assert repeat.kind == "other"


@pytest.mark.parametrize(
    "text",
    [
        "No lo uses sobre piel irritada.",
        "No se recomienda para personas con diabetes o mala circulación.",
        "Para si te duele.",
        "Nunca te duermas con la bolsa puesta.",
        "No conviene masajear si hay fiebre.",
    ],
)
def test_this_warns(text: str) -> None:
    assert is_warning(text)


def test_a_breath_has_its_seconds() -> None:
    assert quantities_in("Inspira durante 4 segundos y espira durante 6 segundos.").breath == (4, 0, 6, 0)
