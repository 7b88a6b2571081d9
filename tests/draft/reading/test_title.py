from __future__ import annotations

import pytest

from coach.draft.reading.title import title_of
from coach.draft.text.plain_text import blocks_of_text
from coach.draft.text.titles import with_headings

pytestmark = pytest.mark.unit


def title(text: str, head: str = "", name: str = "a-file_name.txt") -> str:
    return title_of(with_headings(blocks_of_text(text)), head, name)[0]


@pytest.mark.parametrize(
    ("text", "head", "found"),
    [
        ("# Hand rub\n\nRub it.", "", "Hand rub"),
        ("CHAPTER VII.\n\nTHE WET COMPRESS.\n\nA cloth is wetted.", "", "THE WET COMPRESS"),
        ("# Hand rub\n\nRub it.", "Another title", "Hand rub"),
        (
            "Home > Health\n\nHand Massage for You\n\nRub your hands. A hand massage is good.",
            "",
            "Hand Massage for You",
        ),
        ("by Ann Otter\n\nA Hand Massage\n\nRub your hands. A hand massage is good.", "", "A Hand Massage"),
        ("Rub your hands.", "Hand rub | Calm Daily", "Hand rub"),
        ("Rub your hands.", "Hand rub - Calm Daily", "Hand rub"),
        ("Rub your hands.", "Hand rub » Calm", "Hand rub"),
        (
            "Westmoor Hospital\nDepartment of Physiotherapy\nPatient leaflet 114\n\nAnkle pumps\n\nPump your feet.",
            "",
            "Ankle pumps",
        ),
        ("Forum > Neck and back > A stiff neck in the morning\n\nRoll your head.", "", "A stiff neck in the morning"),
        ("TRANSCRIPT – The Quiet Hour podcast, episode 4: Letting go\n\nLet go.", "", "Letting go"),
        ("Ten Quiet Breaths -- recording script, version C\n\nBreathe out.", "", "Ten Quiet Breaths"),
        ("Part 3 · 00:00\n\nHeavy arms\n\nLet your arms sink.", "", "Heavy arms"),
        ("Breathe Well\n\nBreathe out.", "Belly breathing | Breathe Well", "Belly breathing"),
        ("Rub your hands.", "Self-care - a guide", "Self-care - a guide"),
        ("From: Health <a@b.example>\nTo: all\nSubject: Desk reset\n\nHi all,\n\nRub your hands.", "", "Desk reset"),
        ("# Chapter 4. Tired feet\n\nRub your feet.", "", "Tired feet"),
        ("HAND CARD (Dept. of Physiotherapy, keep it)\n\nRub your hands.", "", "HAND CARD"),
        ("My 3 a.m. routine\n\nRub your hands at 3 a.m. or so.", "", "My 3 a.m. routine"),
        ("Rub your hands.", "", "a file name"),
        ("", "", "a file name"),
        ("Rub your palm.\n\n(pause)", "", "a file name"),
    ],
)
def test_the_title_is_found(text: str, head: str, found: str) -> None:
    assert title(text, head) == found


def test_without_any_name_there_is_a_title() -> None:
    assert title("Rub.", name="") == "A routine"


def test_the_title_s_block_is_told_too() -> None:
    blocks = blocks_of_text("# Hand rub\n\nRub it.")
    assert title_of(blocks, "", "a.md")[1] is blocks[0]
    assert title_of(blocks[1:], "Head", "a.md")[1] is None
