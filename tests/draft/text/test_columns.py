from __future__ import annotations

import pytest

from coach.draft.text.columns import with_rows
from coach.draft.text.table_cells import figure_of
from coach.draft.text.tables import row_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            ["Exercise    Time   Side", "Lift a leg  30 s   each", "Sit         45 s   -"],
            ["", "| Lift a leg. 30 s per side |", "| Sit. 45 s |"],
        ),
        (
            ["Zeit | Was", "-----+----", "0:40 | Gehen"],
            ["", "", "| Gehen. 40 Sekunden |"],
        ),
        (["Lie down ...... 2 min", "Sit up ........ 1 min"], ["| Lie down. 2 min |", "| Sit up. 1 min |"]),
        (["0:30\tStretch", "0:45\tSit"], ["| Stretch. 30 s |", "| Sit. 45 s |"]),
        (["0:00–0:40 Sit", "0:40-2:00 Walk"], ["| Sit. 40 s |", "| Walk. 1 min 20 s |"]),
        (["Min.  What", "0–2   Sit", "2–5   Walk"], ["", "| Sit. 2 min |", "| Walk. 3 min |"]),
    ],
)
def test_lines_in_columns_are_rows(lines: list[str], rows: list[str]) -> None:
    assert with_rows("\n".join(lines)).split("\n") == rows


@pytest.mark.parametrize(
    "text",
    [
        "0:00 hi there\n0:04 sit down\n0:09 and breathe",
        "18:00-18:45 Yoga\n19:00-19:45 Pilates",
        "One sentence.  Another one.\nA third.  A fourth.",
        "Wait 5 minutes.\nSit down.",
        "Hold      5 s",
        "Breathe in... 2 ... 3\nBreathe out... 2 ... 3",
    ],
)
def test_captions_times_of_the_day_and_sentences_are_no_rows(text: str) -> None:
    assert with_rows(text) == text


def test_a_cell_that_is_left_empty_does_not_move_those_behind_it() -> None:
    text = "Exercise      Reps   Hold\nPress hard    8      5 s\nMake a fist          3 s"
    assert with_rows(text).split("\n")[2] == "| Make a fist. Hold: 3 s |"


@pytest.mark.parametrize(
    ("heads", "cells", "row"),
    [
        (
            ["Übung", "Wdh.", "Sätze", "Pause"],
            ["Heben", "12", "3", "60 s"],
            "Heben. 3 Sätze mit je 12 Wiederholungen, dazwischen 60 s Pause",
        ),
        (["Ejercicio", "Series x reps"], ["Sube", "3 x 10"], "Sube. 3 series de 10 repeticiones"),
        (["Exercise", "Sets", "Time"], ["Plank", "3", "20 s"], "Plank. 3 x 20 s"),
        (["Exercise", "Reps", "Rest"], ["Squat", "10", "20 s"], "Squat. Reps: 10. Pause: 20 s"),
        (["Übung", "Dauer"], ["Wade dehnen", "je 40 s"], "Wade dehnen. 40 s pro Seite"),
        (["Tiempo", "Lado", "Ejercicio"], ["0:40", "derecho e izquierdo", "Dobla"], "Dobla. 40 segundos por lado"),
        (["Exercise", "Hold (s)"], ["Bridge", "8"], "Bridge. Hold: 8 s"),
    ],
)
def test_the_figures_of_a_row_are_said_in_its_language(heads: list[str], cells: list[str], row: str) -> None:
    assert row_of(cells, heads) == row


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("0:45", "time"), ("45 s je Fuß", "time"), ("10x", "times"), ("3 x 12", "times"), ("L + R", "side"), ("Lift", "")],
)
def test_a_cell_tells_by_its_figure_what_it_is(cell: str, kind: str) -> None:
    assert figure_of(cell) == kind
