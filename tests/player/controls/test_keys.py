"""Keys reach the player from a real terminal, whole or in pieces, and the terminal is afterwards as it was before."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.player.controls.bindings import DEFAULTS
from coach.player.controls.debounce import Debounce
from coach.player.controls.key_decoder import RELEASED, KeyDecoder
from coach.player.controls.key_repeat import KeyRepeat
from coach.player.controls.key_settings import KeySettings
from coach.player.controls.keys import TerminalKeys
from coach.player.controls.windows_console import Console
from coach.player.session.commands import Request
from tests.processes import Child

pytestmark = pytest.mark.device

CONTROL = """
import signal, sys, threading
from coach.player.controls.key_settings import KeySettings
from coach.player.controls.keys import TerminalKeys

asked = []
stop = threading.Event()
def ask(verb):
    print(verb, flush=True)
    if verb == "stop":
        stop.set()
def leave(*_):
    raise SystemExit(143)
signal.signal(signal.SIGTERM, leave)
with TerminalKeys(ask, KeySettings(own={"escape": "how long"})):
    print("ready", flush=True)
    WAIT
print("over", flush=True)
"""
PLAY = "any(stop.wait(0.05) for _ in range(400))"
"""In short waits: Python can miss a signal that comes just before a long one."""
IN_FRONT = """
import os, sys
terminal = os.open(sys.argv[1], os.O_RDWR)
os.dup2(terminal, 0)
"""
"""A session's first process gets the terminal that it opens."""
SHELL = """
import os, signal, subprocess, sys, termios, time
terminal = os.open(sys.argv[1], os.O_RDWR)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
def forward():
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
def look():
    return "shown" if termios.tcgetattr(terminal)[3] & termios.ECHO else "hidden"
job = subprocess.Popen([sys.executable, "-c", sys.argv[2]], stdin=terminal, preexec_fn=forward)
os.waitpid(job.pid, os.WUNTRACED)
print("stopped", look(), flush=True)
os.tcsetpgrp(terminal, os.getpgrp())
os.kill(job.pid, signal.SIGCONT)
time.sleep(0.7)
assert os.waitpid(job.pid, os.WUNTRACED | os.WNOHANG) == (0, 0), "it goes on in the background"
assert os.read(terminal, 100).split() == [b"typed"]
print("behind", look(), flush=True)
os.tcsetpgrp(terminal, job.pid)
os.kill(job.pid, signal.SIGCONT)
print("front", flush=True)
job.wait()
os.tcsetpgrp(terminal, os.getpgrp())
print("ended", look(), flush=True)
"""


@dataclass
class Pedal:
    """Coach in a terminal, and the hand or foot on its keys."""

    process: subprocess.Popen[str]
    terminal: int
    name: str

    def press(self, *pieces: bytes, gap: float = 0.0) -> None:
        for piece in pieces:
            os.write(self.terminal, piece)
            time.sleep(gap)

    def hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)


