"""What a worker of `--local-cluster` does first, as a preload of Dask's: it is quiet, and ends when coach says so."""

from __future__ import annotations

import logging
import signal
from typing import Any

from coach.release_memory import release_memory_at_once


def dask_setup(worker: Any) -> None:  # noqa: ANN401 - Dask's
    """Leave Ctrl-C to the coach that started this process, and let Dask's own messages be."""
    del worker
    release_memory_at_once()
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
