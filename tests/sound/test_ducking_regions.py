from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sound.ducking import ALONE, curve_of
from coach.sound.ducking_regions import EASE_MS, Region, ducking_regions
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at

pytestmark = pytest.mark.unit


def led(*words: tuple[int, int], kind: str = "breath", sound: str | None = "breath-in") -> Timeline:
    """A minute of practice from 4 s on, with a breath or a tick every 4 s, and words in it."""
    cues = [Cue(0, 4000, "pause"), Cue(4000, 64_000, "practice", step=1), Cue(64_000, 74_000, "pause")]
    cues += [Cue(ms, ms + 4000, kind, sound=sound, step=1) for ms in range(4000, 64_000, 4000)]  # type: ignore[arg-type]
    cues += [Cue(start, end, "speech", "x", 1) for start, end in words]
    return Timeline("T", tuple(sorted(cues, key=lambda cue: cue.start_ms)))


@pytest.mark.parametrize(("kind", "sound"), [("breath", "breath-in"), ("rhythm", "soft-tick")])
def test_what_leads_the_hands_is_one_stretch(kind: str, sound: str) -> None:
    assert ducking_regions(led(kind=kind, sound=sound), -11, ()) == [Region(4000, 64_000, -11)]


def test_a_breath_without_a_sound_is_none() -> None:
    assert ducking_regions(led(sound=None), -11, ()) == []


def test_the_background_does_not_come_up_while_a_breath_is_held() -> None:
    sounds = ("breath-in", None, "breath-out", None)
    cues = [
        Cue(4000 * number, 4000 * (number + 1), "breath", sound=sound, step=1)
        for number, sound in enumerate((None, *sounds * 3))
    ]
    assert ducking_regions(Timeline("T", tuple(cues)), -11, ()) == [Region(4000, 52_000, -11)]


def test_words_stand_out_of_it_with_room_around_them() -> None:
    assert ducking_regions(led((10_000, 11_000), (30_000, 30_400)), -11, (-9, -13)) == [
        Region(4000, 10_000 - EASE_MS, -11),
        Region(10_000, 11_000, -9),
        Region(11_000 + EASE_MS, 30_000 - EASE_MS, -11),
        Region(30_000, 30_400, -13),
        Region(30_400 + EASE_MS, 64_000, -11),
    ]


def test_between_two_words_with_no_room_there_is_nothing() -> None:
    assert len(ducking_regions(led((10_000, 11_000), (11_800, 12_000)), -11, (-9, -9))) == 4


@given(st.lists(st.integers(0, 6_000), max_size=12), st.integers(0, 70_000))
def test_no_two_stretches_overlap(lengths: list[int], first: int) -> None:
    edges = (first + np.cumsum(lengths)).tolist()
    words = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if end > start]
    stretches = ducking_regions(led(*words), -11, [-10.0] * len(words))
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(stretches))
    assert [(s.start_ms, s.end_ms) for s in stretches if s.level == -10] == words


def test_the_background_stays_down_while_breaths_lead_and_comes_up_after_them() -> None:
    curve = curve_of(led((5000, 6000)), -11, (-9,))
    heard = curve.levels(np.array([frames_at(ms) for ms in (5500, 8000, 20_000, 30_500, 63_900)]))
    assert heard == pytest.approx([-9, -11, -11, -11, -11], abs=0.01)
    silent = curve_of(led((5000, 6000), sound=None), -11, (-9,))
    assert silent.levels(np.array([frames_at(10_000)])) == pytest.approx([-11 + ALONE], abs=0.01)
