"""Processes of this machine that make files side by side, behind the interface of `concurrent.futures.Executor`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.context import BaseContext  # noqa: TC003
from pathlib import Path

from coach.build.make_files import Crew
from coach.cores import share_cores, use_cores
from coach.errors import CoachError
from coach.log import VARIABLE, logger, swallowing, write_log
from coach.release_memory import release_memory_at_once

_log = logger(__name__)
_PRELOADED = ["coach.session", "coach.session_export", "coach.build.file_job"]
_MOST = 60
"""The most processes of a pool: Windows can wait for no more."""


def crew_of_processes(processes: int) -> Crew:
    """Return so many processes of this machine, as a crew."""
    processes = min(processes, _MOST)
    return Crew(processes, partial(open_pool, processes), end_at_once)


def open_pool(processes: int) -> ProcessPoolExecutor:
    """Return a pool of so many processes; each uses its share of the processors, and ends when this process does."""
    share = share_cores(processes)
    return ProcessPoolExecutor(processes, mp_context=_context(), initializer=_begin, initargs=(share,))


def end_at_once() -> None:
    """End all processes of all pools where they stand: what they were writing has not taken its place."""
    for process in multiprocessing.active_children():
        process.kill()
        process.join()


def _context() -> BaseContext:
    """Return how processes are started: from one that has imported all, where the system can fork without a risk."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # whoever has threads cannot be forked without a risk
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _begin(cores: int) -> None:
    """Prepare a new process: Ctrl-C is for the one that started it, and the end of that one is its own."""
    release_memory_at_once()
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    use_cores(cores)
    if file := os.environ.get(VARIABLE):
        with swallowing(_log, "writing the log", CoachError):
            write_log(Path(file))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process where it stands as soon as the one that started it has ended, in whatever way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
