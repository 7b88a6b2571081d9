from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.export.chapters import LONGEST_TITLE, MOST, chapters_of, division_of, note_of
from coach.export.short_line import short_line
from coach.routine.library import open_routine
from coach.routine.routine_files import bundled_routines
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.timeline import Cue, Timeline

pytestmark = pytest.mark.unit

HEAD, TAIL = Cue(0, 4_000, "pause"), 10_000


def timeline(*steps: tuple[str | None, str | None]) -> Timeline:
    """A session of steps of ten seconds, each with its section and its title."""
    cues = [
        Cue(4_000 + place * 10_000, 14_000 + place * 10_000, "speech", f"Words {place}.", place + 1, section, title)
        for place, (section, title) in enumerate(steps)
    ]
    end = cues[-1].end_ms
    return Timeline("A session", (HEAD, *cues, Cue(end, end + TAIL, "pause")))


@pytest.mark.parametrize("name", bundled_routines())
@pytest.mark.parametrize("division", ["steps", "sections"])
def test_the_chapters_of_the_library_hold_all_of_a_session_without_a_gap(name: str, division: str) -> None:
    session = compile_routine(open_routine(name), estimate_by_pace(125))
    chapters = chapters_of(session, division_of(division))
    assert chapters[0].start_ms == 0
    assert chapters[-1].end_ms == session.duration_ms
    assert all(one.end_ms == other.start_ms for one, other in pairwise(chapters))
    assert all(chapter.start_ms < chapter.end_ms and chapter.title for chapter in chapters)
    sections = [section.title for section in session.sections]
    steps = {cue.step for cue in session.cues if cue.step}
    assert len(chapters) == (len(steps) if division == "steps" else len(sections))


def test_a_section_begins_where_the_timeline_has_it_and_the_first_one_at_the_beginning() -> None:
    chapters = chapters_of(timeline(("One", None), ("One", None), ("Two", None)), "sections")
    assert [(each.title, each.start_ms, each.end_ms) for each in chapters] == [
        ("One", 0, 24_000),
        ("Two", 24_000, 44_000),
    ]


def test_steps_before_the_first_section_have_the_session_s_title_and_those_between_belong_to_the_one_before() -> None:
    chapters = chapters_of(timeline((None, None), ("One", None), (None, None), ("Two", None)), "sections")
    assert [(each.title, each.start_ms) for each in chapters] == [("A session", 0), ("One", 14_000), ("Two", 34_000)]


def test_a_step_without_a_title_has_its_first_words() -> None:
    assert [each.title for each in chapters_of(timeline((None, "Sit down"), (None, None)), "steps")] == [
        "Sit down",
        "Words 1.",
    ]


def test_a_session_without_sections_has_no_chapters_unless_steps_are_asked_for() -> None:
    plain = timeline((None, "Sit down"))
    assert chapters_of(plain, "sections") == chapters_of(plain, "none") == ()
    assert len(chapters_of(plain, "steps")) == 1


@pytest.mark.parametrize("count", [1, 254, 255, 256, 5_000])
def test_more_steps_than_a_file_has_chapters_become_sections(count: int) -> None:
    long = timeline(*[(f"Section {place * 3 // count}", None) for place in range(count)])
    assert len(chapters_of(long, "steps")) == (count if count <= MOST else 3)
    assert bool(note_of(long, "steps")) == (count > MOST)
    assert note_of(long, "none") == ""


def test_more_sections_than_a_file_has_chapters_leave_the_rest_to_the_last() -> None:
    long = timeline(*[(f"Section {place}", None) for place in range(300)])
    chapters = chapters_of(long, "sections")
    assert len(chapters) == MOST
    assert chapters[-1].end_ms == long.duration_ms
    assert "the last chapter holds the rest" in note_of(long, "sections")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_a_title_is_one_line_that_players_show(title: str) -> None:
    shown = short_line(title, LONGEST_TITLE)
    assert len(shown) <= 45
    assert "\n" not in shown
    assert shown.isprintable() or any(sign in shown for sign in "\u200c\u200d")


def test_a_long_title_is_cut_after_a_word_and_one_without_spaces_anywhere() -> None:
    assert short_line("The back and the fingers of their left hand, slowly", LONGEST_TITLE) == (
        "The back and the fingers of their left hand,…"
    )
    assert short_line("手" * 50, LONGEST_TITLE) == "手" * 44 + "…"


def test_other_chapters_are_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="there are no chapters of 'section'; did you mean 'sections'"):
        division_of("section")
