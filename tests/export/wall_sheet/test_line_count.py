from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.export.wall_sheet.letter_widths import letters_lacking, width_in_ems
from coach.export.wall_sheet.line_count import PageModel, lines_of, title_size
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, Title, groups_of
from coach.export.wall_sheet.steps_on_sheet import WallSheet

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


def test_two_columns_are_about_equal_and_no_title_stands_at_the_end_of_one(make: Make) -> None:
    sheet = make("healing-hands")
    model = PageModel(sheet, groups_of(sheet), "a4")
    first, second = model.columns(2, 9)
    assert not isinstance(first[-1], Title)
    assert not isinstance(second[0], Repeat)
    counts = [sum(len(group.steps) for group in column if isinstance(group, Steps)) for column in (first, second)]
    assert sum(counts) == 18
    assert min(counts) >= 7
    assert model.columns(1, 9) == (groups_of(sheet),)


def test_larger_letters_take_more_pages(make: Make) -> None:
    sheet = make("reflex-points")
    model = PageModel(sheet, groups_of(sheet), "letter")
    assert [model.pages(1, size) for size in (8, 24)] == [1, 4]
    assert title_size(sheet, 24, "letter") < title_size(sheet, 8, "letter") <= 2.2
