"""What was measured once is as if it were measured now, and is measured now where it is not sure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.sound.known_levels import KnownClips, KnownLevels
from coach.sound.voice import SessionVoice, Spoken
from coach.speech.clip import Clip
from coach.units import RATE

pytestmark = pytest.mark.unit

CEILING = 0.5


def speech(seed: int = 1) -> Samples:
    """A second and a half of noise that comes and goes, partly over the ceiling."""
    noise = np.random.default_rng(seed).standard_normal(RATE * 3 // 2)
    return np.asarray(noise * np.hanning(len(noise)) * 0.2, np.float32)


class Voice:
    """A voice of one text, which counts how often its samples are read."""

    def __init__(self, folder: Path, digest: str | None = "of-the-first") -> None:
        self.samples, self.digest, self.reads = speech(), digest, 0
        self._known = KnownClips(lambda *_: self.digest, KnownLevels(folder))

    def clip(self, text: str, _: int | None) -> Clip:
        self.reads += 1
        return Clip(text, self.samples)

    def measure(self, gain_db: float = 3.0, ceiling: float = CEILING) -> Spoken:
        return SessionVoice(self.clip, gain_db, ceiling, self._known).measure("x", None, 0.0)


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return Voice(tmp_path / "levels")


def measured(samples: Samples, gain_db: float = 3.0, ceiling: float = CEILING) -> Spoken:
    """The same without anything known."""
    return SessionVoice(lambda text, _: Clip(text, samples), gain_db, ceiling).measure("x", None, 0.0)


def assert_same(one: Spoken, other: Spoken) -> None:
    """Both are the same to the last bit."""
    assert (one.lufs, one.energy, one.frames) == (other.lufs, other.energy, other.frames)
    assert np.array_equal(one.hops, other.hops)


def test_what_is_known_is_what_would_be_measured_and_nothing_is_read(voice: Voice) -> None:
    assert_same(voice.measure(), measured(voice.samples))
    assert voice.reads == 1
    assert_same(voice.measure(), measured(voice.samples))
    assert voice.reads == 1


def test_it_is_known_of_these_samples_at_this_gain_and_under_this_ceiling_only(voice: Voice) -> None:
    voice.measure()
    assert_same(voice.measure(4.0), measured(voice.samples, 4.0))
    assert_same(voice.measure(ceiling=0.3), measured(voice.samples, ceiling=0.3))
    voice.samples, voice.digest = speech(2), "of-the-second"
    assert_same(voice.measure(), measured(speech(2)))
    assert voice.reads == 4


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink, lambda path: path.write_bytes(b"")])
def test_what_is_damaged_is_measured_anew_and_known_again(
    voice: Voice, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    voice.measure()
    (path,) = (tmp_path / "levels").iterdir()
    damage(path)
    assert_same(voice.measure(), measured(voice.samples))
    voice.measure()
    assert voice.reads == 2


def test_a_clip_that_is_not_kept_is_measured_each_time(tmp_path: Path) -> None:
    voice = Voice(tmp_path / "levels", digest=None)
    voice.measure()
    voice.measure()
    assert voice.reads == 2
    assert not (tmp_path / "levels").exists()


def test_a_disk_that_takes_nothing_hinders_nobody(read_only_disk: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "coach")
    voice = Voice(read_only_disk / "levels")
    assert_same(voice.measure(), measured(voice.samples))
    (told,) = caplog.messages
    assert "keeping what was measured failed: OSError: [Errno 30] Read-only file system" in told
