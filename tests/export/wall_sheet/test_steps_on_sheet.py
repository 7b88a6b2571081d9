from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.export.wall_sheet.cautions_on_sheet import CautionRow
from coach.export.wall_sheet.sheet_rows import Again, Heading, SheetStep, WallSheet

pytestmark = pytest.mark.unit

Make = Callable[..., WallSheet]

ROUTINE = """
title: A rest
summary: "In\\nbrief."
needs: [a towel]
cautions: [{any-condition: Ask first.}]
steps:
  - {title: Welcome, say: Welcome. Sit down., pause: 3s}
  - each: {hand: [left, right]}
    between: Now your right hand.
    steps:
      - section: Your {hand} hand
        steps:
          - {title: Palm, say: 'Stroke your {hand} palm.', do: 90s exactly}
          - each: {finger: [thumb, index finger, ring finger]}
            steps:
              - {title: 'Your {finger}', say: 'Hold it with your {other_hand} hand.', do: 2s exactly, keep: optional}
  - repeat: 3
    steps:
      - {say: Breathe., do: {breaths: 2, in: 4s, out: 6s, words: {in: Breathe in., out: And out.}}}
  - {say: Rest., do: until ready}
"""


@pytest.fixture(scope="module")
def sheet(make: Make) -> WallSheet:
    return make(ROUTINE)


def steps(sheet: WallSheet) -> list[SheetStep]:
    return [row for row in sheet.rows if isinstance(row, SheetStep)]


def test_what_stands_before_the_steps_is_on_one_line_each(sheet: WallSheet) -> None:
    assert (sheet.title, sheet.summary, sheet.needs) == ("A rest", "In brief.", ("a towel",))
    assert sheet.cautions == (CautionRow("", ("Ask first.",)),)


def test_a_loop_is_shown_once_with_the_words_of_its_first_turn(sheet: WallSheet) -> None:
    assert [(step.number, step.title, step.words) for step in steps(sheet)] == [
        (1, "Welcome", "Sit down."),
        (2, "Palm", "Stroke your left palm."),
        (3, "Your thumb", "Hold it with your right hand."),
        (4, "", "Breathe."),
        (5, "", "Rest."),
    ]


def test_after_a_loop_stands_what_is_repeated_and_for_what(sheet: WallSheet) -> None:
    again = [row for row in sheet.rows if isinstance(row, Again)]
    assert [(row.first, row.last, row.before, row.values, row.turns, row.depth) for row in again] == [
        (3, 3, "thumb", ("index finger", "ring finger"), 3, 2),
        (2, 3, "left", ("right",), 2, 1),
        (4, 4, "", (), 3, 1),
    ]
    assert [row.words for row in again] == ["", "Now your right hand.", ""]


def test_sections_have_their_titles_and_what_is_in_none_is_set_apart(sheet: WallSheet) -> None:
    headings = [(row.title, row.depth) for row in sheet.rows if isinstance(row, Heading)]
    assert headings == [("Your left hand", 1), ("", 0)]


def test_times_are_in_seconds_and_none_where_nothing_is_done(sheet: WallSheet) -> None:
    assert [(step.time, step.waits) for step in steps(sheet)] == [
        ("", False),
        ("1 min 30 s", False),
        ("2 s", False),
        ("20 s", False),
        ("", True),
    ]


def test_words_of_a_practice_stand_apart_each_once(sheet: WallSheet) -> None:
    assert [step.meanwhile for step in steps(sheet)] == ["", "", "", "Breathe in. And out.", ""]


def test_numbers_that_are_counted_aloud_are_left_out(make: Make) -> None:
    text = "title: A\nsteps:\n  - {say: Stroke., do: {strokes: 3, path: 10cm, speed: 2cm/s, count: aloud}}\n"
    assert [step.meanwhile for step in steps(make(text))] == [""]


def test_what_a_short_session_leaves_out_is_on_no_sheet(make: Make) -> None:
    short = make(ROUTINE, length_ms=285_000)
    assert "Your thumb" not in [step.title for step in steps(short)]
    assert [(row.first, row.last) for row in short.rows if isinstance(row, Again)] == [(2, 2), (3, 3)]


def test_turns_of_other_lengths_are_told_from_the_shortest_to_the_longest() -> None:
    step = SheetStep(1, "", "", "", (2_000, 9_000), waits=False, depth=1, names={})
    assert step.time == "2 s – 9 s"
    assert SheetStep(1, "", "", "", (200,), waits=False, depth=0, names={}).time == "1 s"


def test_an_authors_control_characters_are_marks(make: Make) -> None:
    sheet = make('title: "a\\u202eb"\nsteps:\n  - {say: "Sit\\u2028down.", do: 3s}\n')
    assert (sheet.title, steps(sheet)[0].words) == ("a�b", "Sit down.")
    assert {"�", "S"} <= sheet.letters


def test_a_condition_stands_in_the_title_and_above_all_other_cautions(make: Make) -> None:
    sheet = make("sore-hands", conditions=("crps",))
    assert sheet.title == "Comfort for sore hands (for CRPS)"
    assert sheet.given == (
        "With complex regional pain syndrome, let every touch be very gentle, so that nothing hurts.",
    )
    assert [step.title for step in steps(sheet)][:2] == ["Welcome", "A warm compress"]
    assert not any("pain syndrome" in text for row in sheet.cautions for text in row.texts)


def test_what_is_said_only_for_a_condition_is_known(make: Make) -> None:
    sheet = make("caregiver-hand-massage", conditions=("crps",))
    assert "Cover the whole palm, barely touching." in sheet.changed
    assert "Now let the knuckles turn in circles, about one inch wide." not in sheet.changed
    assert make("caregiver-hand-massage").changed == frozenset()


AGAIN = """
title: Palms
steps:
  - each: {hand: [left, right]}
    between: Now your right hand.
    steps:
      - {title: Circles, say: 'Press in circles on the {hand} palm.', again: Circles., do: 9s exactly}
      - {say: Look at it., again: none}
      - each: {finger: [thumb, ring finger]}
        again: The same on the {finger}.
        steps:
          - {title: Slide, say: 'Slide to the tip of the {finger}.', do: 4s exactly}
          - {say: Hold it., do: 3s exactly}
  - {say: Rest., pause: 3s}
"""


def test_a_loop_that_says_less_the_second_time_is_shown_by_its_first(make: Make) -> None:
    sheet = make(AGAIN)
    assert [(step.title, step.words, len(step.times)) for step in steps(sheet)] == [
        ("Circles", "Press in circles on the left palm.", 2),
        ("", "Look at it.", 0),
        ("Slide", "Slide to the tip of the thumb.", 4),
        ("", "Hold it.", 4),
        ("", "Rest.", 0),
    ]
    words = [(row.words, row.first, row.last) for row in sheet.rows if isinstance(row, Again)]
    assert words == [("", 3, 4), ("Now your right hand.", 1, 4)]


def test_a_brief_session_has_a_brief_sheet_on_which_no_step_is_without_words(make: Make) -> None:
    assert [(step.title, step.words, len(step.times)) for step in steps(make(AGAIN, words="brief"))] == [
        ("Circles", "", 2),
        ("Slide", "The same on the thumb.", 4),
        ("", "Hold it.", 4),
        ("", "Rest.", 0),
    ]
