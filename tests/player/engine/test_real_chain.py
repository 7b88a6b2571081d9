"""The whole chain into a sound server of the tests' own, and overheard: what is planned is what is heard, and when."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest

from coach.audio.noise_floor import PEAK_DBFS
from coach.audio.samples import Samples
from coach.player.engine.notices import BACK, GONE
from coach.routine.loader import parse_routine
from coach.session import Session, open_session
from coach.units import RATE
from tests.player.engine.driving import places_of, wait_for
from tests.processes import Child

pytestmark = pytest.mark.device

ROUTINE = """
title: A short rest
background: {sound: none}
steps:
  - say: Let your shoulders sink.
    do: 3s exactly
  - say: Rest your left hand on the cushion.
    do: 4s exactly
  - say: And now the other one.
    do: 3s exactly
"""
PLAY = """
import sys, threading
from coach.session import open_player
with open_player(sys.argv[1]) as player:
    def obey():
        for line in sys.stdin:
            player.ask(line.strip())
    threading.Thread(target=obey, daemon=True).start()
    player.over.wait()
print(player.buffer.missing, player.failure)
"""
ANSWERED_MS = 150
ONSET_MS = 20


class Ear:
    """Hears all that a sound server plays, and knows when."""

    def __init__(self, env: dict[str, str]) -> None:
        form = ["--format=float32le", "--rate=44100", "--channels=2", "--latency-msec=2", "--raw"]
        self._listener = Child(
            ["parec", "--device=nul.monitor", *form], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
        )
        self._pieces: list[bytes] = []
        self._times: list[tuple[float, int]] = [(0.0, 0)]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        wait_for(lambda: self._pieces)

    def _listen(self) -> None:
        stream: Any = self._listener.stdout
        while piece := stream.read1(1 << 16):
            self._pieces.append(piece)
            self._times.append((time.monotonic(), self._times[-1][1] + len(piece) // 8))

    @property
    def heard(self) -> Samples:
        data = b"".join(self._pieces)
        return np.frombuffer(data[: len(data) // 8 * 8], np.float32).reshape(-1, 2)

    def frame_at(self, moment: float) -> int:
        """How many frames had been heard by then."""
        return max(frames for when, frames in self._times if when <= moment)

    def moment_of(self, frame: int) -> float:
        """When a frame had been heard."""
        return min(when for when, frames in self._times if frames > frame)

    def close(self) -> None:
        self._listener.kill()
        self._listener.wait()
        self._thread.join()
        assert self._listener.stdout is not None
        self._listener.stdout.close()


@contextmanager
def ear(loudspeaker: Any) -> Iterator[Ear]:
    hearing = Ear(loudspeaker.env)
    try:
        yield hearing
    finally:
        hearing.close()


@contextmanager
def playing(command: list[str], env: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with Child([sys.executable, "-P", *command], env=env, cwd=folder, text=True, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def say(process: subprocess.Popen[str], verb: str) -> float:
    stdin: IO[str] | None = process.stdin
    assert stdin is not None
    asked = time.monotonic()
    stdin.write(f"{verb}\n")
    stdin.flush()
    return asked


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    file = tmp_path / "rest.yaml"
    file.write_text(ROUTINE)
    return file


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_session(parse_routine(ROUTINE.encode(), "rest.yaml")) as session:
        yield session


def onsets_ms(session: Session, heard: Samples) -> list[float]:
    """Of each cue, from the first one on; each is heard once."""
    found = [places_of(session.narrator.clip(cue.text).samples, heard) for cue in session.timeline.speech]
    assert [len(places) for places in found] == [1] * len(found)
    return [(place - found[0][0]) * 1000 / RATE for (place,) in found]


def test_every_cue_is_heard_when_the_timeline_has_it(
    loudspeaker: Any, routine: Path, session: Session, tmp_path: Path
) -> None:
    """From the first one on. A machine that is very busy may leave a gap, once."""
    errors: list[float] = []
    for _ in range(2):
        with ear(loudspeaker) as hearing, playing(["-c", PLAY, str(routine)], loudspeaker.env, tmp_path) as process:
            told, _ = process.communicate(timeout=90)
        assert told == "0 None\n"  # no frame was missing
        planned = [cue.start_ms - session.timeline.speech[0].start_ms for cue in session.timeline.speech]
        heard = onsets_ms(session, hearing.heard)
        errors = [abs(one - other) for one, other in zip(heard, planned, strict=True)]
        print("onset errors in ms:", errors)
        if max(errors) <= ONSET_MS:
            return
    assert max(errors) <= ONSET_MS


def test_a_verb_is_answered_within_150_ms(loudspeaker: Any, routine: Path, tmp_path: Path) -> None:
    """From the line on standard input to the loudspeaker. The half of them, for other tests take the processor too."""
    took: list[float] = []
    with ear(loudspeaker) as hearing, playing(["-c", PLAY, str(routine)], loudspeaker.env, tmp_path) as process:
        wait_for(lambda: np.any(hearing.heard))
        time.sleep(1)
        say(process, "pause")
        for verb in ("softer", "louder") * 4:
            time.sleep(0.7)
            asked = say(process, verb)
            time.sleep(0.4)
            begin = hearing.frame_at(asked)
            onset = begin + int(np.argmax(np.abs(hearing.heard[begin:]).max(axis=1) > 0.005))
            took.append((hearing.moment_of(onset) - asked) * 1000)
        say(process, "stop")
        assert process.wait(timeout=20) == 0
    print("answered after ms:", sorted(round(ms) for ms in took))
    assert min(took) > 0
    assert sorted(took)[len(took) // 2 - 1] <= ANSWERED_MS


def tells(told: list[str], beginning: str) -> None:
    wait_for(lambda: any(line.startswith(beginning) for line in told))


def test_a_sound_server_that_dies_and_comes_back(
    own_loudspeaker: Any, routine: Path, session: Session, tmp_path: Path
) -> None:
    """It pauses, says so, takes up the new one, stays silent until it is asked, and says the sentence again."""
    told: list[str] = []
    with playing(["-m", "coach", "play", "--plain", str(routine)], own_loudspeaker.env, tmp_path) as process:
        stdout: Any = process.stdout
        reader = threading.Thread(target=lambda: told.extend(stdout), daemon=True)
        reader.start()
        with ear(own_loudspeaker) as hearing:
            die_in_the_second_sentence(own_loudspeaker, hearing, process, told)
        tells(told, GONE)
        assert "Paused.\n" in told
        assert f"{BACK}\n" not in told
        own_loudspeaker.start()
        with ear(own_loudspeaker) as hearing:
            tells(told, BACK)
            time.sleep(1.5)
            assert process.poll() is None
            assert np.abs(hearing.heard).max() <= 10 ** (PEAK_DBFS / 20)
            assert "Going on.\n" not in told
            say(process, "continue")
            tells(told, "Step 3 of 3")
            time.sleep(3)
            say(process, "stop")
            assert process.wait(timeout=60) == 0
        reader.join()
    clips = [session.narrator.clip(cue.text).samples for cue in session.timeline.speech]
    assert [len(places_of(clip, hearing.heard)) for clip in clips] == [0, 1, 1]
    assert told[-1].startswith("Stopped ")


def die_in_the_second_sentence(loudspeaker: Any, hearing: Ear, process: subprocess.Popen[str], told: list[str]) -> None:
    tells(told, "A short rest")
    say(process, "next")
    say(process, "next")
    tells(told, "Step 2 of 3")
    before = len(hearing.heard)
    wait_for(lambda: np.abs(hearing.heard[before + RATE // 2 :]).max(initial=0) > 0.1)
    loudspeaker.signal(signal.SIGKILL)