@pytest.fixture
def coach() -> Iterator[Callable[..., Pedal]]:
    """Start a program with a terminal of its own."""
    started: list[Pedal] = []
    descriptors: list[int] = []

    def start(program: str, *arguments: str) -> Pedal:
        ours, theirs = pty.openpty()
        descriptors.extend((ours, theirs))
        command = [sys.executable, "-c", program, os.ttyname(theirs), *arguments]
        process = Child(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        started.append(Pedal(process, ours, os.ttyname(theirs)))
        return started[-1]

    yield start
    for pedal in started:
        pedal.process.kill()
        pedal.process.communicate()
    for descriptor in descriptors:
        os.close(descriptor)


@pytest.fixture
def pedal(coach: Callable[..., Pedal]) -> Pedal:
    started = coach(IN_FRONT + CONTROL.replace("WAIT", PLAY))
    assert started.hear() == "ready"
    return started


def test_the_keys_of_pedals_presenters_and_keyboards_become_verbs(pedal: Pedal) -> None:
    presses: dict[str, list[bytes]] = {
        "next": [b"\x1b[6~", b"\x1b[C", b"\x1bOC", b"n", b"N", b"\r"],
        "back": [b"\x1b[5~", b"\x1b[D", b"\x1bOD", b"p"],
        "pause or continue": [b" ", b"b", b".", b"\x1b[15~", b"\x1b[[E", b"\x1b[15;2~"],
        "louder": [b"\x1b[A", b"+"],
        "softer": [b"\x1b[B", b"-"],
        "repeat": [b"r"],
    }
    for verb, keys in presses.items():
        for key in keys:
            pedal.press(key, b"h")  # another one between them, lest the next one pass for a repeat
            assert (pedal.hear(), pedal.hear()) == (verb, "how long"), key


def test_a_key_in_pieces_is_one_key_and_an_escape_alone_is_another(pedal: Pedal) -> None:
    pedal.press(b"\x1b", b"[", b"6", b"~", gap=0.02)
    assert pedal.hear() == "next"
    pedal.press(b"\x1b")
    assert pedal.hear() == "how long"
    pedal.press(b"\x1b[5~")
    assert pedal.hear() == "back"


def test_a_foot_that_rests_on_the_pedal_goes_one_step(pedal: Pedal) -> None:
    pedal.press(b"\x1b[6~" * 20)
    pedal.press(b"+", b"+", b"r")
    assert [pedal.hear() for _ in range(4)] == ["next", "louder", "louder", "repeat"]


def test_keys_are_not_shown_and_the_terminal_is_given_back(pedal: Pedal) -> None:
    assert not pedal.echoes()
    pedal.press(b"q")
    assert (pedal.hear(), pedal.hear()) == ("stop", "over")
    assert pedal.process.wait(5) == 0
    assert pedal.echoes()


def test_ctrl_c_stays_an_interrupt_and_the_terminal_is_given_back(pedal: Pedal) -> None:
    pedal.press(b"\x03")
    assert pedal.process.wait(5) == -signal.SIGINT
    assert pedal.echoes()


@pytest.mark.parametrize("wait", ["raise ValueError", "signal.raise_signal(signal.SIGTERM)", "sys.exit(3)"])
def test_the_terminal_is_given_back_whatever_ends_coach(coach: Callable[..., Pedal], wait: str) -> None:
    pedal = coach(IN_FRONT + "sys.stderr = open(os.devnull, 'w')\n" + CONTROL.replace("WAIT", wait))
    assert pedal.process.wait(10)
    assert pedal.echoes()


def test_the_terminal_is_given_back_even_if_nobody_leaves_the_control(coach: Callable[..., Pedal]) -> None:
    program = CONTROL.partition("with Term")[0] + "TerminalKeys(ask, KeySettings()).__enter__()\nprint('ready')"
    pedal = coach(IN_FRONT + program)
    assert pedal.process.wait(10) == 0
    assert pedal.echoes()


def test_a_terminal_that_is_closed_ends_the_control_and_not_the_session(coach: Callable[..., Pedal]) -> None:
    hangup = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    pedal = coach(IN_FRONT + hangup + CONTROL.replace("WAIT", "stop.wait(0.5)"))
    assert pedal.hear() == "ready"
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, pedal.terminal)
    os.close(nowhere)
    assert pedal.hear() == "over"
    assert pedal.process.wait(5) == 0


def test_ctrl_z_gives_the_terminal_back_until_coach_is_in_front_again(coach: Callable[..., Pedal]) -> None:
    shell = coach(SHELL, CONTROL.replace("WAIT", PLAY))
    assert shell.hear() == "ready"
    shell.press(b"\x1a")
    assert shell.hear() == "stopped shown"
    os.write(shell.terminal, b"typed\n")
    assert shell.hear() == "behind shown", "coach left to the shell what was typed for it"
    assert shell.hear() == "front"
    wait_for(lambda: not shell.echoes())
    shell.press(b"n")
    assert shell.hear() == "next"
    shell.press(b"q")
    assert [shell.hear() for _ in range(3)] == ["stop", "over", "ended shown"]


def told_by_keys(key: str) -> list[str]:
    lines: list[str] = []
    TerminalKeys(lambda verb: lines.append(f"asked for {verb}"), KeySettings(), lines.append)._press(key)
    return lines


def test_a_release_is_no_key() -> None:
    assert told_by_keys(RELEASED) == []


def test_a_key_without_a_verb_is_told_and_a_question_mark_tells_all_of_them() -> None:
    assert told_by_keys("n") == ["asked for next"]
    assert told_by_keys("shift+tab") == ["coach: no key: shift+tab; ? shows all"]
    (table,) = told_by_keys("question_mark")
    assert "next: right, pagedown, enter, n\n" in table
    assert table.count("\n") == len(set(DEFAULTS.values())) - 1


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@dataclass
class Script:
    """A program that asks in words."""

    settings: KeySettings = field(default_factory=KeySettings)
    asked: list[Request] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def control(self) -> TerminalKeys:
        return TerminalKeys(self.asked.append, self.settings, self.told.append)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Script, int]]:
    """With the end of the pipe that it writes to."""
    theirs, ours = os.pipe()
    with open(theirs, encoding="utf-8") as stdin:  # noqa: PTH123 - it has no path
        monkeypatch.setattr(sys, "stdin", stdin)
        yield Script(), ours


