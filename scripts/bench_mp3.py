"""Measure what the encoding of a finished mix as MP3 takes, beside LAME's own program; a part of scripts/bench."""

from __future__ import annotations

import os
import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = 5
ENCODE = """
import os, sys, time
from pathlib import Path
from coach.export import write
from coach.export.formats import About
from coach.session import open_session
routine, target, cores = sys.argv[1:]
with open_session(Path(routine)) as session:
    for _ in session.mix.blocks():
        pass
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:int(cores)])
    start, worked = time.perf_counter(), time.process_time()
    write(session.mix, About("Bench", bitrate=128), Path(target))
    print(time.perf_counter() - start, time.process_time() - worked)
"""


def mp3_beside(coach: Path, python: Path, routine: Path, folder: Path) -> str:
    """Return the time and the processor time of encoding on two cores and on one, as ratios to `lame -b 128`."""
    wav = folder / "finished.wav"
    subprocess.run([coach, "export", routine, "-o", wav, "--replace"], check=True, stderr=subprocess.DEVNULL)
    rounds = [(_ours(python, routine, folder, 2), _ours(python, routine, folder, 1), _lame(wav)) for _ in range(PAIRS)]
    wall, alone, work = (
        median(ratios)
        for ratios in zip(
            *[(two[0] / lame[0], one[0] / lame[0], two[1] / lame[1]) for two, one, lame in rounds], strict=True
        )
    )
    seconds, slowest, lames = (median(run[0] for run in runs) for runs in zip(*rounds, strict=True))
    return (
        f"MP3 of a mix      {seconds:.2f} s on two cores, {slowest:.2f} s on one; lame -b 128 {lames:.2f} s; ratios"
        f" {wall:.2f}, {alone:.2f}, of processor time {work:.2f} (promised: 0.55, 1.05, 1.05)"
    )


def _ours(python: Path, routine: Path, folder: Path, cores: int) -> tuple[float, float]:
    """Return the seconds, and the processor's, in which coach encodes a mix."""
    words = [str(python), "-c", ENCODE, str(routine), str(folder / "mix.mp3"), str(cores)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    wall, work = map(float, done.stdout.split())
    return wall, work


def _lame(wav: Path) -> tuple[float, float]:
    """Return the seconds, and the processor's, in which LAME's program encodes a file."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(["lame", "--quiet", "-b", "128", wav, wav.with_suffix(".lame.mp3")], check=True)
    wall, after = time.perf_counter() - start, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system
