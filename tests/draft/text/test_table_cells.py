"""What the columns of a table hold."""

import pytest

from coach.draft.text.table_cells import in_unit, is_total
from coach.draft.text.tables import row_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("heads", "cells", "row"),
    [
        (
            ["Exercise", "Sets", "Reps", "Hold", "Rest", "Notes"],
            ["Slide", "2", "10", "5 s", "30 s", "Push it away."],
            "Slide: Push it away. 2 sets of 10, with 30 s of rest between sets. Hold: 5 s",
        ),
        (["Exercise", "Sets", "Reps"], ["Slide", "1", "10"], "Slide. Reps: 10"),
        (["Move", "On", "Off"], ["March", "40 s", "20 s"], "March. 40 s. Pause: 20 s"),
        (["Haltezeit (Sek.)", "Übung", "Hinweis"], ["20", "Brücke", "Ruhig."], "Brücke: Ruhig. Haltezeit: 20 Sek."),
        (["Übung", "Dauer je Fuß"], ["Kreisen", "1 Min."], "Kreisen. 1 Min. je Fuß"),
        (["Pose", "Minutes"], ["Total", "17"], "Total: 17"),
        (["What", "How long / how often"], ["Look out of the window", "0:30"], "Look out of the window. 30 seconds"),
        (["What", "Time or reps"], ["Blink", "15×"], "Blink. 15×"),
        (["Übung", "Umfang"], ["Blinzeln", "15×"], "Blinzeln. 15×"),
        (["", "What", "How much"], ["2", "Blink", "15×"], "Blink. 15×"),
    ],
)
def test_what_is_done_and_how_comes_before_the_figures(heads: list[str], cells: list[str], row: str) -> None:
    assert row_of(cells, heads) == row


def test_a_number_has_the_unit_of_its_column_and_of_no_other() -> None:
    cells = ["1.5 each side", "30", "2 x 30", "5 s", "slowly"]
    assert [in_unit(cell, "min") for cell in cells] == ["1.5 min each side", "30 min", "2 x 30 min", "5 s", "slowly"]


def test_a_row_of_sums_is_no_exercise_that_is_called_so() -> None:
    assert is_total(["**Total**", "", "7"])
    assert not is_total(["Total body stretch", "7"])
