from __future__ import annotations

import pytest
import yaml

from coach.draft import draft_routine
from coach.draft.languages import language_of
from coach.errors import RoutineError
from coach.routine.loader import parse_routine

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rub your hands. Then rest.", "en"),
        ("Stroke", "en"),
        ("", "en"),
        ("Streiche den Handrücken 30 Sekunden lang. Wiederhole es auf der anderen Seite.", "de"),
        ("Coloca las manos sobre el vientre y respira. Repite con el otro lado.", "es"),
        ("Posez les mains sur le ventre et respirez. Répétez avec l'autre main.", "fr"),
        ("Metti le mani sulla pancia e respira con il naso. Ripeti con l'altra mano.", "it"),
        ("Leg je handen op de buik en adem langzaam. Herhaal het met de andere hand.", "nl"),
    ],
)
def test_a_text_s_language_is_told_by_its_small_words(text: str, code: str) -> None:
    assert language_of([text])[0] == code


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Posez les mains sur le ventre et respirez. Répétez avec l'autre main.", "French"),
        ("Положите руки на живот и дышите.", "Cyrillic"),
    ],
)
def test_a_text_in_another_language_says_so(text: str, called: str) -> None:
    with pytest.raises(RoutineError, match=f"seems to be in {called}"):
        draft_routine(text.encode(), "a.txt")


@pytest.mark.parametrize(
    ("text", "code", "said", "do"),
    [
        (
            "Handmassage\n\n1. Streiche den linken Arm 30 Sekunden lang.\n2. Wiederhole es auf der anderen Seite.\n",
            "de",
            "Streiche den {side}en Arm 30 Sekunden lang.",
            "30s exactly",
        ),
        (
            "Masaje\n\n1. Frota el brazo izquierdo durante 30 segundos.\n2. Repite en el otro lado.\n",
            "es",
            "Frota el brazo {side}o durante 30 segundos.",
            "30s exactly",
        ),
    ],
)
def test_a_draft_keeps_the_language_of_its_text(text: str, code: str, said: str, do: str) -> None:
    written = draft_routine(text.encode(), "a.txt")
    parse_routine(written.encode(), "draft.yaml")
    draft = yaml.safe_load(written)
    (group,) = draft["steps"]
    assert (draft["language"], group["steps"][0]["say"], group["steps"][0]["do"]) == (code, said, do)
    assert len(group["each"]["side"]) == 2
