from __future__ import annotations

import pytest

from coach.errors import Place
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.source_text import Source

pytestmark = pytest.mark.unit


def place_of(written: str, wanted: str, before: str = "") -> tuple[int, int]:
    """The line and the column of a part of what a step says, in a routine that says it as it is written here."""
    routine = parse_routine(f"title: T\nsteps:\n{before}  - say: {written}\n".encode(), "FILE")
    step = routine.steps[-1]
    assert isinstance(step, Step)
    assert step.say is not None
    place = step.place_in("say", step.say.text, step.say.text.index(wanted))
    assert place.file == "FILE"
    return place.line, place.column


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Sit HERE.", (3, 14)),
        ('"Sit HERE."', (3, 15)),
        ("'It''s HERE.'", (3, 17)),
        ('"Say \\"a\\" HERE."', (3, 21)),
        ('"A \\\\ HERE."', (3, 16)),
        ('"\\u00e4 \\xe4 \\U000000e4 HERE."', (3, 34)),
        ('"One\\n HERE."', (3, 17)),
        ("|\n      One\n      two HERE.", (5, 11)),
        (">-\n      One\n      two HERE.", (5, 11)),
        ("One\n      two\n\n      HERE.", (6, 7)),
        ("🙂 ä HERE.", (3, 14)),
    ],
)
def test_a_part_of_a_text_is_found_however_the_text_is_written(written: str, place: tuple[int, int]) -> None:
    assert place_of(written, "HERE") == place


def test_the_same_words_in_an_earlier_step_are_not_meant() -> None:
    assert place_of("Sit HERE.", "HERE", before="  - say: Sit HERE.\n") == (4, 14)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_are_counted_as_the_parser_counts_them(end: str) -> None:
    data = "title: T\nsteps:\n  - {say: One., do: 1s}\n  - say: Sit HERE.\n".replace("\n", end)
    step = parse_routine(data.encode(), "FILE").steps[-1]
    assert step.place_in("say", "Sit HERE.", 4) == Place("FILE", 4, 14)


def test_what_is_written_in_another_way_has_the_place_of_its_key() -> None:
    step = parse_routine(b'title: T\nsteps:\n  - say: "\\x53it HERE."\n', "FILE").steps[0]
    assert step.place_in("say", "Sit HERE.", 4) == step.place("say") == Place("FILE", 3, 5)


def test_a_value_that_is_not_near_its_key_is_not_found() -> None:
    text = f"say: a{' ' * 3000}HERE"
    assert Source(text).find(Place("FILE"), "HERE", 0) is None
    assert Source("say: a HERE").find(Place("FILE"), "HERE", 0) == Place("FILE", 1, 8)
