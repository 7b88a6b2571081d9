from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.loader import parse_routine
from coach.routine.model import SLOWEST_PACE, VoiceOptions
from coach.timeline.compiler import compile_routine
from coach.timeline.expand import Action
from coach.timeline.prosody import EVEN, SLOWER, SOFTER_DB, Prosody, prosody_of

pytestmark = pytest.mark.unit

sections = st.lists(st.sampled_from([None, "A", "B"]), min_size=1, max_size=30)
paces = st.integers(SLOWEST_PACE, 210)


def settled(pace: int, *sections: str | None) -> list[Prosody]:
    voice = VoiceOptions.model_validate({"pace": pace, "settle": True})
    return prosody_of(voice, [Action(section=section) for section in sections])


def test_a_voice_that_does_not_settle_stays_even() -> None:
    assert prosody_of(VoiceOptions(), [Action(), Action(section="A")]) == [EVEN, EVEN]


@given(sections, paces)
def test_each_action_is_slower_and_softer_within_bounds_and_the_last_as_the_voice_itself(
    sections: list[str | None], pace: int
) -> None:
    found = settled(pace, *sections)
    assert len(found) == len(sections)
    assert all(max(SLOWEST_PACE, 0.88 * pace - 1e-9) <= (prosody.pace or pace) <= pace for prosody in found)
    assert all(-3.0 <= prosody.level_db <= 0.0 for prosody in found)
    assert found[-1] == EVEN


def test_the_figures_are_what_the_reference_says() -> None:
    assert (SLOWER, SOFTER_DB) == (0.12, 3.0)


@given(st.integers(1, 30), st.integers(1, 30), paces)
def test_it_falls_up_to_the_last_section_and_rises_through_it(before: int, inside: int, pace: int) -> None:
    found = settled(pace, *["A"] * before, *["B"] * inside)
    levels = [prosody.level_db for prosody in found]
    words = [prosody.pace or pace for prosody in found]
    for values in (levels, words):
        assert values[:before] == sorted(values[:before], reverse=True)
        assert values[before:] == sorted(values[before:])


@given(st.lists(st.sampled_from([None, "A", "B"]), min_size=2, max_size=30), paces)
def test_it_begins_at_the_voices_own_pace_and_level(sections: list[str | None], pace: int) -> None:
    assert settled(pace, *sections)[0] == EVEN


def test_the_calmest_point_lies_before_the_last_section() -> None:
    found = settled(125, "A", "A", "A", "B", "B")
    assert found == [EVEN, Prosody(118, -1.5), Prosody(110, -3.0), Prosody(118, -1.5), EVEN]


def test_without_sections_only_the_last_step_comes_back() -> None:
    found = settled(200, None, None, None, None)
    assert found == [EVEN, Prosody(188, -1.5), Prosody(176, -3.0), EVEN]


def test_what_follows_the_last_section_is_the_end() -> None:
    found = settled(200, None, "A", "A", None)
    assert [prosody.level_db for prosody in found] == [0.0, -1.5, -3.0, 0.0]


def test_a_slow_voice_becomes_softer_and_stays_at_the_slowest_pace() -> None:
    found = settled(94, "A", "A", "A", "A", "B")
    assert [prosody.pace for prosody in found] == [None, 91, 90, 90, None]
    assert [prosody.level_db for prosody in found] == [0.0, -1.0, -2.0, -3.0, 0.0]


def test_the_slowest_voice_only_becomes_softer() -> None:
    assert {prosody.pace for prosody in settled(SLOWEST_PACE, "A", "A", "A", "B")} == {None}


def test_it_falls_in_small_steps() -> None:
    found = settled(125, *["A"] * 40, *["B"] * 20)
    assert all(abs(one.level_db - two.level_db) <= 0.3 for one, two in pairwise(found))
    assert all(abs((one.pace or 125) - (two.pace or 125)) <= 2 for one, two in pairwise(found))


def compiled(settle: str, **options: Any) -> list[tuple[str, int, int | None, float]]:
    text = f"""
title: T
voice: {{pace: 125, settle: {settle}}}
steps:
  - say: One.
  - {{say: Two., do: 10s, guide: {{half: Half.}}, rhythm: {{every: 2s}}}}
  - say: Three.
"""
    timeline = compile_routine(parse_routine(text.encode(), "FILE"), lambda text: 110 * len(text), **options)
    return [(cue.text, cue.end_ms - cue.start_ms, cue.pace, cue.level_db) for cue in timeline.speech]


def test_speech_carries_its_pace_and_level_and_takes_longer() -> None:
    # 440 ms at 125 words per minute are 500 ms at 110.
    expected = [
        ("One.", 440, None, 0.0),
        ("Two.", 500, 110, -3.0),
        ("Half.", 625, 110, -3.0),
        ("Three.", 660, None, 0.0),
    ]
    assert compiled("yes") == expected


def test_without_settle_no_speech_is_changed() -> None:
    assert {(pace, level) for _, _, pace, level in compiled("no")} == {(None, 0.0)}


def test_a_measure_at_another_pace_is_asked_for_it() -> None:
    asked: list[tuple[str, int]] = []

    def paced(text: str, pace: int) -> int:
        asked.append((text, pace))
        return 777

    found = compiled("yes", paced_length=paced)
    assert [(text, ms) for text, ms, _, _ in found] == [("One.", 440), ("Two.", 777), ("Half.", 777), ("Three.", 660)]
    assert set(asked) == {("Two.", 110), ("Half.", 110)}


@pytest.mark.parametrize("kind", ["practice", "pause", "rhythm"])
def test_only_speech_has_a_manner(kind: str) -> None:
    text = b"title: T\nvoice: {settle: yes}\nsteps: [{do: 1s}, {do: 5s, rhythm: {every: 1s}, pause: 1s}, {do: 1s}]"
    cues = compile_routine(parse_routine(text, "FILE"), len).cues
    assert {(cue.pace, cue.level_db) for cue in cues if cue.kind == kind} == {(None, 0.0)}