def test_a_script_asks_in_words_one_a_line(script: tuple[Script, int]) -> None:
    asking, pipe = script
    with asking.control():
        os.write(pipe, b"next\n  How   LONG \r\n\nmore ti")
        wait_for(lambda: len(asking.asked) == 2)
        os.write(pipe, b"me\nstop")
        os.close(pipe)
        wait_for(lambda: len(asking.asked) == 4)
    assert asking.asked == ["next", "how long", "more time", "stop"]
    assert asking.told == []


def test_a_script_can_be_a_switch_where_verbs_are_scanned(script: tuple[Script, int]) -> None:
    asking, pipe = script
    asking.settings = KeySettings(switches="one")
    with asking.control():
        os.write(pipe, b"take\nstep\nnext\n")
        wait_for(lambda: asking.asked == ["take", "next"])
    os.close(pipe)
    assert asking.told[0].startswith("coach: there is no verb 'step'; ")


def test_a_script_is_told_of_words_that_are_no_verb(script: tuple[Script, int]) -> None:
    asking, pipe = script
    with asking.control():
        os.write(pipe, b"nexxt\n\x1b[31m\xff\nnext\n")
        wait_for(lambda: asking.asked == ["next"])
    os.close(pipe)
    assert asking.told[0] == "coach: there is no verb 'nexxt'; did you mean 'next'?"
    assert asking.told[1].startswith("coach: there is no verb '�[31m�'; there are pause, continue,")


def test_a_line_that_is_too_long_is_told_of_and_the_next_one_obeyed(script: tuple[Script, int]) -> None:
    asking, pipe = script
    with asking.control():
        for _ in range(3):
            os.write(pipe, b"x" * 201)
            time.sleep(0.05)
        os.write(pipe, b"next\nnext\n")
        wait_for(lambda: asking.asked == ["next"])
    os.close(pipe)
    assert len(asking.told) == 1
    assert len(asking.told[0]) < 300


def test_a_line_without_an_end_keeps_no_core_busy(script: tuple[Script, int]) -> None:
    asking, pipe = script
    os.set_blocking(pipe, False)
    written, ends = 0, time.monotonic() + 1
    with asking.control():
        while time.monotonic() < ends:
            with suppress(BlockingIOError):
                written += os.write(pipe, b"x" * 4_096)
            time.sleep(0.01)
    os.close(pipe)
    assert written < 200_000
    assert asking.asked == []


def test_a_script_whose_errors_nobody_takes_is_obeyed_all_the_same(
    script: tuple[Script, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, pipe = script
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - to close it fails, too
    monkeypatch.setattr(sys, "stderr", full)
    with TerminalKeys(asking.asked.append, KeySettings()):
        os.write(pipe, b"foo\nstop\n")
        wait_for(lambda: asking.asked == ["stop"])
    with suppress(OSError):
        full.close()
    os.close(pipe)


def test_a_script_that_says_nothing_does_not_hold_up_the_end(script: tuple[Script, int]) -> None:
    asking, pipe = script
    with asking.control():
        began = time.monotonic()
    assert time.monotonic() - began < 0.5
    os.close(pipe)


@pytest.mark.parametrize("stdin", [None, SimpleNamespace()])
def test_without_standard_input_nobody_asks(monkeypatch: pytest.MonkeyPatch, stdin: object) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    with TerminalKeys(pytest.fail, KeySettings()):
        pass


def test_nothing_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nowhere:
        monkeypatch.setattr(sys, "stdin", nowhere)
        before = os.listdir("/proc/self/fd")  # noqa: PTH208
        for _ in range(3):
            with TerminalKeys(pytest.fail, KeySettings()):
                pass
        assert len(os.listdir("/proc/self/fd")) == len(before)  # noqa: PTH208


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        (b"\x1b[1;5C", ["ctrl+right"]),
        (b"\x1b[1;3A", ["alt+up"]),
        (b"\x1b[15;6~", ["ctrl+shift+f5"]),
        (b"\x1b[[E\x1b[[A", ["f5", "f1"]),
        (b"\x1bOP\x1b[24~\x1b[Z", ["f1", "f12", "shift+tab"]),
        (b"\x1bOk\x1bOM", ["plus", "enter"]),
        (b"\x1bn\x00\x01", ["alt+n", "ctrl+at", "ctrl+a"]),
        (b"\x1b\x1b[6~", ["escape", "pagedown"]),
        (b"\x1b[200~b\x1b[201~", ["b"]),
        (b"\x1b[?1;2c\x1b[99~n", ["n"]),
        (b"\x1b[\x03n", ["escape", "left_square_bracket", "ctrl+c", "n"]),
        (b"\x1b[" + b"1" * 40 + b"n", []),
        ("é€".encode(), ["é", "euro_sign"]),
        (b"\xff\xfen", ["n"]),
        (b"\x1b[27u\x1b[13u\x1b[32;1;32u\x1b[99;5u", ["escape", "enter", "space", "ctrl+c"]),
        (b"\x1b[110;2;78u\x1b[61;2;43u\x1b[110:78;65;110u", ["N", "plus", "n"]),
        (b"\x1b[57422u\x1b[57399;1;48u\x1b[57376u\x1b[57441;2u\x1b[99999999u", ["pagedown", "0", "f13"]),
        (b"\x1b[1;1:1C\x1b[1;1:2C\x1b[1;1:3C", ["right", "right", RELEASED]),
        (b"\x1b[6;1:1~\x1b[6;1:3~\x1b[32;1:3u\x1b[57441;1:3u\x1b[?11u", ["pagedown", RELEASED, RELEASED]),
    ],
)
def test_bytes_give_the_same_keys_however_they_are_cut(sent: bytes, names: list[str]) -> None:
    whole, pieces = KeyDecoder(), KeyDecoder()
    assert whole.feed(sent) + whole.flush() == names
    if len(sent) < 32:
        assert [name for byte in sent for name in pieces.feed(bytes([byte]))] + pieces.flush() == names


