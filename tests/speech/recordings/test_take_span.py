from __future__ import annotations

import numpy as np
import pytest

from coach.speech.recordings.take_span import find_span, frame_levels
from coach.units import RATE
from tests.speech.recordings.making import hiss, in_a_room, syllables

pytestmark = pytest.mark.unit

MS = RATE / 1000
START = round(0.6 * RATE)


@pytest.mark.parametrize("room_dbfs", [-120.0, -80.0, -65.0, -55.0, -46.0])
def test_the_voice_is_found_in_any_room(room_dbfs: float) -> None:
    voice = syllables(5)
    span = find_span(in_a_room(voice, room_dbfs))
    assert span
    assert -31 < (span.start - START) / MS < 15
    assert -70 < (span.end - START - len(voice)) / MS < 70
    assert span.speech_dbfs == pytest.approx(-26, abs=1)
    assert span.noise_dbfs == pytest.approx(room_dbfs, abs=1.5)


@pytest.mark.parametrize("at_s", [0.1, 0.15, 2.1])
def test_a_click_before_or_after_the_words_is_no_part_of_them(at_s: float) -> None:
    recorded = in_a_room(syllables(4), after_s=0.8)
    at = round(at_s * RATE)
    recorded[at : at + RATE // 50] += hiss(RATE // 50, -12)
    span = find_span(recorded)
    assert span
    assert (span.start - START) / MS == pytest.approx(-20, abs=15)
    assert (span.end - START) / MS == pytest.approx(1000, abs=70)


def test_a_short_last_word_near_the_others_stays() -> None:
    tick = syllables(1)[: RATE // 20]
    voice = np.concatenate([syllables(3), np.zeros(RATE // 10, np.float32), tick])
    span = find_span(in_a_room(voice))
    assert span
    assert span.end - START > len(voice)


def test_a_rest_between_two_sentences_stays() -> None:
    voice = np.concatenate([syllables(3), np.zeros(2 * RATE, np.float32), syllables(2)])
    span = find_span(in_a_room(voice))
    assert span
    assert span.end - span.start > len(voice)


def test_what_was_cut_closely_is_left_as_it_is() -> None:
    voice = syllables(6)[: -RATE // 20]
    span = find_span(voice)
    assert span
    assert (span.start, span.end) == (0, len(voice))


def test_hum_of_the_mains_is_no_voice() -> None:
    recorded = in_a_room(syllables(4))
    recorded += (10 ** (-45 / 20) * np.sin(2 * np.pi * 50 * np.arange(len(recorded)) / RATE)).astype(np.float32)
    span = find_span(recorded)
    assert span
    assert (span.start - START) / MS == pytest.approx(-20, abs=15)


@pytest.mark.parametrize("frames", [0, 1, 100, RATE])
def test_silence_has_no_span(frames: int) -> None:
    assert find_span(np.zeros(frames, np.float32)) is None


def test_levels_are_those_of_each_hundredth_of_a_second() -> None:
    levels = frame_levels(np.concatenate([hiss(RATE, -60), hiss(RATE, -30)]))
    assert len(levels) == 200
    assert np.median(levels[:100]) == pytest.approx(-60, abs=1)
    assert np.median(levels[100:]) == pytest.approx(-30, abs=1)
