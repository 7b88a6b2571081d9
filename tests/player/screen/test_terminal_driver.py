"""The full screen in a real terminal whose keys are no text, and a screen that fails or hangs."""

from __future__ import annotations

import os
import pty
import select
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.processes import PATIENCE_S, Child

pytestmark = [pytest.mark.device, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]

SHOWN = b"Step 3 of 12"
PROGRAM = """
from coach.player.screen import tui as full
from tests.player.screen.making import run_in_terminal
{fault}
run_in_terminal()
"""
FAULTS = {
    "draws nothing": "full._Rows.show = lambda self, view: 1 / 0",
    "cannot start": "full.SessionApp.run = lambda self, **_: 1 / 0",
    "hears nothing": "full.SessionApp.on_key = lambda self, event: 1 / 0",
}
HANGS = "import time; full.SessionApp.on_key = lambda self, event: time.sleep(1_000); full._LAST_RESORT_S = 0.5"


class Terminal:
    """A program in a terminal of its own: what it shows, and what is typed."""

    def __init__(self, child: Child[bytes], ours: int, theirs: int) -> None:
        self.child, self._ours, self._theirs = child, ours, theirs
        self.text = b""

    def shows(self, words: bytes) -> bool:
        deadline = time.monotonic() + PATIENCE_S
        while words not in self.text and time.monotonic() < deadline:
            ready, _, _ = select.select([self._ours], [], [], 0.1)
            self.text += os.read(self._ours, 65_536) if ready else b""
        return words in self.text

    def echoes(self) -> bool:
        """Whether it shows what is typed, as a shell's terminal does."""
        return bool(termios.tcgetattr(self._theirs)[3] & termios.ECHO)

    def types(self, keys: bytes) -> None:
        os.write(self._ours, keys)
        time.sleep(0.3)

    def ends(self) -> int:
        """Its exit code; what it writes is read meanwhile, for it waits where nobody reads."""
        deadline = time.monotonic() + PATIENCE_S
        while self.child.poll() is None and time.monotonic() < deadline:
            self.shows_more()
        self.shows_more()
        return self.child.wait(1)

    def shows_more(self) -> None:
        ready, _, _ = select.select([self._ours], [], [], 0.1)
        self.text += os.read(self._ours, 65_536) if ready else b""


@contextmanager
def terminal(fault: str = "pass") -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-c", PROGRAM.format(fault=fault)]
    env = {**os.environ, "TERM": "xterm-256color"}
    try:
        with Child[bytes](command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as child:
            try:
                yield Terminal(child, ours, theirs)
            finally:
                child.kill()
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize("keys", [b"\xe9", b"\xc3", b"\xff\xfe\xe9", b"\xe9" * 5000, b"\xf0\x9f\x98", b"\x1b[\xe9"])
def test_a_byte_that_is_no_text_makes_nobody_deaf(keys: bytes) -> None:
    with terminal() as shown:
        assert shown.shows(SHOWN)
        shown.types(keys)
        shown.types(b"q")
        assert shown.ends() == 0
        assert b"Traceback" not in shown.text


def test_ctrl_c_is_heard_after_such_a_byte() -> None:
    with terminal() as shown:
        assert shown.shows(SHOWN)
        shown.types(b"\xe9")
        shown.types(b"\x03")
        assert shown.ends() == 130


@pytest.mark.parametrize(("key", "code"), [(b"\x1b[113;1;113u", 0), (b"\x1b[99;5u", 130)], ids=["q", "Ctrl-C"])
def test_a_terminal_with_kittys_protocol_is_understood_and_asked_for_releases(key: bytes, code: int) -> None:
    with terminal() as shown:
        assert shown.shows(SHOWN)
        assert b"\x1b[=2;2u" in shown.text
        shown.types(b"\x1b[57441;2u\x1b[57441;1:3u")
        shown.types(key)
        assert shown.ends() == code


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_screen_that_fails_is_replaced_by_lines_which_obey(fault: str) -> None:
    with terminal(fault) as shown:
        if "on_key" in fault:
            assert shown.shows(SHOWN)
            shown.types(b"r")
        assert shown.shows(b"coach: the full screen has failed; the session goes on, in lines")
        assert shown.shows(b"Step 3 of 12: Knuckle circles.")
        shown.types(b"q")
        assert shown.ends() == 0
        assert b"Traceback" not in shown.text
        assert b"ZeroDivisionError" not in shown.text


def test_a_screen_that_hangs_does_not_keep_anybody_from_ending_the_session() -> None:
    with terminal(HANGS) as shown:
        assert shown.shows(SHOWN)
        shown.types(b"x")
        shown.types(b"\x03")
        assert shown.ends() == 130
        assert shown.echoes()
        assert b"\x1b[?1049l" in shown.text
