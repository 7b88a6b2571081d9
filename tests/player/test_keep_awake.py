"""While a session is played, something keeps the machine awake; afterwards nothing is left of it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coach.player.keep_awake import keep_awake
from tests.processes import Child

pytestmark = pytest.mark.unit

FAKE = """#!/bin/sh
echo "$@" > "$LIFE/asked.new"
echo $$ > "$LIFE/pid"
mv "$LIFE/asked.new" "$LIFE/asked"
while [ "${1#--}" != "$1" ]; do shift; done
"$@"
echo over > "$LIFE/over"
"""
PLAYING = """
import time
from coach.player.keep_awake import keep_awake
with keep_awake():
    print('playing', flush=True)
    for _ in range(600):
        time.sleep(0.05)
"""
"""It sleeps in short turns: Python hears a signal that comes just before a sleep only when that is over."""


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs in the place of systemd-inhibit and caffeinate write down what becomes of them."""
    for program in ("systemd-inhibit", "caffeinate"):
        script = tmp_path / "bin" / program
        script.parent.mkdir(exist_ok=True)
        script.write_text(FAKE if program == "systemd-inhibit" else FAKE.replace('"$@"\n', "exec sleep 30\n"), "utf-8")
        script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("LIFE", str(tmp_path))
    return tmp_path


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def asked(life: Path) -> str:
    wait_for((life / "asked").exists)
    return (life / "asked").read_text("utf-8").strip()


def members(life: Path) -> list[str]:
    """What still runs of the processes that were started."""
    group = (life / "pid").read_text("utf-8").strip()
    running = []
    for process in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            name, _, facts = process.read_text("utf-8").rpartition(")")
            state, _, its_group = facts.split()[:3]
            if its_group == group and state != "Z":
                running.append(name)
    return running


def test_linux_is_asked_not_to_sleep_until_the_session_is_over(life: Path) -> None:
    with keep_awake():
        assert asked(life) == ("--what=sleep:idle --who=coach --why=A session is being played --mode=block cat")
        wait_for(lambda: len(members(life)) == 2)
        began = time.monotonic()
    assert time.monotonic() - began < 0.9
    wait_for(lambda: not members(life))


def test_a_session_that_fails_leaves_nothing_behind(life: Path) -> None:
    with suppress(RuntimeError), keep_awake():
        asked(life)
        raise RuntimeError
    wait_for(lambda: not members(life))


def test_a_session_that_is_over_at_once_leaves_nothing_behind(life: Path) -> None:
    for _ in range(5):
        with keep_awake():
            pass
        wait_for(lambda: not (life / "pid").exists() or not members(life))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_lock_ends_with_coach_whatever_ends_it(life: Path, number: int) -> None:
    with Child[bytes]([sys.executable, "-c", PLAYING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as coach:
        asked(life)
        wait_for(lambda: len(members(life)) == 2)
        assert coach.stdout
        assert coach.stdout.readline() == b"playing\n"  # a signal in the middle of the start is another matter
        coach.send_signal(number)
        coach.wait()
    wait_for(lambda: members(life) == [])
    if number != signal.SIGINT:
        wait_for((life / "over").exists)  # by its pipe alone: nobody could end it


def test_sound_does_not_wait_for_it(life: Path) -> None:
    (life / "bin" / "systemd-inhibit").write_text("#!/bin/sh\nsleep 1\n", "utf-8")
    began = time.monotonic()
    with keep_awake():
        assert time.monotonic() - began < 0.1


def test_what_does_not_want_to_end_is_ended(life: Path) -> None:
    stubborn = FAKE.replace("echo $$", "trap '' TERM\necho $$").replace('"$@"\n', "while :; do sleep 0.1; done\n")
    (life / "bin" / "systemd-inhibit").write_text(stubborn, "utf-8")
    with keep_awake():
        asked(life)
    wait_for(lambda: not members(life))


@pytest.mark.parametrize("broken", ["", "#!/bin/sh\nexit 1\n", "#!/nowhere\n"])
def test_where_it_cannot_be_had_nothing_is_said(
    life: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], broken: str
) -> None:
    if broken:
        (life / "bin" / "systemd-inhibit").write_text(broken, "utf-8")
    else:
        monkeypatch.setenv("PATH", str(life))
    with keep_awake():
        time.sleep(0.1)
    assert capfd.readouterr() == ("", "")


def test_macos_is_asked_not_to_sleep_while_this_process_lives(life: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with keep_awake():
        assert asked(life) == f"-i -w {os.getpid()}"
        wait_for(lambda: len(members(life)) == 1)
    wait_for(lambda: not members(life))


def test_windows_is_asked_not_to_sleep_and_then_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    states: list[int] = []
    kernel: Any = SimpleNamespace(SetThreadExecutionState=states.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    with keep_awake():
        wait_for(lambda: states == [0x80000001])
    assert states == [0x80000001, 0x80000000]
