"""`coach edit` in a process of its own: it is heard at each save, on a terminal and without one."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

import numpy as np
import pytest

from tests.edit.conftest import ROUTINE
from tests.loudspeaker import Loudspeaker
from tests.processes import Child

pytestmark = pytest.mark.device

Tell = Callable[..., Any]
PATIENCE_S = 45.0
HEARD = 0.003


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(ROUTINE)
    return tmp_path / "mine.yaml"


def save(file: Path, old: str, new: str) -> None:
    """Put a changed file in the place of the old one, as editors do."""
    text = file.read_text()
    assert old in text
    beside = file.with_suffix(".tmp")
    beside.write_text(text.replace(old, new))
    beside.replace(file)


class Editing:
    """`coach edit` while it runs, and the lines that it tells."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._coming: Queue[str | None] = Queue()
        assert process.stdout
        Thread(target=self._read, args=(process.stdout,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._coming.put(line.rstrip("\n"))
        self._coming.put(None)

    def tells(self, words: str) -> str:
        """Read on to a line that has these words."""
        while (line := self._coming.get(timeout=PATIENCE_S)) is not None:
            self.lines.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} is not among {self.lines}")

    def say(self, words: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()


@contextmanager
def edit(env: dict[str, str], file: Path, *arguments: str) -> Iterator[Editing]:
    command = [sys.executable, "-P", "-m", "coach", "edit", file.name, *arguments]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with Child(command, env=env, cwd=file.parent, text=True, **pipes) as process:
        try:
            yield Editing(process)
        finally:
            process.kill()


def test_a_save_is_heard_and_what_is_asked_for_too(loudspeaker: Loudspeaker, file: Path) -> None:
    log = file.with_suffix(".log")
    env = {**loudspeaker.env, "COACH_LOG": str(log)}
    with loudspeaker.overheard() as heard, edit(env, file) as editing:
        editing.tells("The end")
        time.sleep(1)
        save(file, "Breathe slowly", "Breathe out")
        editing.tells("▶ 3 Breathe out.")
        deadline = time.monotonic() + PATIENCE_S
        while "step 3 begins to be heard" not in log.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(1)
        editing.say("stop")
        time.sleep(1)
        editing.say("quit")
        assert editing.process.wait(PATIENCE_S) == 0
    seconds = len(heard[0]) / 44_100
    sounds = np.abs(heard[0][: len(heard[0]) // 4410 * 4410].reshape(-1, 4410, 2)).max(axis=(1, 2)) > HEARD
    assert sounds.any()
    assert seconds > 2
    begun = int(np.argmax(sounds))
    assert begun > 5, "nothing is heard before the save"
    assert not sounds[begun + 17 :].any(), "nor after the stop"


def test_without_a_device_it_tells_so_and_shows_all_the_same(no_loudspeaker: dict[str, str], file: Path) -> None:
    with edit(no_loudspeaker, file) as editing:
        editing.tells("there is no sound device that works")
        editing.tells("The end")
        save(file, "Breathe slowly", "Breathe out")
        editing.tells("changed")
        editing.process.send_signal(signal.SIGINT)
        assert editing.process.wait(PATIENCE_S) == 130
        editing.tells("coach: interrupted")
    assert not any("Traceback" in line or "▶" in line for line in editing.lines)


def test_it_goes_on_when_nobody_types_any_more(no_loudspeaker: dict[str, str], file: Path) -> None:
    with edit(no_loudspeaker, file, "--no-play", "--json") as editing:
        json.loads(editing.tells('"version"'))
        assert editing.process.stdin
        editing.process.stdin.close()
        save(file, "Breathe slowly", "Breathe out")
        assert json.loads(editing.tells('"version"'))["plays"] is None
        used = _processor_s(editing.process.pid)
        time.sleep(1)
        assert _processor_s(editing.process.pid) - used < 0.5, "and does not turn in circles"


def _processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_narrow_terminal_keys_are_obeyed_and_no_line_is_too_long(
    no_loudspeaker: dict[str, str], file: Path
) -> None:
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 40, 0, 0))
    env = {name: value for name, value in no_loudspeaker.items() if name != "COLUMNS"} | {"TERM": "xterm"}
    command = [sys.executable, "-P", "-m", "coach", "edit", str(file), "--no-play"]
    shown = b""
    with Child[bytes](command, stdin=terminal, stdout=terminal, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(terminal)
        while b"The end" not in shown:
            shown += os.read(screen, 65536)
        save(file, "Let your shoulders sink", "Let your shoulders sink, and all that they carry")
        save(file, "title: Shoulders\n    ", "")
        while b"as before" not in shown:
            shown += os.read(screen, 65536)
        os.write(screen, b"q")
        assert process.wait(PATIENCE_S) == 0
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown.decode()).splitlines()
    assert max(map(len, lines)) <= 40
    assert any(re.match(r"changed +1  Let your shoulders", line) for line in lines)
    assert b"\x1b[" in shown


def test_the_step_at_a_line_is_played_to_its_end(loudspeaker: Loudspeaker, file: Path) -> None:
    with loudspeaker.overheard() as heard:
        command = [sys.executable, "-P", "-m", "coach", "edit", file.name, "--play-line", "22"]
        done = subprocess.run(
            command,
            cwd=file.parent,
            env=loudspeaker.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
    assert (done.stdout, done.returncode) == ("", 0)
    sounding = np.flatnonzero(np.abs(heard[0]).max(axis=1) > HEARD)
    assert 0.3 < (sounding[-1] - sounding[0]) / 44_100 < 2.5, "“This is the end.”"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["desk-break"], 2, "`coach copy desk-break desk-break.yaml` makes it yours"),
        (["desk"], 2, "`coach copy desk-break desk-break.yaml`"),
        (["de/paced-breathing"], 2, "`coach copy de/paced-breathing paced-breathing-de.yaml`"),
        (["-"], 2, "standard input cannot be saved again"),
        (["nothing.yaml"], 2, "there is no file nothing.yaml; `coach new nothing.yaml` writes a start"),
        (["mine.yaml", "--play-line", "0"], 2, "counts the lines of the file from 1"),
        (["mine.yaml", "--play-line", "3", "--no-play"], 2, "--no-play means nothing here"),
        (["mine.yaml", "--play-line", "3", "--json"], 2, "--json means nothing here"),
        (["mine.yaml", "--device", "radio"], 2, "there are speakers, simpleaudio"),
        (["mine.yaml", "--play-line", "13", "--condition", "crps", "--engine", "silent"], 2, "is left out"),
        (["mine.yaml", "--play-line", "3", "--condition", "recent-surgery"], 1, "recent-surgery: "),
        (["bad.yaml", "--play-line", "3"], 1, "bad.yaml:3:5: unknown key 'sya'"),
    ],
)
def test_what_cannot_be_edited_or_played_says_what_can(
    tell: Tell, file: Path, arguments: list[str], code: int, message: str
) -> None:
    file.with_name("bad.yaml").write_text("title: T\nsteps:\n  - sya: Rest.\n")
    told = tell("edit", *arguments)
    assert (told.code, told.stdout) == (code, "")
    assert message in told.stderr


def test_a_routine_of_ones_own_is_edited_by_its_name(tell: Tell, own: Path) -> None:
    (own / "evening.yaml").write_text("title: T\nsteps:\n  - sya: Rest.\n")
    assert f"{own / 'evening.yaml'}:3:5" in tell("edit", "evening", "--play-line", "3").stderr
