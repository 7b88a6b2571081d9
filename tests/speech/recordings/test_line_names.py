from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.recordings.line_names import CODE_LENGTH, code_in, line_code, line_name

pytestmark = pytest.mark.unit


def test_a_name_stays_from_one_version_to_the_next() -> None:
    assert line_name("Now change hands.", "en") == "now-change-hands-qp6pkbmz"


@pytest.mark.parametrize(
    "other", ["Now  change\nhands.", " Now change hands. ", "Now change hands."], ids=["lines", "ends", "same"]
)
def test_spaces_do_not_count(other: str) -> None:
    assert line_name(other, "en") == line_name("Now change hands.", "en")


def test_the_form_of_an_apostrophe_or_of_an_accent_does_not_count() -> None:
    assert line_code("It’s “fine”.", "en") == line_code('It\'s "fine".', "en")
    assert line_code("Na\u0308chste", "de") == line_code("N\u00e4chste", "de")


@pytest.mark.parametrize("other", ["Now change hands", "now change hands.", "Now change sides.", "Now, change hands."])
def test_other_words_have_another_name(other: str) -> None:
    assert line_code(other, "en") != line_code("Now change hands.", "en")


def test_a_number_is_said_otherwise_in_another_language_but_not_in_another_region() -> None:
    assert line_code("3", "en") != line_code("3", "de")
    assert line_code("3", "en") == line_code("3", "en-GB") == line_code("3", "EN-us")


def test_a_text_in_another_script_has_its_code_alone() -> None:
    assert line_name("手を休めて", "ja") == line_code("手を休めて", "ja")


@given(st.text(min_size=1, max_size=80), st.sampled_from(["en", "de-CH", "ja"]))
def test_a_name_is_good_for_every_disk_and_its_code_is_found_in_it(text: str, language: str) -> None:
    name = line_name(text, language)
    assert re.fullmatch(r"([a-z0-9]+-)*[0-9a-hjkmnp-tv-z]{8}", name)
    assert len(name) <= 41 + CODE_LENGTH
    assert code_in(name) == line_code(text, language)


@pytest.mark.parametrize(
    "stem",
    ["qp6pkbmz", "QP6PKBMZ", "03 now change hands qp6pkbmz", "Track-12-qp6pkbmz", "x.qp6pkbmz", "my_take_qp6pkbmz"],
)
def test_the_code_alone_is_enough_whatever_stands_before_it(stem: str) -> None:
    assert code_in(stem) == line_code("Now change hands.", "en")


def test_letters_that_are_no_digits_are_read_as_those_that_they_look_like() -> None:
    assert code_in("oOiIlL23") == "00111123"


@pytest.mark.parametrize("stem", ["", "hands", "qp6pkbm", "qp6pkbmzz", "now-change-hands", "qp6pkbmz-copy", "qp6pkbmü"])
def test_other_names_hold_no_code(stem: str) -> None:
    assert code_in(stem) == ""
