"""Voices, and a microphone that hears what the tests play to it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.samples import Samples
from coach.player.controls.voice_commands.stream_alignment import Resampler
from tests.loudspeaker import Loudspeaker
from tests.processes import found

Say = Callable[..., Samples]


@pytest.fixture(scope="session")
def say(tmp_path_factory: pytest.TempPathFactory) -> Say:
    """A function that speaks a text, at 16 kHz between two quiet seconds, in a voice not used to choose thresholds."""
    program = found("espeak-ng")
    folder = tmp_path_factory.mktemp("said")

    def speak(text: str, voice: str = "en-us+f3") -> Samples:
        file = folder / f"{abs(hash((text, voice)))}.wav"
        subprocess.run([program, "-v", voice, "-s", "160", "-w", str(file), text], check=True)
        mono = np.pad(decode(file, "mono"), 44_100)
        mono *= 0.06 / mono.std()
        mono += np.random.default_rng(1).normal(0, 0.001, len(mono)).astype(np.float32)
        return Resampler().push(np.repeat(mono[:, None], 2, axis=1))

    return speak


@dataclass
class Room:
    """A sound server whose microphone hears what `say` plays: the monitor of a null sink."""

    env: dict[str, str]
    module: str = ""

    def plug(self) -> None:
        """Plug the microphone in."""
        sink = ["pactl", "load-module", "module-null-sink", "sink_name=room", "rate=44100", "channels=2"]
        self.module = subprocess.run(sink, env=self.env, check=True, capture_output=True, text=True).stdout.strip()

    def unplug(self) -> None:
        """Unplug the microphone."""
        subprocess.run(["pactl", "unload-module", self.module], env=self.env, check=True)

    def play(self, mono: Samples) -> None:
        """Play a sound to the microphone, until its end."""
        form = ["--format=float32le", "--rate=16000", "--channels=1", "--raw"]
        subprocess.run(["pacat", "--playback", "--device=room", *form], input=mono.tobytes(), env=self.env, check=True)


@pytest.fixture
def room(loudspeaker: Loudspeaker) -> Iterator[Room]:
    found("pacat"), found("pactl")
    room = Room({**loudspeaker.env, "PULSE_SOURCE": "room.monitor"})
    room.plug()
    with _environment(room.env):
        yield room
    room.unplug()


@pytest.fixture
def deaf_machine(no_loudspeaker: dict[str, str], tmp_path: Path) -> Iterator[None]:
    """A machine without a microphone."""
    assert tmp_path.exists()
    with _environment(no_loudspeaker):
        yield


@contextmanager
def _environment(env: dict[str, str]) -> Iterator[None]:
    """Set the environment of the process itself: PulseAudio's library does not read Python's view of it alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PULSE_SERVER", "PULSE_SOURCE", "XDG_RUNTIME_DIR", "HOME", "ALSA_CONFIG_PATH"):
            if name in env and env[name] != os.environ.get(name):
                patch.setenv(name, env[name])
        yield
