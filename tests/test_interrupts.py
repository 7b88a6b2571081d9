"""Signals are noted by their handlers, and acted upon where coach looks: real processes that get real signals."""

from __future__ import annotations

import signal
import sys
import threading
import time

import pytest

from coach import interrupts
from tests.processes import Child

pytestmark = [pytest.mark.unit, pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")]

NUMBERS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
WAITS = """
import sys, time
from coach import interrupts
interrupts.end_through_cleanup()
try:
    print("ready", flush=True)
    while True:
        interrupts.check()
        time.sleep(0.05)
finally:
    print("cleaned up", flush=True)
"""
SWALLOWS = """
import ctypes, threading, time
from coach import interrupts
interrupts.end_through_cleanup()
lock = threading.Lock()
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
numbers = (ctypes.c_int * 2000)(*range(2000))
print("ready", flush=True)
until = time.process_time() + 0.5
while time.process_time() < until:
    with lock:
        ctypes.CDLL(None).qsort(numbers, 2000, 4, compare)
interrupts.check()
"""
"""C code that calls back into Python, as a decoder does: what is raised in there is only printed."""
DEAF = """
import time
from coach import interrupts
interrupts._PATIENCE_S = 0.3
interrupts.end_through_cleanup()
with interrupts.before_leaving(lambda: print("put right", flush=True)), interrupts.before_leaving(lambda: 1 / 0):
    print("ready", flush=True)
    while True:
        time.sleep(0.05)
"""
AT_ONCE = """
import time
from coach import interrupts
interrupts.end_at_once()
print("ready", flush=True)
while True:  # Python hears a signal that comes just before a sleep only when that is over
    time.sleep(0.05)
"""


def started(program: str) -> Child[str]:
    child = Child[str]([sys.executable, "-c", program], stdout=-1, stderr=-1, text=True)
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_leaves_through_the_cleanup_with_the_code_that_shells_know(number: int) -> None:
    with started(WAITS) as child:
        child.send_signal(number)
        assert child.communicate(timeout=60) == ("cleaned up\n", "")
        assert child.returncode == 128 + number


@pytest.mark.parametrize("number", NUMBERS)
def test_it_is_not_lost_in_a_library_that_swallows_what_is_raised_and_stops_nothing_that_is_locked(number: int) -> None:
    with started(SWALLOWS) as child:
        time.sleep(0.05)
        child.send_signal(number)
        assert child.communicate(timeout=60) == ("", "")
        assert child.returncode == 128 + number


def test_whoever_asks_again_is_not_left_where_nothing_looks_and_the_terminal_is_put_right() -> None:
    with started(DEAF) as child:
        child.send_signal(signal.SIGINT)
        time.sleep(0.6)
        assert child.poll() is None
        child.send_signal(signal.SIGINT)
        assert child.communicate(timeout=60) == ("put right\n", "coach: interrupted\n")
        assert child.returncode == 130


@pytest.mark.parametrize("number", NUMBERS)
def test_without_anything_to_clean_up_it_ends_at_once(number: int) -> None:
    with started(AT_ONCE) as child:
        child.send_signal(number)
        assert child.communicate(timeout=60) == ("", "coach: interrupted\n")
        assert child.returncode == 128 + number


@pytest.fixture
def asked(nobody_asked: None) -> None:  # noqa: ARG001 - pytest makes it first
    interrupts.note(signal.SIGTERM)


@pytest.mark.usefixtures("asked")
def test_it_is_raised_once_so_that_a_cleanup_is_not_interrupted() -> None:
    assert interrupts.asked() == 143
    with pytest.raises(interrupts.Interrupted) as leaving:
        interrupts.check()
    assert leaving.value.code == 143
    interrupts.check()


@pytest.mark.usefixtures("asked")
def test_it_is_raised_in_the_main_thread_alone() -> None:
    raised: list[BaseException] = []

    def look() -> None:
        try:
            interrupts.check()
        except interrupts.Interrupted as interrupted:
            raised.append(interrupted)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert raised == []


def test_a_program_that_nobody_interrupts_goes_on() -> None:
    assert interrupts.asked() == 0
    interrupts.check()
