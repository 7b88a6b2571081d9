from __future__ import annotations

import pytest

from coach.draft.reading.read_text import read_text

pytestmark = pytest.mark.unit


def read_for(*lines: str) -> str:
    return read_text("\n\n".join(lines).encode(), "page.txt")[0].for_


@pytest.mark.parametrize(
    "lines",
    [
        ("Hand massage", "Take the child by the hand.", "Rub each finger for one minute."),
        ("A foot bath for a friend", "Fill a bowl with warm water.", "Put both feet in for ten minutes."),
        ("Turning in bed", "Bend her knees.", "Roll her towards you.", "Lay his arm on a pillow."),
        ("Masaje de manos", "Siéntense frente a la persona.", "Acaricien la palma durante un minuto."),
        ("De las fricciones", "Vuélvase al enfermo sobre un costado.", "Fricciónese la espalda tres minutos."),
    ],
)
def test_what_is_done_to_somebody_else_is_for_a_caregiver(lines: tuple[str, ...]) -> None:
    assert read_for(*lines) == "caregiver"


@pytest.mark.parametrize(
    "lines",
    [
        ("Box breathing", "Breathe in for 4 seconds.", "Hold for 4 seconds.", "Patients with asthma must not hold it."),
        ("Neck stretch", "Be patient.", "Tilt your head to the side for 10 seconds.", "My partner likes it, too."),
        ("Old drill", "Let the pupil lay himself down.", "Let him stiffen his arm for ten seconds.", "Let him rest."),
        ("Respiración", "Tome aire en 4 segundos.", "Los pacientes con enfisema no deben retener el aire."),
        ("Hombro", "Deje colgar el brazo enfermo y balancéelo un minuto."),
    ],
)
def test_what_the_reader_does_to_himself_is_for_himself(lines: tuple[str, ...]) -> None:
    assert read_for(*lines) == "self"
