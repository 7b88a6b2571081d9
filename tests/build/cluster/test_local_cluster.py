"""A Dask cluster of this machine, as `--local-cluster` starts it: the same files, no open door, and no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.conftest import Write, tree_of
from tests.conftest import Run
from tests.processes import Child

pytestmark = [pytest.mark.session, pytest.mark.skipif(sys.platform == "win32", reason="sends signals")]

TWO = "matrix: {routine: [one, two]}\noptions: {length: LENGTH, engine: silent, format: wav, mono: yes}\n"


def begin(path: Path, *options: str) -> Child[str]:
    command = [sys.executable, "-P", "-m", "coach", "build", path.name, "-o", "out", *options]
    return Child(command, cwd=path.parent, stdout=-1, stderr=-1, text=True, start_new_session=True)


def test_four_workers_make_what_one_process_makes_and_nobody_else_can_use_their_ports(run: Run, write: Write) -> None:
    import psutil

    path = write(TWO.replace("LENGTH", "20s"))
    run("build", path.name, "-o", "alone", "-j", "1", check=True)
    addresses: set[str] = set()
    with begin(path, "--local-cluster", "4") as process:
        while process.poll() is None:
            for child in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
                try:
                    addresses |= {each.laddr.ip for each in child.net_connections() if each.status == "LISTEN"}
                except psutil.Error:
                    continue
            time.sleep(0.1)
        told = process.communicate(timeout=60)
    assert told == ("out: 2 of 2 files made.\n", "")
    assert addresses == {"127.0.0.1"}
    assert tree_of(path.with_name("out")) == tree_of(path.with_name("alone"))


@pytest.mark.parametrize(
    ("number", "processes", "after_s"), [(signal.SIGINT, 3, 0.0), (signal.SIGINT, 5, 1.5), (signal.SIGKILL, 5, 0.0)],
    ids=["as it starts", "at work", "killed"],
)  # fmt: skip
def test_its_workers_end_with_it(write: Write, number: signal.Signals, processes: int, after_s: float) -> None:
    path = write(TWO.replace("LENGTH", "19m"))
    with begin(path, "--local-cluster", "2") as process:
        until = time.monotonic() + 60
        while len(family(process.pid)) < processes:
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(after_s)
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        _, told = process.communicate(timeout=60)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    if number == signal.SIGINT:
        assert told == "coach: 0 of 2 files made; the next build goes on from there\ncoach: interrupted\n"
    while family(process.pid):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert tree_of(path.with_name("out")) == {}


def family(session: int) -> list[str]:
    """Return the processes that run in a session."""
    words = ["ps", "-s", str(session), "-o", "stat=,pid="]
    lines = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60).stdout.splitlines()
    return [line for line in lines if not line.startswith("Z")]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--scheduler", "tcp://10.0.0.5:8786", "--local-cluster", "2"), "are two clusters; name one"),
        (("--store", "s3://bucket"), "--store goes with --scheduler or --local-cluster"),
        (("--local-cluster", "2", "-j", "2"), "-j is for processes of this machine; a cluster has its workers"),
        (("--local-cluster", "0"), "--local-cluster: 0 is out of range"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, write: Write, options: tuple[str, ...], told: str) -> None:
    done = run("build", write(TWO.replace("LENGTH", "20s")).name, "-o", "out", *options)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_cluster_is_not_looked_for_where_there_is_nothing_to_make(run: Run, write: Write) -> None:
    path = write(TWO.replace("LENGTH", "20s"))
    run("build", path.name, "-o", "out", check=True)
    done = run("build", path.name, "-o", "out", "--scheduler", "tcp://127.0.0.1:1")
    assert (done.returncode, done.stdout) == (0, "out: nothing to make, 2 unchanged.\n")
    assert run("build", path.name, "-o", "new", "--scheduler", "tcp://127.0.0.1:1", "--dry-run").returncode == 0
