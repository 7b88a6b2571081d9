"""The processors that this process may use."""

from __future__ import annotations

import os


def available_cores() -> int:
    """Return how many processors there are for this process: as many as its affinity lets it use, where one is set."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
