from __future__ import annotations

import pytest

from coach.draft.text.blocks import Block
from coach.draft.text.time_codes import without_time_codes

pytestmark = pytest.mark.unit


def _read(*lines: str) -> list[tuple[str, str]]:
    blocks = without_time_codes([Block("text", line, place) for place, line in enumerate(lines, 1)])
    return [(block.kind, block.text) for block in blocks]


def test_the_chapters_of_a_video_are_headings() -> None:
    lines = ("0:00 Intro", "Hi there.", "0:32 Wrist pulls", "Pull the fingers back.", "1:50 Neck", "Drop your chin.")
    assert [text for kind, text in _read(*lines) if kind == "heading"] == ["Intro", "Wrist pulls", "Neck"]


def test_captions_between_bare_times_are_one_text() -> None:
    lines = ("0:00", "lie down on your", "0:03", "back and bend", "0:06", "your knees.", "0:09", "now breathe")
    assert _read(*lines) == [("text", "lie down on your back and bend your knees."), ("text", "now breathe")]


def test_times_that_do_not_rise_are_lengths() -> None:
    lines = ("0:30 Plank", "0:45 Squat", "0:30 Rest", "0:45 Squat")
    assert [text for _, text in _read(*lines)] == list(lines)


def test_times_of_day_are_no_times_of_a_recording() -> None:
    lines = ("7:00 am Get up", "8:15 am Walk", "9:30 am Stretch", "10:45 am Rest")
    assert [text for _, text in _read(*lines)] == list(lines)


def test_the_words_of_subtitles_are_one_text_without_their_numbers_and_times() -> None:
    cues = [f"00:00:0{second},000 --> 00:00:0{second},900" for second in range(1, 4)]
    lines = ("1", cues[0], "Sit on your chair", "and lean back.", "2", cues[1], "Rest.", "3", cues[2], "Get up.")
    assert _read(*lines) == [("text", "Sit on your chair and lean back."), ("text", "Rest."), ("text", "Get up.")]