def test_random_bytes_never_break_the_decoder() -> None:
    decoder = KeyDecoder()
    for chunk in (os.urandom(50) for _ in range(300)):
        assert all(decoder.feed(chunk.replace(b"a", b"\x1b[")))
    decoder.flush()
    assert decoder.feed(b"n")[-1:] == ["n"]


class Clock:
    """Keys are pressed at times of one's own, and what waits for a time is done then."""

    def __init__(self, settings: KeySettings | None = None) -> None:
        self.now = 0.0
        self.asked: list[tuple[float, Request]] = []
        self._waiting: list[tuple[float, Callable[[], None]]] = []
        self._presses = Debounce(self._ask, settings or KeySettings(), KeyRepeat(lambda: self.now), self._later)

    def press(self, key: str, *times: float) -> None:
        for time_s in times:
            self.go_on(time_s)
            self._presses.press(key)

    def hold(self, key: str, start: float, seconds: float, delay: float = 0.5) -> None:
        """Hold a key as a keyboard sends it: a press, and repeats from some time on."""
        repeats = int(max(0.0, seconds - delay) * 30) + (seconds >= delay)
        self.press(key, start, *(start + delay + n / 30 for n in range(repeats)))

    def release(self, time_s: float) -> None:
        self.go_on(time_s)
        self._presses.release()

    def go_on(self, time_s: float) -> None:
        for due, work in [one for one in self._waiting if one[0] <= time_s]:
            self.now = due
            work()
            self._waiting.remove((due, work))
        self.now = time_s

    def _ask(self, verb: Request) -> None:
        self.asked.append((round(self.now, 2), verb))

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        self._waiting.append((self.now + seconds, work))


@pytest.mark.parametrize("delay", [0.2, 0.5, 1.0])
@pytest.mark.parametrize("rate", [11, 30])
def test_a_pedal_that_is_held_asks_once(delay: float, rate: int) -> None:
    clock = Clock()
    clock.press("pagedown", 0, *(delay + n / rate for n in range(60)))
    clock.go_on(10)
    assert clock.asked == [(0, "next")]
    clock.press("pagedown", 10)
    assert clock.asked == [(0, "next"), (10, "next")]


def test_a_second_press_is_done_a_moment_later_and_so_are_all_that_follow() -> None:
    clock = Clock()
    clock.press("space", 0, 0.3)
    clock.go_on(1)
    assert clock.asked == [(0, "pause or continue"), (0.45, "pause or continue")]
    clock = Clock()
    clock.press("n", 0, 0.2, 0.4, 0.6)
    clock.go_on(1)
    assert [verb for _, verb in clock.asked] == ["next"] * 4


def test_keys_that_are_pressed_one_after_the_other_are_done_in_their_order() -> None:
    clock = Clock()
    clock.press("n", 0, 0.5)
    clock.press("space", 0.55)
    clock.go_on(2)
    assert clock.asked == [(0, "next"), (0.55, "next"), (0.55, "pause or continue")]


