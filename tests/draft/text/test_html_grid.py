"""Tables of pages with merged cells."""

import pytest

from coach.draft.text.html import blocks_of_page

pytestmark = pytest.mark.unit


def short(rows: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of_page(f"<table>{rows}</table>".encode())[0]]


HEADS = "<tr><th>Phase<th>Pose<th>Minutes<th>Cue"


def test_a_cell_beside_several_rows_is_their_heading() -> None:
    rows = f"{HEADS}<tr><td rowspan=2>Open<td>Lunge<td>2<td>Sink.<tr><td>Sphinx<td>1<td>Lie down."
    assert short(rows)[1:] == [
        ("heading", "Open"),
        ("item", "Lunge: Sink. 2 minutes"),
        ("item", "Sphinx: Lie down. 1 minutes"),
    ]


def test_a_figure_beside_several_rows_holds_for_each() -> None:
    rows = "<tr><th>Move<th>Time<tr><td>Sit<td rowspan=2>30 s<tr><td>Stand"
    assert short(rows)[1:] == [("item", "Sit. 30 s"), ("item", "Stand. 30 s")]


def test_a_cell_across_all_columns_is_a_heading() -> None:
    rows = "<tr><th>Move<th>Reps<tr><td colspan=2>Warm-up<tr><td>March<td>20<tr><td>Shrug<td>5"
    assert short(rows)[1:] == [("heading", "Warm-up"), ("item", "March. Reps: 20"), ("item", "Shrug. Reps: 5")]


def test_a_line_of_links_above_a_page_made_of_a_table_is_no_heading() -> None:
    rows = "<tr><td colspan=2><a>Home</a> <a>Links</a><tr><td>Sit<td>Stand<tr><td>Walk<td>Run"
    assert ("heading", "Home Links") not in short(rows)


def test_the_sum_of_a_table_heads_nothing() -> None:
    rows = f"{HEADS}<tr><td rowspan=2>Open<td>Lunge<td>2<td>Sink.<tr><td>Sit<td>1<td>-<tr><td>Total<td><td>3<td>"
    assert short(rows)[-1] == ("item", "Total: 3")
