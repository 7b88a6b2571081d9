"""A Dask cluster whose workers share nothing with the tests, or with each other, but a store."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import PATIENCE_S, Child


@dataclass(frozen=True)
class Machines:
    """A scheduler and its workers, each with folders of its own."""

    folder: Path
    address: str

    def wait_for(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, PATIENCE_S)

    @contextmanager
    def worker(self, name: str, python_path: str = "") -> Iterator[Child[str]]:
        """Start a worker, and end it after the `with`."""
        own = self.folder / name
        (own / "tmp").mkdir(parents=True)
        env = {**os.environ, "COACH_CACHE": str(own / "cache"), "TMPDIR": str(own / "tmp"), "COACH_VOICE": "silent"}
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (python_path, str(Path.cwd()), env.get("PYTHONPATH"))))
        words = [
            "worker",
            self.address,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
            "--name",
            name,
            "--death-timeout",
            "60",
        ]
        with started(own, *words, env=env) as process:
            yield process


@contextmanager
def started(folder: Path, *words: str, env: dict[str, str] | None = None) -> Iterator[Child[str]]:
    """Start one of Dask's own commands in a folder, and end it after the `with`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "log").open("wb") as log,
        Child([sys.executable, "-P", "-m", "dask", *words], cwd=folder, stdout=log, stderr=log, env=env) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler with two workers."""
    folder = tmp_path_factory.mktemp("machines")
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        stack.enter_context(started(folder / "scheduler", "scheduler", *words))
        until = time.monotonic() + PATIENCE_S
        while not file.exists() or not file.read_text():
            assert time.monotonic() < until, (folder / "scheduler" / "log").read_text()
            time.sleep(0.05)
        there = Machines(folder, json.loads(file.read_text())["address"])
        for name in ("one", "two"):
            stack.enter_context(there.worker(name))
        there.wait_for(2)
        yield there
