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
from coach.player.controls import keys_file
decode = keys_file._decode
keys_file._decode = lambda data, file: 1 / 0 if b"pause or" not in data else decode(data, file)
"""
TAKES_LONG = """
import time
from coach.player.controls import keys_file
def decode(data, file, decode=keys_file._decode):
    if b"pause or" not in data:
        until = time.process_time() + 1.2
        while time.process_time() < until:
            pass
    return decode(data, file)
keys_file._decode = decode
"""
DIES = """
import os, signal
from coach.player.controls import keys_file
decode = keys_file._decode
keys_file._decode = lambda data, file: os.abort() if b"pause or" not in data else decode(data, file)
"""


def test_fuzz_finds_nothing_where_there_is_nothing_and_the_same_with_the_same_seed(tmp_path: Path) -> None:
    first, again = (attacked("fuzz", "--inputs", "200", fault="", folder=tmp_path) for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == again.stdout
    assert first.stdout.endswith("200 inputs, 0 faults\n")


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


ONE = """
import random, sys, tempfile
from pathlib import Path
sys.path.insert(0, "scripts")
from tortures import Run, hear_all, reference
hear_all()
above = Path(tempfile.mkdtemp(dir=sys.argv[1]))
run = Run(Path(tempfile.mkdtemp(dir=above)), random.Random(1), None)
{happens}
run.check(reference(above))
print(*run.faults)
"""
LEFT = '(run.folder / "work" / ".short-leftover.part").touch()'
INTERRUPTED = """
with run.coach("export", "short.yaml") as process:
    run.interrupted(process, 0.1)
"""
DEAF = """
import sys
if "coach" in sys.orig_argv:
    from coach import interrupts
    interrupts.note = interrupts._leave = lambda *_: None
"""
LEAVES = """
import sys
if "coach" in sys.orig_argv:
    from coach import files
    files.sweep_targets = lambda paths: None
"""


@pytest.mark.parametrize(
    ("fault", "happens", "told"),
    [
        ("", LEFT, r"\n"),
        ("", INTERRUPTED, r"\n"),
        (LEAVES, LEFT, r"after the next run \(exit 0\), there is \['\.short-leftover\.part'\]\n"),
        (DEAF, INTERRUPTED, r"signal \d+ after 0\.100 s was (lost: exit 0, ''|not answered within 3 s)(?s:.*)\n"),
    ],
    ids=["nothing is left", "a signal is heard", "something is left", "a signal is lost"],
)
def test_torture_finds_what_is_left_behind_and_a_signal_that_is_lost_and_nothing_else(
    fault: str, happens: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(fault)
    command = [sys.executable, "-c", ONE.format(happens=happens), str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=True)
    assert re.fullmatch(told, done.stdout)


def test_torture_counts_its_runs(tmp_path: Path) -> None:
    done = attacked("torture", "--runs", "1", "--only", "export-killed", fault="", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "seed 1; export-killed\nexport-killed: 1 runs, 0 faults\n"
