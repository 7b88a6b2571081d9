from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.export.wall_sheet.kept_words import Amount
from coach.export.wall_sheet.letter_widths import letters_lacking, width_in_ems
from coach.export.wall_sheet.line_count import PageModel, lines_of, lines_of_runs, title_size
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, Title, shown_on
from coach.export.wall_sheet.sheet_rows import WallSheet

pytestmark = pytest.mark.unit

Make = Callable[..., WallSheet]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("one two", 3, 2), ("one two", 30, 1), ("m" * 40, 10, 4), ("手" * 30, 10, 3)],
)
def test_lines_are_broken_between_words_and_within_long_ones(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_bold_letters_are_wider_and_those_on_top_of_others_take_no_room() -> None:
    assert width_in_ems("palm", bold=True) > width_in_ems("palm") > 2
    assert width_in_ems("e\u0323\u1ab0") <= width_in_ems("e") * 2
    assert letters_lacking("palm 手, Ж α\u200b") == "手"


def model_of(sheet: WallSheet, amount: Amount, paper: str = "a4") -> PageModel:
    return PageModel(sheet, shown_on(sheet, amount), paper)


def test_two_columns_are_about_equal_and_no_title_stands_at_the_end_of_one(make: Make) -> None:
    model = model_of(make("healing-hands"), Amount.ALL)
    first, second = model.columns(2, 14)
    assert not isinstance(first[-1], Title)
    assert not isinstance(second[0], Repeat)
    counts = [sum(len(group.steps) for group in column if isinstance(group, Steps)) for column in (first, second)]
    assert sum(counts) == 18
    assert min(counts) >= 7
    assert model.columns(1, 14) == (model.shown.groups,)


def test_larger_letters_and_more_words_take_more_pages(make: Make) -> None:
    sheet = make("reflex-points")
    assert [model_of(sheet, Amount.ALL, "letter").pages(1, size) for size in (8, 24)] == [1, 3]
    assert [model_of(sheet, amount, "letter").pages(1, 16) for amount in (Amount.MINDED, Amount.ALL)] == [1, 2]
    assert title_size(sheet, 24, "letter") < title_size(sheet, 8, "letter") <= 2


def test_words_of_one_line_are_bold_or_not() -> None:
    assert lines_of_runs([("palm ", True), ("palm", False)], 5.8) == 1
    assert lines_of_runs([("palm ", True), ("palm", True)], 5.8) == 2
