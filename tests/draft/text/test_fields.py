"""Lines of named fields behind what they belong to."""

import pytest
import yaml

from coach.draft import draft_routine
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.text.blocks import Block
from coach.draft.text.fields import with_fields

pytestmark = pytest.mark.unit


def texts_of(*texts: str) -> list[str]:
    return [block.text for block in with_fields([Block("text", text, line) for line, text in enumerate(texts, 1)])]


@pytest.mark.parametrize(
    ("code", "fields", "told"),
    [
        ("", ["Hold: 5 sec.   Reps: 10."], "Reps: 10. Hold: 5 sec."),
        ("", ["Hold: 5 s | Sets: 2 | Reps: 8 | Rest: 30 s"], "2 sets of 8, with 30 s of rest between sets. Hold: 5 s."),
        ("", ["Reps: 3 R/L  Hold: 20 s"], "Each side. Reps: 3. Hold: 20 s."),
        ("", ["Hold: 20 s", "Sides: L / R"], "Each side. Hold: 20 s."),
        ("", ["3 sets of 8, rest 30 s, hold 3 s"], "3 sets of 8, with 30 s of rest between sets. Hold: 3 s."),
        ("de", ["12 Wdh., je 5 Sek. halten"], "Wdh.: 12. Halten: 5 Sek."),
        ("de", ["Halten: 6 Sek. / Wdh.: 10 / Seiten: re. + li."], "Jede Seite. Wdh.: 10. Halten: 6 Sek."),
        (
            "es",
            ["Series: 2 · Repeticiones: 10 · Descanso: 45 s"],
            "2 series de 10 repeticiones, con 45 s de descanso entre series.",
        ),
    ],
)
def test_fields_stand_behind_what_they_belong_to(code: str, fields: list[str], told: str) -> None:
    with in_language(LANGUAGES[code]() if code else None):
        assert texts_of("Lift the leg.", *fields) == [f"Lift the leg. {told}"]


def test_figures_that_signs_part_stand_as_sentences() -> None:
    assert texts_of("Slow squats; 2 x 8; 30 s rest") == ["Slow squats. 2 sets of 8, with 30 s of rest between sets."]
    assert texts_of("Sit tall, hold for 5 s, 10 times") == ["Sit tall, hold for 5 s, 10 times"]


def test_how_often_a_day_stands_by_itself() -> None:
    told = texts_of("Lift the leg.", "Hold: 5 s. Reps: 8. Frequency: 2x daily")
    assert told == ["Lift the leg. Reps: 8. Hold: 5 s.", "Frequency: 2x daily"]


def test_how_long_to_work_and_to_rest_in_front_of_a_list_is_left_to_the_rules() -> None:
    text = "Balance\n\nWork: 45 seconds\nRest: 15 seconds\n\n1. Stand on one leg.\n2. Walk on a line."
    steps = yaml.safe_load(draft_routine(text.encode(), "a.txt"))["steps"]
    assert [(step["do"], step["pause"]) for step in steps] == [("45s exactly", "15s")] * 2


def test_what_is_needed_stands_by_itself_among_fields() -> None:
    assert texts_of("Session: 20 min · You need: a towel") == ["Session: 20 min", "You need: a towel"]


@pytest.mark.parametrize(
    "text", ["Hold: 5 s", "Time: 20 min | Level: easy", "Hold: the ball with both hands. Reps: many"]
)
def test_other_lines_stay(text: str) -> None:
    heading = Block("heading", "Bridge", 1)
    assert with_fields([heading, Block("text", text, 2)])[1].text == text
