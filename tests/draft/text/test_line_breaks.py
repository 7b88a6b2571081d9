from __future__ import annotations

import pytest

from coach.draft.text.html_lines import BREAK, lines_of
from coach.draft.text.line_breaks import joined
from coach.draft.text.plain_text import blocks_of_text

pytestmark = pytest.mark.unit

CAPTIONS = """now take your right thumb and press it
into the middle of your left palm
and make little circles
for about twenty seconds
okay now switch hands
and do it all again
on the other side"""

POST = """lie on your back with both knees bent
cross your right ankle over your left knee and pull the left thigh towards your chest, hold 30 secs
swap legs
then bridges, lift your bum up slowly and lower it, 10 of those
if you get a sharp pain in the groin stop and ring your physio, mine was very clear about it
i know it sounds boring but my mum does it too"""


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of_text(text)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["tighten the mus-", "cles"], "tighten the muscles"),
        (["the left-", "and the right one"], "the left- and the right one"),
        (["bend -", "not too far"], "bend - not too far"),
        (["the Vor-", "Rückseite"], "the Vor- Rückseite"),
    ],
)
def test_a_word_that_was_broken_at_the_end_of_a_line_is_whole_again(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def test_a_word_is_whole_again_in_lines_of_any_length() -> None:
    assert texts("Bring one knee to-\nwards the chest, for 10 sec-\nonds.") == [
        "Bring one knee towards the chest, for 10 seconds."
    ]


def test_captions_go_on_with_the_line_before_them_where_nobody_begins_a_sentence_so() -> None:
    assert texts(CAPTIONS) == [
        "now take your right thumb and press it into the middle of your left palm",
        "and make little circles for about twenty seconds",
        "okay now switch hands",
        "and do it all again on the other side",
    ]


def test_long_lines_in_small_letters_without_full_stops_are_each_a_sentence() -> None:
    assert texts(POST) == POST.split("\n")


def test_the_lines_of_a_page_in_small_letters_are_each_a_sentence_too() -> None:
    lines = POST.split("\n")
    assert [line for line, _ in lines_of([BREAK.join(lines)], [0] * len(lines), [])] == lines
