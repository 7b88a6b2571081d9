from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.recordings.line_list import HEADER, lines_of, names_in, write_list, write_table
from coach.timeline.spoken_texts import SpokenText

pytestmark = pytest.mark.unit

TEXTS = (
    SpokenText("Let your shoulders sink.", 2000, "narration", "The left hand"),
    SpokenText("Half way.", 900, "practice", "The left hand", optional=True),
    SpokenText("About one minute left.", 1800, "answer"),
)


def test_the_list_reads_section_by_section_with_the_name_under_each_line() -> None:
    written = write_list("A rest", lines_of(TEXTS, "en"))
    assert written.startswith("To record: A rest, 3 lines, about 5s of speech\n\nRead each line aloud")
    assert written.endswith(
        dedent("""
        The left hand

           1  Let your shoulders sink.
              let-your-shoulders-sink-hbx6mshh, 2 s

           2  Half way.
              half-way-rpnt9tx8, 1 s (left out where there is little time)

        Only said by `coach play`, when it is asked how long, or waits

           3  About one minute left.
              about-one-minute-left-62tt067g, 2 s
        """)
    )


def test_the_table_has_a_row_for_each_line_and_is_read_back() -> None:
    table = write_table(lines_of(TEXTS, "en"))
    rows = [row.split("\t") for row in table.splitlines()]
    assert rows[0] == [*HEADER]
    assert rows[2][0] == "2"
    assert rows[2][2:] == ["1", "during a practice (left out where there is little time)", "The left hand", "Half way."]
    assert names_in(table) == {line.name: line.spoken.text for line in lines_of(TEXTS, "en")}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_no_text_is_a_formula_of_a_spreadsheet(begin: str) -> None:
    lines = lines_of([SpokenText(f"{begin}HYPERLINK(1)", 1000, "narration", f"{begin}1")], "en")
    cells = write_table(lines).splitlines()[1].split("\t")
    assert cells[4:] == [f"'{begin}1", f"'{begin}HYPERLINK(1)"]


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_whatever_is_said_is_one_row_without_signs_that_a_terminal_obeys(texts: list[str]) -> None:
    lines = lines_of([SpokenText(text, 1000, "narration", text) for text in texts], "en")
    table = write_table(lines)
    assert set(names_in(table) or {}) == {line.name for line in lines}
    assert "\x1b" not in table + write_list(texts[0], lines)


@pytest.mark.parametrize("text", ["", "a\tb\n", "number\tname\n", '"' * 5, "x\0y", f"{'y' * 200_000}\n"])
def test_other_files_are_no_tables(text: str) -> None:
    assert names_in(text) is None
