from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from coach.timeline.timeline import Cue, Section, Timeline

pytestmark = pytest.mark.unit

TIMELINE = Timeline(
    "A rest",
    (
        Cue(0, 4_000, "pause"),
        Cue(4_000, 5_500, "speech", "Sit.", 1, "Begin", "Seat", pace=110, level_db=-3.0),
        replace(
            Cue(5_500, 9_500, "practice", "Sit", 1, "Begin", sound="soft-tick", rule="2 × 2s"),
            waits=True,
            most_ms=180_000,
            remind="Go on.",
        ),
    ),
)
BARE = {
    "text": "",
    "step": None,
    "section": None,
    "title": None,
    "sound": None,
    "pace": None,
    "level_db": 0.0,
    "waits": False,
    "most_ms": None,
    "remind": "",
    "rule": "",
}
"""What a cue has to which nothing belongs."""


def test_a_session_is_as_long_as_its_last_cue() -> None:
    assert TIMELINE.duration_ms == 9_500


def test_speech_is_what_the_voice_says() -> None:
    assert TIMELINE.speech == (TIMELINE.cues[1],)


def test_programs_read_a_timeline_by_these_keys() -> None:
    assert json.loads(json.dumps(TIMELINE.as_dict())) == {
        "version": 1,
        "title": "A rest",
        "duration_ms": 9_500,
        "cues": [
            {**BARE, "start_ms": 0, "end_ms": 4_000, "kind": "pause"},
            {
                "start_ms": 4_000,
                "end_ms": 5_500,
                "kind": "speech",
                "text": "Sit.",
                "step": 1,
                "section": "Begin",
                "title": "Seat",
                "sound": None,
                "pace": 110,
                "level_db": -3.0,
                "waits": False,
                "most_ms": None,
                "remind": "",
                "rule": "",
            },
            {
                "start_ms": 5_500,
                "end_ms": 9_500,
                "kind": "practice",
                "text": "Sit",
                "step": 1,
                "section": "Begin",
                "title": None,
                "sound": "soft-tick",
                "pace": None,
                "level_db": 0.0,
                "waits": True,
                "most_ms": 180_000,
                "remind": "Go on.",
                "rule": "2 × 2s",
            },
        ],
    }


def test_a_cue_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TIMELINE.cues[0].end_ms = 5  # type: ignore[misc]


def in_sections(*cues: tuple[int, int, str | None]) -> Timeline:
    return Timeline("T", tuple(Cue(start, end, "practice", section=section) for start, end, section in cues))


def test_a_section_reaches_from_its_first_cue_to_the_end_of_its_last() -> None:
    timeline = in_sections((0, 10, None), (10, 50, "Left"), (20, 30, "Left"), (50, 60, "Right"), (60, 70, None))
    assert timeline.sections == (Section("Left", 10, 50), Section("Right", 50, 60))


def test_what_comes_back_to_a_title_is_a_section_of_its_own() -> None:
    timeline = in_sections((0, 10, "Breathe"), (10, 20, "Rest"), (20, 30, "Breathe"))
    assert [section.title for section in timeline.sections] == ["Breathe", "Rest", "Breathe"]


def test_a_session_without_sections_has_none() -> None:
    assert in_sections((0, 10, None)).sections == ()


def test_a_wait_is_as_long_as_its_practice_leaves_it() -> None:
    practice = TIMELINE.cues[2]
    assert (practice.wait_ms, practice.holds) == (176_000, True)
    assert (replace(practice, most_ms=None).wait_ms, replace(practice, most_ms=None).holds) == (None, True)
    assert (replace(practice, most_ms=4_000).wait_ms, replace(practice, most_ms=4_000).holds) == (0, False)
    assert not replace(practice, waits=False).holds


def test_without_a_cue_nothing_takes_any_time() -> None:
    empty = Timeline("Nothing", ())
    times = [empty.duration_ms, empty.head_end_ms, empty.tail_start_ms, empty.last_step]
    assert (times, empty.speech, empty.sections) == ([0, 0, 0, 0], (), ())
