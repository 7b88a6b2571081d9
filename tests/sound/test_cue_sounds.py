from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import folders
from coach.audio.decode import decode
from coach.audio.loudness import integrated, measure
from coach.audio.samples import Samples
from coach.errors import MissingPart
from coach.routine.background_options import LEVELS
from coach.routine.sounds import SOUND_MS
from coach.sound import cue_sounds
from coach.sound.cue_sounds import sound_of
from coach.sound.layers import open_layers
from coach.sound.profiles import PROFILES
from coach.sound.sound_library import CUE_SOUNDS, SOUNDS, file_of
from coach.speech.postprocess import SPEECH_LUFS
from coach.timeline.timeline import Cue, Kind
from coach.units import RATE, frames_at
from tests.kinds import at_most

pytestmark = pytest.mark.unit

BREATHS = ["breath-in", "breath-out"]
RUNG = ["soft-tick", "side-change", "start-bell", "end-bell"]
KINDS: dict[str, Kind] = {**dict.fromkeys(BREATHS, "breath"), **dict.fromkeys(RUNG, "sound"), "soft-tick": "rhythm"}

lengths = st.integers(1, 20_000)


def cue(sound: str, length_ms: int, start_ms: int = 0) -> Cue:
    return Cue(start_ms, start_ms + length_ms, KINDS[sound], sound=sound)


def smooth_level(samples: Samples) -> Samples:
    """The level over a quarter of a second, at every quarter."""
    window = RATE // 4
    whole = len(samples) // window * window
    return np.asarray(np.sqrt(np.mean(np.square(samples[:whole]).reshape(-1, 2 * window), axis=1)))


@given(st.sampled_from(CUE_SOUNDS), lengths, st.integers(0, 10_000_000))
@at_most(300)
def test_a_sound_is_stereo_and_no_longer_than_its_cue(sound: str, length: int, start: int) -> None:
    heard = sound_of(cue(sound, length, start))
    assert heard.ndim == 2
    assert heard.shape[1] == 2
    assert len(heard) <= frames_at(start + length) - frames_at(start)


@pytest.mark.parametrize("sound", BREATHS)
@given(length=st.integers(1000, 30_000))
@at_most(100)
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


def test_there_are_breaths_and_what_is_rung() -> None:
    assert sorted(CUE_SOUNDS) == sorted([*BREATHS, *RUNG])


@pytest.mark.parametrize("sound", RUNG)
def test_what_is_rung_has_its_own_length_where_there_is_room(sound: str) -> None:
    own = sound_of(cue(sound, SOUND_MS[sound]))
    assert len(own) == frames_at(SOUND_MS[sound])
    assert np.array_equal(own, sound_of(cue(sound, 60_000)))
    assert np.array_equal(own, decode(file_of(sound), "stereo"))


@pytest.mark.parametrize("sound", RUNG)
@pytest.mark.parametrize("length", [20, 40, 100, 250, 350])
def test_what_is_rung_is_faded_where_it_is_cut(sound: str, length: int) -> None:
    whole, cut = sound_of(cue(sound, 60_000)), sound_of(cue(sound, length))
    assert len(cut) == frames_at(length) < len(whole)
    fade = min(frames_at(50), len(cut))
    assert np.array_equal(cut[:-fade], whole[: len(cut) - fade])
    assert not cut[-1].any()
    assert (np.abs(cut) <= np.abs(whole[: len(cut)])).all()


@pytest.mark.parametrize("sound", RUNG)
def test_a_cut_leaves_the_next_sound_whole(sound: str) -> None:
    before = sound_of(cue(sound, 10_000)).copy()
    sound_of(cue(sound, 30))
    sound_of.cache_clear()
    assert np.array_equal(sound_of(cue(sound, 10_000)), before)


@pytest.mark.parametrize("sound", CUE_SOUNDS)
def test_a_sound_is_heard_beside_the_background_and_softer_than_the_voice(sound: str) -> None:
    heard = sound_of(cue(sound, 4000))
    assert -45 < 20 * np.log10(np.abs(heard).max()) < -12


@pytest.mark.parametrize("sound", BREATHS)
def test_a_breath_is_softer_than_the_background_alone(sound: str) -> None:
    assert -40 < measure(sound_of(cue(sound, 6000))).lufs < -23


def test_all_that_can_sound_together_stays_under_the_ceiling() -> None:
    """A word, a tick, a breath and the loudest background under it, each at its highest sample."""
    sounds = [open_layers(sound, 300 * RATE) for sound in SOUNDS.values()]
    under = [10 ** ((SPEECH_LUFS - min(LEVELS.values()) - integrated(each.powers)) / 20) * each.peak for each in sounds]
    ticks = float(np.abs(sound_of(cue("soft-tick", 1000))).max())
    breaths = max(float(np.abs(sound_of(cue(sound, 12_000))).max()) for sound in BREATHS)
    words = 10 ** (PROFILES["session"].ceiling_db / 20)
    assert 20 * math.log10(words + max(under) + ticks + breaths) < -0.5


@pytest.fixture
def fresh() -> Iterator[None]:
    cue_sounds._decode.cache_clear()
    cue_sounds._air.cache_clear()
    sound_of.cache_clear()
    yield
    cue_sounds._decode.cache_clear()
    cue_sounds._air.cache_clear()
    sound_of.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("sound", CUE_SOUNDS)
def test_a_damaged_sound_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: str) -> None:
    (tmp_path / f"{sound}.opus").write_bytes(b"x" * 100)
    monkeypatch.setattr(folders, "_ASSETS", (tmp_path,))
    with pytest.raises(MissingPart, match=f"'{sound}' is damaged; install coach again"):
        sound_of(cue(sound, 1000))


@pytest.mark.usefixtures("fresh")
def test_a_sound_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_ASSETS", ())
    for sound in CUE_SOUNDS:
        with pytest.raises(MissingPart, match=f"{sound}.opus is not where coach is installed"):
            sound_of(cue(sound, 1000))
