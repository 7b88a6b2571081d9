"""`coach keys` in a terminal: keys are pressed, the file is written, and `coach play` obeys them."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.player.controls.keys_file import parse_keys
from tests.processes import PATIENCE_S, Child

pytestmark = pytest.mark.device


class Terminal:
    """A program in a terminal, of which all that it writes is kept."""

    def __init__(self, terminal: int, process: Child[bytes]) -> None:
        self.process = process
        self._terminal = terminal
        self.seen = ""

    def until(self, words: str) -> None:
        """Read until the words have come."""
        while words not in self.seen:
            self.seen += os.read(self._terminal, 4096).decode()
        self.seen = self.seen.partition(words)[2]

    def press(self, keys: bytes) -> None:
        os.write(self._terminal, keys)


@contextmanager
def terminal(config: Path) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    env = {**os.environ, "COACH_CONFIG": str(config), "TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-m", "coach", "keys"]
    process: Child[bytes] = Child(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True)
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait(PATIENCE_S)
        os.close(ours)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys.yaml"


def test_keys_are_learnt_and_written(keys: Path) -> None:
    with terminal(keys.parent) as coach:
        coach.until("next: now right, pagedown, enter, n. Press its key.")
        coach.press(b"\x1b[20~")
        coach.until("f9: 'next'")
        coach.until("back: now left, pageup, p. Press its key.")
        coach.press(b"\r")
        coach.until("kept")
        coach.until("Press its key.")
        coach.press(b"\x1b")
        coach.until("Your keys, in ")
        coach.until("f9, right")
        assert coach.process.wait(PATIENCE_S) == 0
    assert parse_keys(keys.read_bytes(), "keys.yaml").own == {"f9": "next"}
    assert keys.read_text().startswith("# Your keys for `coach play`")


def test_an_interrupt_leaves_everything_as_it_was(keys: Path) -> None:
    with terminal(keys.parent) as coach:
        coach.until("Press its key.")
        coach.press(b"j")
        coach.until("j: 'next'")
        coach.process.terminate()
        assert coach.process.wait(PATIENCE_S) == 143
    assert not keys.exists()
