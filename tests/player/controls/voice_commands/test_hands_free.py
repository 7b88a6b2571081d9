"""A routine from its start to its end by voice alone: coach as it is run, and a microphone that hears it, too."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.player.controls.voice_commands.conftest import Room, Say
from tests.processes import Child

pytestmark = pytest.mark.device

ROUTINE = """
title: Both hands
ending: none
background: {sound: warm-pad}
steps:
  - {say: Rest their left hand in yours., do: 90s}
  - {say: Stroke their palm with your thumbs., do: 90s}
  - {say: Rest their right hand in yours., do: 90s}
  - {say: Let go very slowly., do: 90s}
"""
TOLD = ["Both hands.", "Step 1 of", "Step 2 of", "Paused.", "Going on.", "Step 3 of", "Step 4 of", "Finished."]
SAID = {
    "Step 2 of": "coach, next step",
    "Paused.": "coach, pause",
    "Going on.": "coach, continue",
    "Step 3 of": "coach, next step",
    "Step 4 of": "coach, next step",
    "Finished.": "coach, next step",
}
TRIES = 4


@pytest.fixture
def loop(room: Room) -> Iterator[None]:
    """What comes out of the loudspeaker is heard by the microphone, 12 dB fainter and some 60 ms later."""
    words = ["module-loopback", "source=nul.monitor", "sink=room", "latency_msec=60", "adjust_time=0"]
    module = _control(room, "load-module", *words).strip()
    streams = _control(room, "list", "short", "sink-inputs").splitlines()
    (stream,) = (line.split()[0] for line in streams if "module-loopback" in line)
    _control(room, "set-sink-input-volume", stream, "-12dB")
    yield
    _control(room, "unload-module", module)


def _control(room: Room, *words: str) -> str:
    return subprocess.run(["pactl", *words], env=room.env, check=True, capture_output=True, text=True).stdout


class Told:
    """The lines of a session, as they come."""

    def __init__(self, session: subprocess.Popen[str]) -> None:
        self.lines: list[str] = []
        self._session = session
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._session.stdout
        self.lines.extend(line.rstrip("\n") for line in self._session.stdout)

    def tells(self, beginning: str, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not any(line.startswith(beginning) for line in self.lines):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True


@contextmanager
def _played(routine: Path, room: Room) -> Iterator[Told]:
    command = [sys.executable, "-P", "-m", "coach", "play", str(routine), "--plain", "--listen"]
    env = {**room.env, "COACH_STATE": str(routine.parent / "state"), "DBUS_SESSION_BUS_ADDRESS": ""}
    with Child(
        command, env=env, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as session:
        try:
            yield Told(session)
            assert session.wait(10) == 0
        finally:
            session.kill()


@pytest.mark.usefixtures("loop")
def test_a_routine_is_gone_through_by_voice_alone(room: Room, say: Say, tmp_path: Path) -> None:
    routine = tmp_path / "hands.yaml"
    routine.write_text(ROUTINE)
    with _played(routine, room) as encode_guess:
        assert encode_guess.tells("Step 1 of", 15)
        room.play(say("is the pressure all right"))
        for line, command in SAID.items():
            said = say(command)[8_000:-8_000]
            for _ in range(TRIES):  # who is not heard says it again
                room.play(said)
                if encode_guess.tells(line, 2):
                    break
        assert encode_guess.tells("Finished.", 10), "; ".join(encode_guess.lines)
    # Between them stand the instruction of each practice, and the signs of verbs.
    told = [next(start for start in TOLD if line.startswith(start)) for line in encode_guess.lines if _is_told(line)]
    assert told == TOLD, encode_guess.lines


def _is_told(line: str) -> bool:
    return line.startswith(tuple(TOLD))
