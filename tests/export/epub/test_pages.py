from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.export.epub.pages import LEAD_MS, Line, Page, pages_of
from coach.routine.routine_files import bundled_routines
from coach.timeline.timeline import Cue, Timeline
from tests.export.epub.books import sections, told, told_of_library

pytestmark = pytest.mark.unit


def lines_of(pages: tuple[Page, ...]) -> list[Line]:
    return [line for page in pages for line in page.lines]


def assert_it_is_covered(timeline: Timeline) -> None:
    """Each clip begins with a practice, or in the silence just before its words, and they cover all to the end."""
    lines = lines_of(pages_of(timeline))
    assert all(before.end_ms == after.start_ms for before, after in pairwise(lines))
    assert lines[-1].end_ms == timeline.duration_ms
    assert all(line.start_ms < line.end_ms for line in lines)
    practices = {cue.start_ms for cue in timeline.cues if cue.kind == "practice"}
    speech = iter(timeline.speech)
    for line in lines:
        assert line.practice_ms is None or line.start_ms in practices
        assert not any(cue.start_ms < line.start_ms < cue.end_ms for cue in timeline.speech), "within a word"
        if line.words:
            cue = next(speech)
            late = cue.start_ms - line.start_ms
            assert line.words == cue.text
            assert 0 <= late <= LEAD_MS or (line.practice_ms and late < 1000)
    assert next(speech, None) is None


@pytest.mark.parametrize("name", bundled_routines())
def test_the_clips_of_the_library_cover_the_sound_and_every_word_is_in_its_own(name: str) -> None:
    assert_it_is_covered(told_of_library(name).timeline)


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 4000), st.integers(0, 4000)), min_size=1, max_size=6))
def test_whatever_is_said_in_a_practice_the_clips_cover_it_all(steps: list[tuple[int, int, int]]) -> None:
    cues, now = [Cue(0, 500, "pause")], 500
    for number, (said, done, late) in enumerate(steps, 1):
        cues.append(Cue(now, now + said, "speech", "Sit.", number))
        cues.append(Cue(now + said, now + said + done, "practice", "Sit", number, title="Sit"))
        if late < done:
            cues.append(Cue(now + said + late, now + said + done, "speech", "Softly.", number))
        now += said + done
    assert_it_is_covered(Timeline("T", (*cues, Cue(now, now + 800, "pause"))))


def test_every_section_has_a_page_and_steps_in_none_stay_on_the_page_before() -> None:
    pages = pages_of(told().timeline)
    assert [(page.name, page.heading) for page in pages] == [
        ("part-001", "Rest & <breathe>"),
        ("part-002", "Begin"),
        ("part-003", "Breathe"),
    ]
    assert [(step.number, step.section) for step in pages[1].steps] == [(2, "Begin"), (3, "Begin"), (4, None)]


def test_more_sections_than_a_sound_file_has_chapters_have_a_page_each() -> None:
    assert len(pages_of(Timeline("T", tuple(sections(300))))) == 300


def test_words_in_a_practice_are_lines_of_their_own_and_those_at_once_belong_to_its_line() -> None:
    cues = (
        Cue(0, 9000, "practice", "Breathe", 1, title="Breathe"),
        Cue(300, 900, "speech", "In.", 1),
        Cue(4000, 4600, "speech", "Out.", 1),
        Cue(9000, 9500, "speech", "Well done.", 2),
    )
    lines = lines_of(pages_of(Timeline("T", cues)))
    assert [(line.start_ms, line.end_ms, line.practice, line.words, line.within) for line in lines] == [
        (0, 3700, "Breathe", "In.", False),
        (3700, 8700, "", "Out.", True),
        (8700, 9500, "", "Well done.", False),
    ]
    assert lines[0].practice_ms == 9000


def test_a_session_in_which_nothing_is_said_or_done_has_no_page() -> None:
    assert pages_of(Timeline("T", (Cue(0, 5000, "pause"), Cue(0, 900, "sound", sound="bell")))) == ()


def test_a_clip_begins_before_its_words_but_not_within_those_before() -> None:
    times = [(2000, 3000), (3100, 4000), (4000, 5000)]
    cues = [Cue(begin, end, "speech", "Sit.", 1) for begin, end in times]
    assert [line.start_ms for line in lines_of(pages_of(Timeline("T", tuple(cues))))] == [1700, 3050, 4000]
