"""Titles in lines: as large as can be, never too wide, and large enough to be read on a phone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.export.cover.cover_drawing import MARGIN, SIZE, TITLE_HEIGHT
from coach.export.cover.cover_fonts import BOLD, font
from coach.export.cover.title_setting import FLOOR, LARGEST, LEADING, MOST_LINES, SMALLEST, Setting, setting_of
from tests.export.cover.making import library_titles
from tests.kinds import at_most

pytestmark = pytest.mark.unit

WIDTH = SIZE - 2 * MARGIN
THUMB = 80
"""The pixels of a cover in a list on a phone."""
WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäßéĄŁжщΩ-'"), min_size=1, max_size=24)


def set_(title: str) -> Setting:
    setting = setting_of(title, WIDTH, TITLE_HEIGHT)
    assert setting is not None
    return setting


def widths(setting: Setting) -> list[float]:
    letters = font(BOLD, setting.size, shaped=setting.shaped)
    return [letters.getlength(line) for line in setting.lines]


@at_most(40)
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join))
def test_any_title_fits_is_large_enough_and_ends_with_an_ellipsis_where_it_is_cut(title: str) -> None:
    setting = set_(title)
    assert max(widths(setting)) <= WIDTH * 1.02
    short = all(font(BOLD, SMALLEST).getlength(word) < WIDTH for word in title.split())
    assert (SMALLEST if short else FLOOR) <= setting.size <= LARGEST
    assert 1 <= len(setting.lines) <= MOST_LINES
    assert setting.size * (1 + LEADING * (len(setting.lines) - 1)) <= TITLE_HEIGHT + setting.size
    told, whole = "".join(setting.lines).replace(" ", ""), title.replace(" ", "")
    assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]))


def test_its_letters_are_high_enough_in_a_list_on_a_phone() -> None:
    """A small letter of five pixels is about the least that can be read."""
    for title in library_titles():
        setting = set_(title)
        left, top, right, bottom = font(BOLD, setting.size).getbbox("x", anchor="ls")
        assert right > left
        assert (bottom - top) * THUMB / SIZE >= 3.4, title
        assert setting.size * THUMB / SIZE >= 6.4


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Healing hands", ("Healing", "hands")),
        ("Eyes closed, calm hands", ("Eyes closed,", "calm hands")),
        ("Rest", ("Rest",)),
    ],
)
def test_lines_are_broken_where_they_are_as_long_as_each_other(title: str, lines: tuple[str, ...]) -> None:
    assert set_(title).lines == lines


def test_a_title_of_300_signs_is_cut_after_a_word() -> None:
    title = "A very long title that does not end " * 9
    setting = set_(title)
    assert setting.lines[-1].endswith("…")
    assert " ".join(setting.lines).removesuffix("…").split()[-1] in title.split()


def test_a_single_word_that_is_too_long_is_smaller_and_then_cut_within() -> None:
    assert set_("Entspannungsgeschichte").lines == ("Entspannungsgeschichte",)
    setting = set_("Donaudampfschifffahrtsgesellschaftskapitän")
    assert setting.lines[0].startswith("Donaudampfschifffahrt")
    assert setting.lines[0].endswith("…")
    assert setting.size == FLOOR


def test_a_long_word_is_broken_after_its_hyphen() -> None:
    assert set_("Massage-Techniken für Hände").lines == ("Massage-", "Techniken", "für Hände")


@pytest.mark.parametrize("title", ["ມືອ່ອນໂຍນ", "أيد هادئة", "ידיים רגועות"])
def test_letters_that_join_or_carry_signs_are_shaped_or_left_out(title: str) -> None:
    from PIL import features

    setting = setting_of(title, WIDTH, TITLE_HEIGHT)
    assert (setting is not None) == features.check("raqm")
    assert setting is None or setting.shaped
