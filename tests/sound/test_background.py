from __future__ import annotations

import os
import shutil
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import folders
from coach.audio.loudness import HOP, powers
from coach.audio.noise_floor import NoiseFloor
from coach.audio.samples import Samples
from coach.errors import MissingPart, Place, RoutineError, UsageError
from coach.sound.background import Background, OwnRecording, open_background
from coach.sound.layers import Layers
from coach.sound.sound_library import SOUNDS, Sound
from coach.units import RATE
from tests.kinds import at_most

pytestmark = pytest.mark.unit

FRAMES = 20 * RATE + 1234
"""Of a session: longer than the recording, and no whole number of hops."""


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    path = tmp_path_factory.mktemp("own") / "waves.wav"
    noise = np.random.default_rng(1).standard_normal((8 * RATE, 2)) * 0.05
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes(np.rint(noise * 32767).astype("<i2").tobytes())
    return Sound("waves.wav", recording=path)


KINDS = {"none": NoiseFloor, "warm-pad": Layers, "waves.wav": OwnRecording}
"""Each kind of background there is: what a routine names, and what that becomes."""


@pytest.fixture(scope="module", params=KINDS)
def background(request: pytest.FixtureRequest, recording: Sound) -> Background:
    opened = open_background({"waves.wav": recording, **SOUNDS}.get(request.param), FRAMES)
    assert isinstance(opened, KINDS[request.param])
    return opened


@pytest.fixture(scope="module")
def whole(background: Background) -> Samples:
    return background.read(0, FRAMES)


def test_it_is_stereo_and_as_long_as_it_is_asked_for(background: Background, whole: Samples) -> None:
    assert whole.shape == (FRAMES, 2)
    assert whole.dtype == np.float32
    assert background.read(50, 50).shape == (0, 2)


@given(start=st.integers(0, FRAMES), frames=st.integers(0, RATE))
@at_most(100)
def test_any_stretch_is_the_same_as_in_the_whole(
    background: Background, whole: Samples, start: int, frames: int
) -> None:
    end = min(start + frames, FRAMES)
    assert np.array_equal(background.read(start, end), whole[start:end])


def test_it_goes_on_after_the_session_s_end(background: Background) -> None:
    """The mix reads whole blocks."""
    after = background.read(FRAMES, FRAMES + 3 * RATE)
    assert after.shape == (3 * RATE, 2)
    assert np.abs(after).max() > 0


def test_what_is_read_may_be_changed(background: Background, whole: Samples) -> None:
    for start in (0, RATE, FRAMES - RATE):
        mine = background.read(start, start + RATE)
        mine *= 0
        assert np.array_equal(background.read(start, start + RATE), whole[start : start + RATE])


def test_nothing_is_over_its_peak_nor_its_peak_over_full_scale(background: Background, whole: Samples) -> None:
    assert np.abs(whole).max() <= background.peak * (1 + 1e-6)
    assert 0 < background.peak <= 1


def test_it_has_a_power_for_each_hop_of_the_session(background: Background) -> None:
    assert background.powers.shape == (-(-FRAMES // HOP),)
    assert background.powers.dtype == np.float64


@pytest.mark.parametrize("name", ["warm-pad", "waves.wav"])
def test_its_powers_are_those_of_what_is_heard(recording: Sound, name: str) -> None:
    heard = open_background({"waves.wav": recording, **SOUNDS}[name], FRAMES)
    (measured,) = powers([heard.read(0, FRAMES)])
    settled = slice(5, -1)  # a meter that is switched on with the session has to come to it, and cuts off the last hop
    assert np.abs(10 * np.log10(heard.powers[settled] / measured[settled])).max() < 0.05


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("frames", [0, 1, HOP, HOP + 1])
def test_a_session_may_be_of_any_length(recording: Sound, name: str, frames: int) -> None:
    heard = open_background({"waves.wav": recording, **SOUNDS}.get(name), frames)
    assert len(heard.powers) == -(-frames // HOP)
    assert len(heard.read(0, RATE)) == RATE


@pytest.mark.parametrize("damage", ["cut in half", "a hole", "no sound"])
def test_a_damaged_sound_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    first, second = (layer.path for layer in SOUNDS["warm-pad"].layers)
    data = second.read_bytes()
    hole = data[:200_000] + bytes(20_000) + data[220_000:]
    damaged = {"cut in half": data[: len(data) // 2], "a hole": hole, "no sound": b"x" * 100}[damage]
    shutil.copy(first, tmp_path)
    (tmp_path / second.name).write_bytes(damaged)
    monkeypatch.setattr(folders, "_ASSETS", (tmp_path,))
    with pytest.raises(MissingPart, match="'warm-pad' is damaged; install coach again"):
        open_background(SOUNDS["warm-pad"], FRAMES)


def test_a_sound_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_ASSETS", ())
    with pytest.raises(MissingPart, match=r"warm-pad-1\.opus is not where coach is installed; install coach again"):
        open_background(SOUNDS["warm-pad"], FRAMES)


def test_a_recording_that_cannot_be_used_is_told_at_the_place_that_names_it(tmp_path: Path) -> None:
    gone = Sound("waves.mp3", recording=tmp_path / "waves.mp3", place=Place("r.yaml", 5, 3))
    with pytest.raises(RoutineError) as caught:
        open_background(gone, FRAMES)
    told = f"r.yaml:5:3: there is no file '{tmp_path / 'waves.mp3'}' (check its name and its folder)"
    assert str(caught.value) == told


def test_a_recording_that_the_command_line_names_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "waves.mp3").write_text("not a sound")
    with pytest.raises(UsageError, match=r"'waves\.mp3' is no sound that can be read; name a sound file"):
        open_background(Sound("waves.mp3", recording=tmp_path / "waves.mp3"), FRAMES)


@pytest.mark.parametrize("place", [None, Place("calm.yaml", 2, 5)])
def test_a_recording_that_breaks_while_it_is_heard_is_told_where_it_was_asked_for(
    recording: Sound, tmp_path: Path, place: Place | None
) -> None:
    file = tmp_path / "waves.wav"
    assert recording.recording
    file.write_bytes(recording.recording.read_bytes())
    background = open_background(Sound("waves.wav", recording=file, place=place), FRAMES)
    background.read(0, RATE)
    os.truncate(file, 2 * RATE * 4)
    with pytest.raises(RoutineError if place else UsageError, match=r"'waves\.wav' breaks off after 4s"):
        background.read(RATE, FRAMES)
