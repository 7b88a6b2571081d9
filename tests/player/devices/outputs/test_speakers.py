"""What is played comes out of the loudspeaker: played into a sound server of the tests' own, and overheard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.units import RATE

pytestmark = pytest.mark.device

PLAY = "import sys, numpy; from coach.player.devices.outputs.speakers import play; play(numpy.load(sys.argv[1]))"
Play = Callable[[Samples], Samples]


@pytest.fixture
def play(loudspeaker: Any, tmp_path: Path) -> Play:
    """Play a sound in a process of its own; gives what is heard of it."""

    def heard(sound: Samples) -> Samples:
        np.save(tmp_path / "sound.npy", sound)
        with loudspeaker.overheard() as overheard:
            command = [sys.executable, "-c", PLAY, str(tmp_path / "sound.npy")]
            subprocess.run(command, env=loudspeaker.env, check=True, timeout=30, cwd=Path.cwd())
        (samples,) = overheard
        return np.asarray(samples)

    return heard


def sounding(samples: Samples) -> Samples:
    """Without the silence, of which there is more or less on a busy machine."""
    return samples[samples.any(axis=1)]


def noise(seconds: float, level: float = 0.3) -> Samples:
    """With a little silence before it, of which a null sink loses a millisecond or two when a stream begins."""
    rng = np.random.default_rng(3)
    sound = rng.uniform(-level, level, (round(seconds * RATE), 2)).astype(np.float32)
    return np.concatenate((np.zeros((RATE // 20, 2), np.float32), sound))


@pytest.mark.parametrize("seconds", [0.01, 0.5, 2.0])
def test_a_sound_is_played_to_its_end_and_not_changed(play: Play, seconds: float) -> None:
    sound = noise(seconds)
    assert np.array_equal(sounding(play(sound)), sounding(sound))


def test_left_stays_left(play: Play) -> None:
    sound = noise(0.3)
    sound[:, 1] /= 4
    left, right = np.abs(sounding(play(sound))).max(axis=0)
    assert left / right == pytest.approx(4, rel=0.01)


def test_nothing_is_played_of_nothing(play: Play) -> None:
    assert len(sounding(play(np.zeros((0, 2), np.float32)))) == 0


def test_without_any_loudspeaker_it_is_told_what_would_help(no_loudspeaker: dict[str, str], tmp_path: Path) -> None:
    np.save(tmp_path / "sound.npy", noise(0.1))
    code = f"from coach.errors import MissingPart\ntry:\n    {PLAY.replace('; ', chr(10) + '    ')}\n"
    code += "except MissingPart as missing:\n    print(missing.remedy)\n"
    command = [sys.executable, "-c", code, str(tmp_path / "sound.npy")]
    done = subprocess.run(command, env=no_loudspeaker, capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == "connect loudspeakers, or write a file with `coach export`\n"


OPENS = """
import os, sys
from coach.errors import MissingPart
from coach.player.controls.voice_commands.microphone import Microphone
from coach.player.devices.outputs.speakers import Speakers
def speak():
    with Speakers(lambda frames: __import__("numpy").zeros((frames, 2), "f4")):
        pass
def hear():
    microphone = Microphone(lambda samples: None)
    microphone.start()
    microphone.close()
opened = []
for _ in range(8):
    try:
        {speak: speak, hear: hear}[eval(sys.argv[1])]()
        went = True
    except MissingPart:
        went = False
    opened.append(len(os.listdir("/proc/self/fd")))
print(went, opened[1:])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="where descriptors can be counted")
@pytest.mark.parametrize("device", ["speak", "hear"])
@pytest.mark.parametrize("there", [True, False])
def test_however_often_a_device_is_opened_or_is_not_there_no_descriptor_stays_open(
    device: str, there: bool, own_loudspeaker: Any
) -> None:
    """A session whose headphones are unplugged asks every second whether they are back."""
    if not there:
        own_loudspeaker.control("unload-module", "module-null-sink")
    command = [sys.executable, "-c", OPENS, device]
    done = subprocess.run(command, env=own_loudspeaker.env, capture_output=True, text=True, check=True, timeout=60)
    went, _, counts = done.stdout.partition(" ")
    assert went == str(there)
    assert len(set(counts.strip("[]\n").split(", "))) == 1, counts
