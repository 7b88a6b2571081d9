"""Measure a build of 24 sessions beside a shell loop of single exports; a part of scripts/bench."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
ROUTINES = sorted(path.stem for path in (ROOT / "coach/routines").glob("*.yaml"))
LENGTHS = ("natural", "12m")
"""Lengths that all of them can have."""
PAIRS = 5
LIBRARY = "matrix: {{routine: [{routines}], length: [{lengths}]}}\noptions: {{captions: vtt}}\n"


def bench_build(coach: Path, folder: Path) -> str:
    """Return the times of a build and of the loop, of a build that finds nothing to do, and of one word changed."""
    library = folder / "library.yaml"
    library.write_text(LIBRARY.format(routines=", ".join(ROUTINES), lengths=", ".join(LENGTHS)), encoding="utf-8")
    loop = _loop(coach, folder)
    out, _ = folder / "out", _build(coach, library, folder / "out")  # all is spoken, and in the cache
    pairs = [(_build(coach, library, out, fresh=True), _seconds(["sh", loop], folder / "loop")) for _ in range(PAIRS)]
    ours, theirs, ratio = (median(column) for column in zip(*[(a, b, b / a) for a, b in pairs], strict=True))
    sessions = len(ROUTINES) * len(LENGTHS)
    again = median(_build(coach, library, out) for _ in range(PAIRS))
    made, alike = _one_word(coach, library, out)
    one = _build(coach, library, folder / "one", "-j", "1")
    same = _tree(folder / "one") == _tree(out)
    return (
        f"build             {sessions} sessions {ours:.1f} s; one export after the other {theirs:.1f} s;"
        f" ratio {ratio:.2f} (promised: 1.80); -j 1 {one:.1f} s, {'the same' if same else 'OTHER'} bytes\n"
        f"a further build   {again:.2f} s (promised: 1.5); after one word {made} files of {sessions} made again,"
        f" {alike} as they were"
    )


def _loop(coach: Path, folder: Path) -> Path:
    """Return a shell script that exports the same sessions."""
    exports = [
        f"{coach} export {routine} {'' if length == 'natural' else f'--length {length}'} --captions vtt"
        f" -o {folder}/loop/{routine}-{length}.mp3\n"
        for routine in ROUTINES
        for length in LENGTHS
    ]
    script = folder / "loop.sh"
    script.write_text("set -e\n" + "".join(exports), encoding="utf-8")
    return script


def _build(coach: Path, library: Path, out: Path, *options: str, fresh: bool = False) -> float:
    """Return how long a build takes, into an empty folder if it is to be `fresh`."""
    return _seconds([coach, "build", library, "-o", out, *options], out if fresh else None)


def _seconds(command: list[object], emptied: Path | None) -> float:
    if emptied is not None:
        shutil.rmtree(emptied, ignore_errors=True)
        emptied.mkdir()
    start = time.perf_counter()
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _one_word(coach: Path, library: Path, out: Path) -> tuple[int, int]:
    """Change one word in a copy of a routine, and back; return how many files were made, and how many stayed."""
    before = _tree(out)
    mine = library.with_name(f"{ROUTINES[0]}.yaml")
    text = (ROOT / f"coach/routines/{mine.name}").read_text("utf-8")
    word, another = "slowly", "softly"
    assert word in text
    mine.write_text(text.replace(word, another, 1), "utf-8")
    command = [str(word) for word in (coach, "build", library, "-o", out, "--json")]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    made = sum(json.loads(line)["status"] == "made" for line in lines)
    alike = sum(before[name] == digest for name, digest in _tree(out).items() if name.endswith(".mp3"))
    mine.unlink()
    _build(coach, library, out)
    assert _tree(out) == before, "the word was put back"
    return made, alike


def _tree(folder: Path) -> dict[str, str]:
    """Return all files of a folder, each with the hash of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
