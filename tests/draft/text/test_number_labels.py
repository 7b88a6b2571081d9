from __future__ import annotations

import pytest

from coach.draft.text.plain_text import blocks_of_text
from coach.draft.text.source import blocks_of

pytestmark = pytest.mark.unit


def read(text: str) -> list[tuple[str, str, int | None]]:
    return [(block.kind, block.text, block.number) for block in blocks_of(text.encode(), "a.md")[0]]


def test_a_number_and_a_name_are_the_label_of_an_item() -> None:
    assert read("**1 Foot pump.** Move your feet.\n\n**2 Towel press.** Press it down.") == [
        ("item", "Foot pump: Move your feet.", 1),
        ("item", "Towel press: Press it down.", 2),
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Exercise 3: Star. Spread your fingers.", "Star: Spread your fingers."),
        ("Übung 4 – Brücke. Heben Sie das Becken.", "Brücke: Heben Sie das Becken."),
        ("Ejercicio n.º 2: Abrazo. Cruce los brazos.", "Abrazo: Cruce los brazos."),
    ],
)
def test_a_word_for_what_is_numbered_may_stand_before_the_number(text: str, label: str) -> None:
    assert [found for _, found, _ in read(text)] == [label]


def test_letters_may_number_what_is_named_by_a_word() -> None:
    assert read("Station A  Hold on.\n\nStation B  Let go.") == [
        ("item", "Station A: Hold on.", 1),
        ("item", "Station B: Let go.", 2),
    ]
    assert read("Station A is by the door.")[0][2] is None


@pytest.mark.parametrize("text", ["2 Towels. Fold them.", "5 Minutes. Then sit.\n\n6 Minutes. Then lie."])
def test_a_number_that_does_not_count_up_or_counts_units_is_no_label(text: str) -> None:
    assert {number for _, _, number in read(text)} == {None}


def test_headings_lose_numbers_that_count_up() -> None:
    found = read("### 1 Circles\n\nCircle.\n\n### 2 Bends\n\nBend.")
    assert found[::2] == [("heading", "Circles", 1), ("heading", "Bends", 2)]


def test_letters_in_capitals_and_numbers_in_square_brackets_begin_items() -> None:
    found = [(block.kind, block.text) for block in blocks_of_text("A) Circle the foot.\nB) Rest.\n[3] Press it down.")]
    assert found == [("item", "Circle the foot."), ("item", "Rest."), ("item", "Press it down.")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2 min: Lie down.", ["Lie down. 2 min"]),
        ("30 s Sit\n\n40 s Stand", ["Sit. 30 s", "Stand. 40 s"]),
        ("Minute 2 to 5: Count your breaths.", ["Count your breaths. 3 min"]),
        ("Minuto 0 a 2: Siéntate.", ["Siéntate. 2 min"]),
        ("5 minutes later", ["5 minutes later"]),
        ("2 Minuten Pause.", ["2 Minuten Pause."]),
    ],
)
def test_a_time_in_front_stands_behind_what_is_done_in_it(text: str, told: list[str]) -> None:
    assert [found for _, found, _ in read(text)] == told


def test_a_term_above_its_meaning_is_a_heading() -> None:
    assert read("Siren\n: Slide up.\n\nChew\n: Chew on a hum.") == [
        ("heading", "Siren", None),
        ("text", "Slide up.", None),
        ("heading", "Chew", None),
        ("text", "Chew on a hum.", None),
    ]


def test_lines_with_bare_numbers_that_count_up_are_a_list() -> None:
    assert read("1 Raise your eyebrows\n2 Frown\n3 Wrinkle your nose") == [
        ("item", "Raise your eyebrows", 1),
        ("item", "Frown", 2),
        ("item", "Wrinkle your nose", 3),
    ]


def test_four_small_lines_with_bare_numbers_are_a_list_and_three_are_an_amount_of_things() -> None:
    small = "1 undress the baby\n2 rub your hands\n3 stroke the legs\n4 cuddle"
    assert [number for _, _, number in read(small)] == [1, 2, 3, 4]
    assert {number for _, _, number in read("1 towel\n2 pillows\n3 spoons")} == {None}


def test_two_bare_numbers_are_no_list() -> None:
    assert {number for _, _, number in read("1 Large towel\n2 Small ones")} == {None}
