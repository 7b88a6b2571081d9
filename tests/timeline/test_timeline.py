from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from coach.timeline.timeline import Cue, Timeline

pytestmark = pytest.mark.unit

TIMELINE = Timeline(
    "A rest",
    (
        Cue(0, 4_000, "pause"),
        Cue(4_000, 5_500, "speech", "Sit.", 1, "Begin", "Seat", pace=110, level_db=-3.0),
        Cue(5_500, 9_500, "practice", "Sit", 1, "Begin", sound="soft-tick", waits=True, rule="2 × 2s"),
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
                "rule": "2 × 2s",
            },
        ],
    }


def test_a_cue_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TIMELINE.cues[0].end_ms = 5  # type: ignore[misc]
