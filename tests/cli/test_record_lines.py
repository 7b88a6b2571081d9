"""Lines are recorded by a microphone that hears what the tests play to it, by keys and by words."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.samples import Samples
from coach.speech.recordings.line_names import line_name
from coach.units import RATE
from tests.loudspeaker import Loudspeaker
from tests.processes import PATIENCE_S, Child, found

pytestmark = pytest.mark.device

ROUTINE = """
title: A rest
steps:
  - {say: Let your shoulders sink., do: 9s}
  - {say: Breathe out slowly., do: 9s}
"""
FIRST, SECOND = (line_name(text, "en") for text in ("Let your shoulders sink.", "Breathe out slowly."))
HISS_DBFS, TONE_DBFS = -70.0, -26.0


def noise(seconds: float, dbfs: float) -> Samples:
    return np.random.default_rng(3).normal(0, 10 ** (dbfs / 20), round(seconds * RATE)).astype(np.float32)


def tone(seconds: float, dbfs: float = TONE_DBFS) -> Samples:
    """A tone at a mean level."""
    at = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(np.sin(2 * np.pi * 220 * at) * 10 ** (dbfs / 20) * np.sqrt(2), np.float32)


@dataclass
class Room:
    """A microphone that always hears a faint hiss, and sometimes what a test plays."""

    env: dict[str, str]
    module: str = ""

    def control(self, *words: str) -> str:
        return subprocess.run(
            ["pactl", *words], env=self.env, check=True, capture_output=True, text=True
        ).stdout.strip()

    def play(self, mono: Samples) -> None:
        form = ["--format=float32le", "--rate=44100", "--channels=1", "--raw"]
        subprocess.run(["pacat", "--playback", "--device=room", *form], input=mono.tobytes(), env=self.env, check=True)


@pytest.fixture
def room(own_loudspeaker: Loudspeaker) -> Iterator[Room]:
    found("pacat")
    room = Room({**own_loudspeaker.env, "PULSE_SOURCE": "room.monitor"})
    room.module = room.control("load-module", "module-null-sink", "sink_name=room", "rate=44100", "channels=1")
    over = threading.Event()
    form = ["--format=float32le", "--rate=44100", "--channels=1", "--raw", "--latency-msec=100"]
    command = ["pacat", "--playback", "--device=room", *form]
    with Child(command, stdin=subprocess.PIPE, env=room.env, bufsize=0) as hiss:

        def blow() -> None:
            with suppress(OSError, ValueError):  # the end of the test
                while not over.is_set() and hiss.stdin:
                    os.write(hiss.stdin.fileno(), noise(1, HISS_DBFS).tobytes())

        thread = threading.Thread(target=blow, daemon=True)
        thread.start()
        try:
            yield room
        finally:
            over.set()
            hiss.kill()
            thread.join(2)


class Recording:
    """`coach lines --record` as it runs: what it tells, and what it is told."""

    def __init__(self, session: subprocess.Popen[Any], say: int, hear: int) -> None:
        self.session, self._say, self.told = session, say, ""
        self._at = 0
        threading.Thread(target=self._read, args=(hear,), daemon=True).start()

    def _read(self, hear: int) -> None:
        try:
            while data := os.read(hear, 4096):
                self.told += data.decode("utf-8", "replace")
        except OSError:  # the terminal is closed
            return

    def after(self, words: str) -> None:
        """Wait until it tells something that it has not told before."""
        deadline = time.monotonic() + PATIENCE_S
        while words not in self.told[self._at :]:
            assert time.monotonic() < deadline, self.told
            assert self.session.poll() is None or words in self.told[self._at :], self.told
            time.sleep(0.02)
        self._at = self.told.index(words, self._at) + len(words)

    def press(self, keys: str) -> None:
        os.write(self._say, keys.encode())


@contextmanager
def recording(folder: Path, env: dict[str, str], *, terminal: bool = False) -> Iterator[Recording]:
    """Run it at a terminal, or between two pipes."""
    (folder / "rest.yaml").write_text(ROUTINE)
    command = [sys.executable, "-P", "-m", "coach", "lines", "rest.yaml", "-o", "mine", "--record"]
    ours, theirs = pty.openpty() if terminal else (-1, subprocess.PIPE)
    with Child(
        command,
        cwd=folder,
        env={**env, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.STDOUT,
        text=False,
    ) as session:
        say, hear = (pipe.fileno() if pipe else ours for pipe in (session.stdin, session.stdout))
        yield Recording(session, say, hear)
        session.kill()
    if terminal:
        os.close(ours)
        os.close(theirs)


def spoken(room: Room, seconds: float = 1.5, dbfs: float = TONE_DBFS) -> None:
    time.sleep(0.4)
    room.play(tone(seconds, dbfs))
    time.sleep(0.6)


def test_lines_are_recorded_one_by_one_and_judged_at_once(room: Room, tmp_path: Path) -> None:
    with recording(tmp_path, room.env) as session:
        session.after("The room is at -")
        session.after("Let your shoulders sink.")
        session.after("Speak now")
        spoken(room)
        session.press("stop\n")
        session.after("good: 1.")
        session.press("keep\n")
        session.after("Breathe out slowly.")
        session.press("quit\n")
        session.after("1 recorded, ")
        assert session.session.wait() == 0
    files = [path.name for path in (tmp_path / "mine").glob("*.wav")]
    assert files == [f"{FIRST}.wav"]
    samples = decode(tmp_path / "mine" / files[0], "mono")
    heard = samples[np.abs(samples) > 10 ** (-40 / 20)]
    assert len(heard) / RATE == pytest.approx(1.5, abs=0.2)
    assert 20 * np.log10(np.sqrt(np.mean(heard**2))) == pytest.approx(TONE_DBFS, abs=1)


def test_it_goes_on_where_it_stopped(room: Room, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / f"{FIRST}.mp3").write_bytes(b"some file")
    with recording(tmp_path, room.env) as session:
        session.after("1 of ")
        session.after("Breathe out slowly.")
        session.press("quit\n")
        session.after("0 recorded")
    assert "Let your shoulders sink." not in session.told


@pytest.mark.parametrize(
    ("level", "told"), [(-50.0, "it is too low (-50 dB)"), (6.0, "it is clipped: turn the microphone down")]
)
def test_a_take_that_is_too_low_or_clipped_is_told_and_made_again(
    room: Room, tmp_path: Path, level: float, told: str
) -> None:
    with recording(tmp_path, room.env) as session:
        session.after("Speak now")
        spoken(room, dbfs=level)
        session.press("stop\n")
        session.after(told)
        session.press("again\n")
        session.after("Let your shoulders sink.")
        session.after("Speak now")
        session.press("skip\n")
        session.after("Breathe out slowly.")
        session.press("quit\n")
        session.after("0 recorded")
    assert list((tmp_path / "mine").glob("*.wav")) == []


def test_at_a_terminal_keys_do_it_and_a_meter_moves(room: Room, tmp_path: Path) -> None:
    with recording(tmp_path, room.env, terminal=True) as session:
        session.after("Speak now")
        spoken(room)
        session.press(" ")
        session.after("space keeps it")
        time.sleep(0.2)
        session.press("p")
        time.sleep(1)
        session.press(" ")
        session.after("Breathe out slowly.")
        session.press("q")
        session.after("1 recorded, ")
        assert session.session.wait() == 0
    assert "recording [####" in session.told
    assert (tmp_path / "mine" / f"{FIRST}.wav").exists()


def test_a_microphone_that_is_unplugged_is_told_and_what_was_kept_stays(room: Room, tmp_path: Path) -> None:
    with recording(tmp_path, room.env) as session:
        session.after("Speak now")
        spoken(room)
        session.press("stop\n")
        session.after("good")
        session.press("keep\n")
        session.after("Speak now")
        room.control("unload-module", room.module)
        session.after("the microphone is gone; connect it again")
        assert session.session.wait() == 3
    assert (tmp_path / "mine" / f"{FIRST}.wav").exists()


def test_the_end_of_its_input_ends_it(room: Room, tmp_path: Path) -> None:
    with recording(tmp_path, room.env) as session:
        session.after("Be quiet")
        assert session.session.stdin
        session.session.stdin.close()
        session.after("0 recorded")


def test_without_a_microphone_it_is_told_what_would_help(
    run: Callable[..., subprocess.CompletedProcess[str]], no_loudspeaker: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "rest.yaml").write_text(ROUTINE)
    done = run("lines", "rest.yaml", "-o", "mine", "--record", env=no_loudspeaker, stdin="")
    assert done.returncode == 3
    assert done.stderr == (
        "coach: there is no microphone that works; "
        "connect a microphone, or record with another program, see `coach help sound`\n"
    )
