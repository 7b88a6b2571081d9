"""Measure what it costs to verify a finished file; a part of scripts/bench."""

from __future__ import annotations

import subprocess
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]

_PAIRS = 5
_VERIFY = """
import sys, time
from pathlib import Path
from coach.export.verification import verify
from coach.session import open_session
mix = open_session(Path(sys.argv[1])).mix
start, worked = time.perf_counter(), time.process_time()
verify(Path(sys.argv[2]), mix)
print(time.perf_counter() - start, time.process_time() - worked)
"""


def verification_beside(
    coach: Path, python: Path, routine: Path, folder: Path, seconds: Callable[[Command], float]
) -> str:
    """Return what verifying an MP3 and a WAV takes, beside ffmpeg's meter on them, and beside LAME on the WAV."""
    files = {suffix: folder / f"verify.{suffix}" for suffix in ("mp3", "wav")}
    for path in files.values():
        seconds([coach, "export", routine, "--replace", "-o", path])
    encode: Command = ["lame", "-b", 128, files["wav"], folder / "lame.mp3"]
    told = []
    for suffix, path in files.items():
        meter: Command = ["ffmpeg", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"]
        rounds = [(*_verified(python, routine, path), seconds(meter), seconds(encode)) for _ in range(_PAIRS)]
        ours, worked, theirs, lame = (median(column) for column in zip(*rounds, strict=True))
        to_meter, to_lame = (median(each) for each in zip(*((a / c, b / d) for a, b, c, d in rounds), strict=True))
        told.append(
            f"verify {suffix.upper()} 15 min {ours:.2f} s; ffmpeg's ebur128 with true peak {theirs:.2f} s; ratio"
            f" {to_meter:.2f}; {worked:.2f} s of processor time; lame -b 128 {lame:.2f} s; ratio {to_lame:.2f}"
        )
    return "\n".join(told)


def _verified(python: Path, routine: Path, path: Path) -> tuple[float, float]:
    """Return the seconds that one verification takes, and those of all processors that it works."""
    words = [str(python), "-c", _VERIFY, str(routine), str(path)]
    wall, worked = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return float(wall), float(worked)
