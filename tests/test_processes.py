from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from tests.processes import PATIENCE_S, Child

pytestmark = [pytest.mark.unit, pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")]

STARTED_DEAF = """
import signal, subprocess, sys
for name in ("SIGINT", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_IGN)
sys.path.insert(0, ".")
from tests.processes import hear_signals_again
hear_signals_again()
child = "import signal; print(*(signal.getsignal(n) is signal.SIG_IGN for n in (signal.SIGINT, signal.SIGHUP)))"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, timeout=60).stdout, end="")
for name in ("SIGINT", "SIGHUP"):
    signal.raise_signal(getattr(signal, name))
print("still here")
"""


def test_children_of_tests_that_are_started_with_nohup_hear_signals_and_the_tests_go_on_without_a_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED_DEAF], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    assert done.stdout.splitlines() == ["False False", "still here"]


SLEEPS = [sys.executable, "-c", "import time; time.sleep(1_000)"]


def test_nobody_waits_for_a_child_of_a_test_that_has_failed() -> None:
    began = time.monotonic()
    with pytest.raises(AssertionError, match="it failed"), Child[bytes](SLEEPS) as child:
        raise AssertionError("it failed")
    assert child.returncode == -signal.SIGKILL
    assert time.monotonic() - began < PATIENCE_S / 2


def test_a_child_that_does_not_end_in_time_is_ended() -> None:
    with Child[bytes](SLEEPS) as child:
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.1)
        assert child.wait() == -signal.SIGKILL
