from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import MissingPart
from coach.media import Samples, measure
from coach.routine.model import LEVELS
from coach.sound import cue_sounds, library
from coach.sound.background import open_background
from coach.sound.cue_sounds import sound_of
from coach.sound.gains import curve_of
from coach.sound.library import CUE_SOUNDS, SOUNDS
from coach.speech.treatment import CEILING
from coach.timeline.model import Cue, Timeline
from coach.units import RATE, frames_at

BREATHS = ["breath-in", "breath-out"]

lengths = st.integers(1, 20_000)


def cue(sound: str, length_ms: int, start_ms: int = 0) -> Cue:
    return Cue(start_ms, start_ms + length_ms, "rhythm" if sound == "soft-tick" else "breath", sound=sound)


def smooth_level(samples: Samples) -> Samples:
    """The level over a quarter of a second, at every quarter."""
    window = RATE // 4
    whole = len(samples) // window * window
    return np.asarray(np.sqrt(np.mean(np.square(samples[:whole]).reshape(-1, 2 * window), axis=1)))


@given(st.sampled_from(CUE_SOUNDS), lengths, st.integers(0, 10_000_000))
def test_a_sound_is_stereo_and_no_longer_than_its_cue(sound: str, length: int, start: int) -> None:
    heard = sound_of(cue(sound, length, start))
    assert heard.ndim == 2
    assert heard.shape[1] == 2
    assert len(heard) <= frames_at(start + length) - frames_at(start)


@pytest.mark.parametrize("sound", BREATHS)
@given(length=st.integers(1000, 30_000))
def test_a_breath_sounds_as_long_as_its_cue(sound: str, length: int) -> None:
    assert len(sound_of(cue(sound, length))) == frames_at(length)


@pytest.mark.parametrize(("sound", "turn"), [("breath-in", 0.7), ("breath-out", 0.3)])
def test_a_breath_rises_to_its_turn_and_dies_away(sound: str, turn: float) -> None:
    level = smooth_level(sound_of(cue(sound, 10_000)))
    peak = int(level.argmax())
    assert peak / len(level) == pytest.approx(turn, abs=0.12)
    assert level[0] < level[peak] / 10
    assert level[-1] < level[peak] / 10
    rising, falling = level[: int(turn * len(level))], level[int(turn * len(level)) :]
    assert np.corrcoef(rising, np.arange(len(rising)))[0, 1] > 0.9
    assert np.corrcoef(falling, np.arange(len(falling)))[0, 1] < -0.9


@pytest.mark.parametrize("sound", BREATHS)
def test_a_breath_longer_than_its_file_has_no_click_where_the_file_ends(sound: str) -> None:
    heard = sound_of(cue(sound, 30_000))
    seam = frames_at(12_000)
    assert _highs(heard, seam) <= 2 * max(
        _highs(heard, seam + offset) for offset in range(-RATE, RATE, RATE // 20) if offset
    )


def _highs(heard: Samples, frame: int) -> float:
    """How much is over 6 kHz around a frame, where a click would be."""
    window = heard[frame - 256 : frame + 256, 0] * np.hanning(512)
    return float(np.square(np.abs(np.fft.rfft(window)))[512 * 6000 // RATE :].sum())


@pytest.mark.parametrize("sound", BREATHS)
@pytest.mark.parametrize("length", [1000, 4000, 6000, 15_000])
def test_a_breath_begins_and_ends_in_nothing(sound: str, length: int) -> None:
    heard = sound_of(cue(sound, length))
    edges = np.concatenate((heard[:10], heard[-10:]))
    assert np.abs(edges).max() < 1e-3 * np.abs(heard).max()


@pytest.mark.parametrize("sound", CUE_SOUNDS)
@pytest.mark.parametrize("length", [1000, 4000])
def test_no_sound_rises_faster_than_in_15_ms(sound: str, length: int) -> None:
    heard = np.abs(sound_of(cue(sound, length))).max(axis=1)
    peak = heard.max()
    tenth, most = (int(np.argmax(heard >= part * peak)) for part in (0.1, 0.9))
    assert most - tenth >= frames_at(15) * 0.5
    assert int(np.argmax(heard >= 0.9 * peak)) - int(np.argmax(heard > 0.001 * peak)) >= frames_at(10)


def test_a_tick_has_its_own_length_where_there_is_room() -> None:
    assert np.array_equal(sound_of(cue("soft-tick", 1000)), sound_of(cue("soft-tick", 60_000)))


@pytest.mark.parametrize("length", [20, 40, 100, 250, 350])
def test_a_tick_is_faded_where_it_is_cut(length: int) -> None:
    whole, cut = sound_of(cue("soft-tick", 1000)), sound_of(cue("soft-tick", length))
    assert len(cut) == frames_at(length) < len(whole)
    fade = min(frames_at(50), len(cut))
    assert np.array_equal(cut[:-fade], whole[: len(cut) - fade])
    assert not cut[-1].any()
    assert (np.abs(cut) <= np.abs(whole[: len(cut)])).all()


def test_a_cut_leaves_the_next_sound_whole() -> None:
    before = sound_of(cue("soft-tick", 1000)).copy()
    sound_of(cue("soft-tick", 30))
    sound_of.cache_clear()
    assert np.array_equal(sound_of(cue("soft-tick", 1000)), before)


@pytest.mark.parametrize("sound", CUE_SOUNDS)
def test_a_sound_is_heard_beside_the_background_and_softer_than_the_voice(sound: str) -> None:
    heard = sound_of(cue(sound, 4000))
    assert -45 < 20 * np.log10(np.abs(heard).max()) < -12


@pytest.mark.parametrize("sound", BREATHS)
def test_a_breath_is_softer_than_the_background_alone(sound: str) -> None:
    assert -40 < measure(sound_of(cue(sound, 6000))).lufs < -23


def test_all_that_can_sound_together_stays_under_the_ceiling() -> None:
    spoken = Timeline("T", (Cue(0, 4000, "pause"), Cue(4000, 10_000, "speech", "x"), Cue(10_000, 20_000, "pause")))
    under = max(
        float(curve_of(spoken, over).factors(frames_at(5000), frames_at(5001)).max()) for over in LEVELS.values()
    )
    backgrounds = [np.abs(open_background(sound).loop).max() for sound in SOUNDS.values()]
    ticks = np.abs(sound_of(cue("soft-tick", 1000))).max()
    breaths = max(np.abs(sound_of(cue(sound, 12_000))).max() for sound in BREATHS)
    assert 20 * np.log10(CEILING + under * max(backgrounds) + ticks + breaths) < -0.5


@pytest.fixture
def fresh() -> Iterator[None]:
    cue_sounds._decoded.cache_clear()
    cue_sounds._air.cache_clear()
    sound_of.cache_clear()
    yield
    cue_sounds._decoded.cache_clear()
    cue_sounds._air.cache_clear()
    sound_of.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("sound", CUE_SOUNDS)
def test_a_damaged_sound_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: str) -> None:
    (tmp_path / f"{sound}.opus").write_bytes(b"x" * 100)
    monkeypatch.setattr(library, "_HOMES", (tmp_path,))
    with pytest.raises(MissingPart, match=f"'{sound}' is damaged; install coach again"):
        sound_of(cue(sound, 1000))


@pytest.mark.usefixtures("fresh")
def test_a_sound_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_HOMES", ())
    with pytest.raises(MissingPart, match="'soft-tick' is not where coach is installed"):
        sound_of(cue("soft-tick", 1000))
