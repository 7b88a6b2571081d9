from __future__ import annotations

import pytest

from coach.draft.reading.replies import is_byline, is_sign_off
from tests.draft.steps.test_whole_drafts import said_in, steps_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Marie, 12 March 2021:",
        "gina_84 wrote on 3 May 2020",
        "Anna says:",
        "March 3, 2021 at 4:05 pm",
        "Tom · 2 weeks ago",
        "Jutta schrieb am 4. Mai 2022",
        "Lucía, 4 de mayo de 2022",
        "vor 3 Tagen",
    ],
)
def test_a_reader_s_name_and_date_begin_a_comment(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize("text", ["Hold it for 3 days.", "Rub the neck", "Repeat in May", "Lie down for 5 minutes", ""])
def test_a_line_of_the_text_begins_none(text: str) -> None:
    assert not is_byline(text)


def test_what_readers_write_at_the_end_of_a_page_is_left_out() -> None:
    text = (
        "Neck roll\n\n1. Sit tall.\n2. Roll your head to the left.\n\nMarie, 12 March 2021:\n"
        "Put a towel under your head. Rub it first. Breathe out.\n\nTom: Hold it longer if you can.\n"
    )
    assert said_in(steps_of(text, "a.txt")) == ["Sit tall.", "Roll your head to the left."]


@pytest.mark.parametrize("text", ["Warm regards,", "Best, Marit", "Much love, Aunt Win", "Viele Grüße", "Atentamente,"])
def test_the_last_words_of_a_letter_ask_for_nothing(text: str) -> None:
    assert is_sign_off(text)


@pytest.mark.parametrize("text", ["Warm the oil.", "YOUR EXERCISES", "Best Positions", "Take care of the wrist."])
def test_these_words_end_no_letter(text: str) -> None:
    assert not is_sign_off(text)
