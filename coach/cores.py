"""The processors that this process may use."""

from __future__ import annotations

import os

VARIABLE = "COACH_CORES"
"""The environment variable that says how many of them are for this process and its children."""


def available_cores() -> int:
    """Return how many processors there are for this process.

    They are as many as its affinity lets it use, where one is set, and no more than `COACH_CORES` says, by which
    several processes side by side share them.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = os.environ.get(VARIABLE, "")
    return min(cores, max(1, int(share))) if share.isascii() and share.isdigit() else cores


def share_cores(processes: int) -> int:
    """Return how many processors each of some processes has, that work side by side."""
    return max(1, available_cores() // processes)


def use_cores(number: int) -> None:
    """Let this process, and the children that it starts from now on, use no more than so many processors."""
    os.environ[VARIABLE] = str(number)