def test_the_volume_follows_a_key_that_is_held() -> None:
    clock = Clock()
    clock.press("plus", 0, 0.5, 0.53, 0.56)
    assert [verb for _, verb in clock.asked] == ["louder"] * 4


SLOW = KeySettings(acceptance_ms=800)


def test_with_an_acceptance_time_a_key_counts_once_it_was_held_so_long_and_only_once() -> None:
    clock = Clock(SLOW)
    clock.hold("space", 0, 5)
    clock.hold("plus", 10, 5)
    assert [verb for _, verb in clock.asked] == ["pause or continue", "louder"]
    assert [when - start for (when, _), start in zip(clock.asked, (0, 10), strict=True)] == [
        pytest.approx(0.8, abs=0.05)
    ] * 2


@pytest.mark.parametrize("delay", [0.2, 0.5, 0.75, 1.0])
def test_whatever_the_keyboard_waits_before_its_repeats_the_time_counts_from_the_press(delay: float) -> None:
    clock = Clock(SLOW)
    clock.hold("n", 0, 3, delay)
    ((when, _),) = clock.asked
    assert when == pytest.approx(max(0.8, delay + 1 / 30), abs=0.05)


@pytest.mark.parametrize("times", [[0], [0, 0.9], [0, 0.4, 0.8, 1.2], [0, 0.9, 1.8, 2.7]])
def test_taps_are_no_hold_however_many(times: list[float]) -> None:
    clock = Clock(SLOW)
    clock.press("n", *times)
    clock.go_on(20)
    assert clock.asked == []


def test_a_hold_that_is_too_short_is_none_and_the_next_one_counts_from_its_own_press() -> None:
    clock = Clock(SLOW)
    clock.hold("n", 0, 0.6)
    clock.hold("n", 1.5, 0.7)
    assert clock.asked == []
    clock.hold("n", 3, 2)
    ((when, _),) = clock.asked
    assert when == pytest.approx(3.8, abs=0.05)


def test_a_second_hold_soon_after_the_first_counts_too() -> None:
    clock = Clock(SLOW)
    clock.hold("n", 0, 1)
    clock.hold("n", 1.8, 1.2)
    assert [verb for _, verb in clock.asked] == ["next", "next"]


def test_one_repeat_that_is_late_makes_no_second_hold() -> None:
    clock = Clock(SLOW)
    clock.press("n", 0, *(0.5 + n / 30 for n in range(20)), *(1.5 + n / 30 for n in range(60)))
    assert len(clock.asked) == 1


def test_a_terminal_that_tells_releases_needs_no_repeats() -> None:
    clock = Clock(SLOW)
    for start, held in ((0, 0.7), (2, 0.9), (3.2, 0.85)):
        clock.press("n", start)
        clock.release(start + held)
    clock.release(9)
    assert clock.asked == [(2.9, "next"), (4.05, "next")]
    clock.hold("n", 10, 2)
    clock.release(12)
    assert len(clock.asked) == 3, "its repeats have told so already"


def test_a_release_tells_a_second_press_from_a_repeat_at_once() -> None:
    clock = Clock()
    clock.press("n", 0)
    clock.release(0.1)
    clock.press("n", 0.3)
    assert clock.asked == [(0, "next"), (0.3, "next")]


def test_after_a_press_that_counts_all_others_are_ignored_for_the_post_acceptance_delay() -> None:
    clock = Clock(KeySettings(delay_ms=1_000))
    clock.press("n", 0, 0.3, 0.6)
    clock.press("space", 0.9)
    clock.go_on(0.99)
    clock.press("p", 1.05)
    clock.press("space", 1.5, 2.8)
    clock.go_on(9)
    assert clock.asked == [(0, "next"), (1.05, "back"), (2.8, "pause or continue")]


def test_presses_that_are_ignored_do_not_make_the_delay_longer() -> None:
    clock = Clock(KeySettings(delay_ms=1_000))
    for time_s in (0, 0.5, 0.95, 1.2):
        clock.press("n" if time_s in (0, 0.95) else "p", time_s)
    clock.go_on(9)
    assert [verb for _, verb in clock.asked] == ["next", "back"]


def test_the_console_of_windows_gives_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = list("n\xe0Q\xe0M\x00?\x00\x01\r\x1b.")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(kbhit=lambda: bool(signs), getwch=lambda: signs.pop(0)))
    console = Console()
    presses = console.presses()
    assert [next(presses) for _ in range(7)] == ["n", "pagedown", "right", "f5", "enter", "escape", "full_stop"]
    console.close()
    assert list(presses) == []
