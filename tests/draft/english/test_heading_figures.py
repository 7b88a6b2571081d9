from __future__ import annotations

import pytest

from coach.draft.english.heading_figures import name_of
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("code", "heading", "name"),
    [
        ("en", "Exercise 1 - Pendulum", "Pendulum"),
        ("en", "Stage 2: Both feet (2 minutes)", "Both feet"),
        ("en", "Week 2: Neck", "Week 2: Neck"),
        ("en", "Step 4", "Step 4"),
        ("en", "The palm (of either hand)", "The palm (of either hand)"),
        ("en", "Dragon – 2 min each side", "Dragon"),
        ("en", "Heel raises x 10", "Heel raises"),
        ("en", "Plank 30 seconds", "Plank"),
        ("en", "Yoga in ten lessons", "Yoga in ten lessons"),
        ("de", "Übung 1 - Pendel", "Pendel"),
        ("de", "Drehung – 2 Min. pro Seite", "Drehung"),
        ("de", "Katze, 8x", "Katze"),
        ("de", "Teil 3 – Füße (2 Minuten)", "Füße"),
        ("de", "Abschnitt 5: Arme", "Arme"),
        ("de", "Woche 2: Nacken", "Woche 2: Nacken"),
        ("es", "Ejercicio n.º 1 - Péndulo", "Péndulo"),
        ("es", "Etapa 4: Brazos", "Brazos"),
        ("es", "Puente x 6", "Puente"),
        ("es", "Torsión – 45 segundos por lado", "Torsión"),
        ("es", "Semana 2: Cuello", "Semana 2: Cuello"),
    ],
)
def test_a_section_has_the_name_of_its_heading_without_its_count_and_its_time(
    code: str, heading: str, name: str
) -> None:
    with in_language(LANGUAGES[code]() if code in LANGUAGES else None):
        assert name_of(heading) == name
