"""scripts/fuzz and scripts/torture find the faults that they are for, and none else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.session, pytest.mark.skipif(sys.platform != "linux", reason="they are for Linux")]


def attacked(*command: str, fault: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one of them on a coach with a fault."""
    (folder / "sitecustomize.py").write_text(fault)
    env = {**os.environ, "PYTHONPATH": str(folder)}
    words = [sys.executable, f"scripts/{command[0]}", "--seed", "1", *command[1:]]
    return subprocess.run(words, env=env, capture_output=True, text=True, timeout=300, check=False)


CRASHES = """
from coach.player.controls import bindings
decode = bindings._decode
bindings._decode = lambda data, file: 1 / 0 if b"pause or" not in data else decode(data, file)
"""
TAKES_LONG = """
import time
from coach.player.controls import bindings
def decode(data, file, decode=bindings._decode):
    if b"pause or" not in data:
        until = time.process_time() + 1.2
        while time.process_time() < until:
            pass
    return decode(data, file)
bindings._decode = decode
"""
DIES = """
import os, signal
from coach.player.controls import bindings
decode = bindings._decode
bindings._decode = lambda data, file: os.abort() if b"pause or" not in data else decode(data, file)
"""


def test_fuzz_finds_nothing_where_there_is_nothing_and_the_same_with_the_same_seed(tmp_path: Path) -> None:
    first, again = (attacked("fuzz", "--inputs", "400", fault="", folder=tmp_path) for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == again.stdout
    assert first.stdout.endswith("400 inputs, 0 faults\n")


def test_fuzz_finds_what_is_no_refusal_and_the_smallest_input_that_shows_it(tmp_path: Path) -> None:
    done = attacked("fuzz", "--inputs", "30", "--only", "keys", fault=CRASHES, folder=tmp_path)
    assert done.returncode == 1
    kept = re.search(r"^keys: ZeroDivisionError: division by zero: (.+)$", done.stderr, re.MULTILINE)
    assert kept
    assert Path(kept[1]).stat().st_size <= 1


def test_fuzz_finds_what_takes_long(tmp_path: Path) -> None:
    words = ("--inputs", "3", "--only", "keys", "--patience", "0")
    done = attacked("fuzz", *words, fault=TAKES_LONG, folder=tmp_path)
    assert done.returncode == 1
    assert re.search(r"^keys: it took 1\.\d s: ", done.stderr, re.MULTILINE)


def test_fuzz_tells_of_a_crash_of_the_process_itself(tmp_path: Path) -> None:
    done = attacked("fuzz", "--inputs", "60", "--only", "keys", fault=DIES, folder=tmp_path)
    assert done.returncode == 1
    assert "job 0 died; the last input of each: " in done.stderr


DEAF = """
import signal, sys
if "coach" in sys.orig_argv:
    from coach import interrupts
    interrupts.note = lambda number: None
"""
LEAVES = """
import sys
if "coach" in sys.orig_argv:
    from coach.export import target
    target._sweep = lambda path: None
"""


def test_torture_finds_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    names = ("--only", "export-killed", "--only", "export-interrupted")
    done = attacked("torture", "--runs", "4", *names, fault="", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(re.findall(r"^export-\w+: \d runs, 0 faults$", done.stdout, re.MULTILINE)) >= 1


@pytest.mark.parametrize(
    ("fault", "name", "told"),
    [
        (DEAF, "export-interrupted", r"was lost"),
        (LEAVES, "export-killed", r"there is \['\.short-\w+\.part"),
    ],
)
def test_torture_finds_a_signal_that_is_lost_and_what_is_left_behind(
    fault: str, name: str, told: str, tmp_path: Path
) -> None:
    done = attacked("torture", "--runs", "3", "--only", name, fault=fault, folder=tmp_path)
    assert done.returncode == 1
    assert re.search(told, done.stderr)
