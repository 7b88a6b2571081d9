from __future__ import annotations

import numpy as np
import pytest

from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.speech.recordings.take_quality import (
    count_clipped,
    faults_of,
    loudness_of,
    measure_room,
    measure_take,
)
from coach.units import RATE
from tests.speech.recordings.making import hiss, in_a_room, syllables

pytestmark = pytest.mark.unit


def faults(samples: Samples, noise_dbfs: float | None = None, *, edges: bool = True) -> list[str]:
    return [told.partition(":")[0] for told in faults_of(measure_take(samples, noise_dbfs), edges=edges)]


@pytest.mark.parametrize("dbfs", [-36, -26, -14])
def test_a_good_take_has_no_fault(dbfs: float) -> None:
    assert faults(in_a_room(syllables(5, dbfs))) == []


def test_its_measurements_are_those_of_the_words() -> None:
    quality = measure_take(in_a_room(syllables(5)))
    assert quality.speech_ms == pytest.approx(1250, abs=80)
    assert quality.speech_dbfs == pytest.approx(-26, abs=1)
    assert quality.noise_dbfs == pytest.approx(-75, abs=1.5)
    assert quality.clipped == 0


@pytest.mark.parametrize(("dbfs", "told"), [(-39.5, ["it is too low (-40 dB)"]), (-36.5, [])])
def test_a_low_take_is_told(dbfs: float, told: list[str]) -> None:
    assert faults(in_a_room(syllables(5, dbfs), -90)) == told


@pytest.mark.parametrize(
    ("room", "told"), [(-50, ["it is noisy (the voice is 24 dB over the room)"]), (-60, []), (-90, [])]
)
def test_a_noisy_take_is_told(room: float, told: list[str]) -> None:
    assert faults(in_a_room(syllables(5), room)) == told


def test_the_room_that_was_measured_before_counts_for_a_take_without_pauses() -> None:
    take = in_a_room(syllables(5), -90, 0.06, 0.06)
    assert faults(take, -40.0) == ["it is noisy (the voice is 14 dB over the room)"]


def test_a_clipped_take_is_told_first() -> None:
    loud = np.clip(in_a_room(syllables(5, -4)), -1, 1)
    assert faults(loud)[0] == "it is clipped"


@pytest.mark.parametrize("level", [0.5, 0.99, 1.0])
@pytest.mark.parametrize("hertz", [60, 220, 3000])
def test_a_wave_that_only_touches_the_top_is_not_clipped(level: float, hertz: float) -> None:
    wave = level * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)
    assert count_clipped(wave.astype(np.float32)) < RATE * 0.003


def test_flat_tops_are_counted() -> None:
    wave = 1.3 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE)
    clipped = np.clip(wave, -1, 1).astype(np.float32)
    assert count_clipped(clipped) == np.count_nonzero(np.abs(wave) >= 1)


def test_what_a_decoder_makes_of_flat_tops_is_counted_too() -> None:
    wave = 1.3 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE)
    rippled = np.clip(wave, -1, 1) + 0.01 * np.sin(2 * np.pi * 9000 * np.arange(RATE) / RATE)
    assert count_clipped(rippled.astype(np.float32)) > 1000


def test_words_at_the_very_start_or_end_are_told_as_cut_off() -> None:
    take = in_a_room(syllables(6))
    assert faults(take[round(0.65 * RATE) :]) == ["it is cut off at the start"]
    assert faults(take[: round(1.3 * RATE)]) == ["it is cut off at the end"]


def test_a_file_that_was_trimmed_on_purpose_has_no_such_fault() -> None:
    assert faults(syllables(6)[: -RATE // 20], edges=False) == []


def test_noise_at_the_edges_is_no_word() -> None:
    assert faults(in_a_room(syllables(5), -44)) == ["it is noisy (the voice is 18 dB over the room)"]


@pytest.mark.parametrize("take", [np.zeros(RATE, np.float32), np.zeros(0, np.float32), hiss(RATE, -75)])
def test_nobody_is_heard_in_silence(take: Samples) -> None:
    assert faults(take) == ["nobody is heard"]


def test_a_room_is_as_loud_as_it_mostly_is() -> None:
    room = hiss(RATE, -62)
    room[1000:3000] += hiss(2000, -20)
    assert measure_room(room) == pytest.approx(-62, abs=1)


def test_the_loudness_of_a_sentence_is_that_of_the_standard() -> None:
    voice = syllables(12)
    assert loudness_of(voice) == pytest.approx(measure(voice).lufs, abs=0.3)


def test_a_short_word_is_as_loud_as_the_same_sound_for_longer() -> None:
    tone = (0.1 * np.sin(2 * np.pi * 300 * np.arange(2 * RATE) / RATE)).astype(np.float32)
    assert loudness_of(tone[: RATE // 5]) == pytest.approx(loudness_of(tone), abs=0.5)
    assert loudness_of(tone[:0]) == -np.inf
