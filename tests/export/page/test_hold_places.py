"""Where a session can be held: in the background of each practice, clear of words and ticks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.export.formats.aac_stretches import BLOCK
from coach.export.page.hold_places import FADE, HoldPlace, hold_places
from coach.player.session.transitions import MORE_MS
from coach.routine.loader import parse_routine
from coach.sound.ducking import curve_of
from coach.timeline.compiler import plan_routine
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at
from tests.kinds import at_most

pytestmark = pytest.mark.property


def places_of(timeline: Timeline) -> tuple[HoldPlace, ...]:
    return hold_places(timeline, curve_of(timeline, -12.0, [-12.0] * len(timeline.speech)), MORE_MS)


practices = st.sampled_from(
    [
        "do: 3s",
        "do: 9s",
        "do: 40s",
        "do: until ready",
        "do: {times: 5, each: 4s, count: aloud}",
        "do: {breaths: 4, in: 4s, out: 6s}",
        "do: 20s, rhythm: {every: 2s, sound: soft-tick}",
        "do: 40s, guide: {half: Half way., last: 10s}",
        "pause: 1s",
        "pause: 12s",
    ]
)


@given(st.lists(practices, min_size=1, max_size=6))
@at_most(60)
def test_a_hold_lies_in_its_step_and_in_nothing_but_background(steps: list[str]) -> None:
    lines = "\n".join(f"  - {{title: Step, say: Put your hands down., {each}}}" for each in steps)
    timeline = plan_routine(parse_routine(f"title: T\nsteps:\n{lines}\n".encode(), "t.yaml"), lambda _: 1_500).timeline
    places = places_of(timeline)
    assert [place.step for place in places] == list(range(1, len(steps) + 1))
    heard = [_heard(cue) for cue in timeline.cues if cue.kind == "speech" or cue.sound]
    for place in places:
        own = [cue for cue in timeline.cues if cue.step == place.step]
        assert (
            frames_at(own[0].start_ms)
            <= place.start * BLOCK
            < place.end * BLOCK
            <= frames_at(max(cue.end_ms for cue in own))
        )
        loops = place.alone == FADE
        first, last = (place.start - FADE, place.end + FADE) if loops else (place.start, place.end)
        assert all(end <= (first - 1) * BLOCK or (last + 1) * BLOCK <= start for start, end in heard)
        assert place.waits == any(cue.waits for cue in own)
    assert all(one.end <= other.start for one, other in pairwise(places))


def _heard(cue: Cue) -> tuple[int, int]:
    """Return the frames in which a cue is heard: a breath begins and ends in silence, and a tick is short."""
    if cue.kind == "breath":
        return frames_at(cue.start_ms + 100), frames_at(cue.end_ms - 100)
    return frames_at(cue.start_ms), frames_at(cue.start_ms + 400 if cue.kind == "rhythm" else cue.end_ms)


def test_a_few_rounds_are_as_long_as_more_time() -> None:
    text = "title: T\nsteps:\n" + "".join(f"  - {{say: Hold., do: {seconds}s}}\n" for seconds in (4, 6, 8, 12, 30))
    timeline = plan_routine(parse_routine(text.encode(), "t.yaml"), lambda _: 1_500).timeline
    for place in places_of(timeline):
        rounds = MORE_MS * 44.1 / BLOCK / place.blocks
        assert round(rounds) in range(3, 7)
        assert abs(rounds - round(rounds)) < 0.02


@given(st.lists(practices, min_size=1, max_size=6))
@at_most(60)
def test_the_background_is_as_loud_at_the_end_of_a_round_as_at_its_start(steps: list[str]) -> None:
    lines = "\n".join(f"  - {{say: Put your hands down., {each}}}" for each in steps)
    timeline = plan_routine(parse_routine(f"title: T\nsteps:\n{lines}\n".encode(), "t.yaml"), lambda _: 1_500).timeline
    curve = curve_of(timeline, -12.0, [-12.0] * len(timeline.speech))
    for place in hold_places(timeline, curve, MORE_MS):
        start, end = curve.levels(np.array([place.start * BLOCK, place.end * BLOCK])).tolist()
        assert abs(end - start) < 1.6
