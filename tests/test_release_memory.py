"""What is freed goes back to the system, whatever small things stay between."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit

HOLES = """
import sys
import numpy as np
from coach.release_memory import release_memory_at_once
if sys.argv[1] == "give back":
    release_memory_at_once()
def held():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
np.ones(500_000)
before, clips, kept = held(), [], []
for n in range(100):
    clips.append(np.ones(70_000 + 500 * n))
    kept.append(bytearray(3000))
clips.clear()
print(held() - before)
"""


def kilobytes_left(how: str) -> int:
    words = [sys.executable, "-c", HOLES, how]
    return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a process holds")
def test_clips_that_are_done_with_leave_no_holes() -> None:
    assert kilobytes_left("give back") < 2_000
