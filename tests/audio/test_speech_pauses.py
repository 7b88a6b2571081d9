"""Speech as it is heard by a program: hums with breath between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.samples import Samples
from coach.audio.speech_pauses import pauses_in, with_longer_pauses

pytestmark = pytest.mark.property

RATE = 24_000
BREATH = 0.004
LENGTHS = st.lists(st.integers(30, 600), min_size=1, max_size=6)


def hum(ms: int) -> Samples:
    time = np.arange(RATE * ms // 1000) / RATE
    return (0.4 * np.sin(2 * np.pi * 180 * time)).astype(np.float32)


def breath(ms: int) -> Samples:
    return (np.random.default_rng(1).uniform(-BREATH, BREATH, RATE * ms // 1000)).astype(np.float32)


def speech(rests_ms: list[int]) -> Samples:
    """Hums of 400 ms, with rests between them."""
    pieces = [hum(400)]
    for rest in rests_ms:
        pieces += [breath(rest), hum(400)]
    return np.concatenate(pieces)


@given(LENGTHS, st.integers(0, 8))
def test_pauses_are_the_longest_rests_of_the_voice_and_no_silence_before_a_consonant(
    rests_ms: list[int], count: int
) -> None:
    samples = speech(rests_ms)
    middles, at = [], 400
    for rest in rests_ms:
        middles.append((at + rest / 2, rest))
        at += rest + 400
    found = pauses_in(samples, RATE, count)
    assert found == sorted(found)
    lengths = [next(rest for middle, rest in middles if abs(place * 1000 / RATE - middle) <= 25) for place in found]
    others = sorted(rests_ms)
    for length in lengths:
        assert length >= 130, "p, t and k are silent for up to 120 ms"
        others.remove(length)
    assert len(found) <= count
    if len(found) < count:
        assert all(rest < 180 for rest in others)
    assert not lengths or not others or max(others) <= min(lengths) + 20


@given(LENGTHS, st.integers(0, 6), st.integers(0, 1500))
def test_what_is_added_is_silence_in_pauses_and_nothing_of_a_word_is_lost(
    rests_ms: list[int], count: int, added_ms: int
) -> None:
    samples = speech(rests_ms)
    longer = with_longer_pauses(samples, RATE, count, added_ms)
    added = len(pauses_in(samples, RATE, count)) * (RATE * added_ms // 1000)
    assert len(longer) == len(samples) + added
    loud = np.abs(longer) > BREATH
    assert np.array_equal(longer[loud], samples[np.abs(samples) > BREATH]), "each word has its samples"
    assert longer.dtype == np.float32


@given(LENGTHS)
def test_nothing_clicks_where_silence_is_added(rests_ms: list[int]) -> None:
    samples = speech(rests_ms) + np.float32(0.002)  # a voice whose breath lies on one side
    longer = with_longer_pauses(samples, RATE, 6, 700)
    steps, before = np.abs(np.diff(longer)), np.abs(np.diff(samples)).max()
    assert steps.max() <= before
    silent = np.flatnonzero(longer == 0)
    if len(pauses_in(samples, RATE, 6)):
        edges = np.concatenate([silent[:1] - 1, silent[-1:] + 1])
        assert np.abs(longer[edges]).max() < 10 ** (-70 / 20)


def test_the_speech_that_was_given_stays_as_it_is() -> None:
    samples = speech([300, 400])
    before = samples.copy()
    with_longer_pauses(samples, RATE, 2, 500)
    assert np.array_equal(samples, before)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), np.zeros(RATE, np.float32)])
def test_silence_and_nothing_have_no_pauses(samples: Samples) -> None:
    assert pauses_in(samples, RATE, 3) == []
    assert np.array_equal(with_longer_pauses(samples, RATE, 3, 500), samples)


def test_silence_before_and_after_speech_is_no_pause() -> None:
    samples = np.concatenate([breath(500), speech([300]), breath(500)])
    assert len(pauses_in(samples, RATE, 9)) == 1
