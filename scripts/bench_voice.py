"""What the natural voice costs: `scripts/bench voice` runs this. Linux alone tells what a family of processes holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
ROUTINE = "caregiver-hand-massage"
"""A session of a quarter of an hour, half of it spoken."""
BEFORE = "94d2d45"
"""The last commit without the natural voice."""
CORES = 2
POLL_S = 0.2
LOOKS = ("check", "show", "timeline")

TEXTS = """
import json, sys
from coach.routine.library import open_routine
from coach.speech.casting import cast_narrator, estimate_for
from coach.session_options import SessionOptions
from coach.timeline.compiler import compile_routine
routine = open_routine(sys.argv[1])
estimate = estimate_for(routine, "natural")
with cast_narrator(routine, SessionOptions(voice="natural"), None) as narrator:
    cues = compile_routine(routine, estimate, paced_length=estimate).speech
    utterances = narrator._utterances
    spoken = [(each, cue.pace or routine.voice.pace) for cue in cues for each in utterances.of(cue.text)]
    print(json.dumps([*dict.fromkeys(spoken)]))
"""
BARE = """
import json, sys, tempfile, time
from pathlib import Path
from coach.speech import Voice
from coach.speech.engines.natural import Natural
texts, engine = json.load(sys.stdin), Natural()
engine.prepare(Voice())
target = Path(tempfile.mkdtemp()) / "spoken.wav"
start = time.perf_counter()
for text, pace in texts:
    engine.speak(Voice(pace=pace), text, target)
print(time.perf_counter() - start)
"""
FIRST = """
import sys, time
from pathlib import Path
import numpy as np
from coach.player.devices.outputs.memory import Memory
from coach.session import open_player
begun, background = float(sys.argv[2]), sys.argv[3]
made, sounded = [], None
def device(take):
    made.append(Memory(take))
    return made[-1]
with open_player(sys.argv[1], voice="natural", background=background, open_device=device) as player:
    (memory,), start = made, time.monotonic()
    while not sounded and time.monotonic() < start + 60:
        due = int((time.monotonic() - start) * 44_100)
        while memory.taken + 2646 <= due and len(player.buffer) >= 2646:
            memory.run(2646)
            if sounded is None and np.abs(memory.heard[-2646:]).max() > 1e-4:
                sounded = time.time() - begun
        time.sleep(0.005)
    print(sounded)
"""


class Family:
    """A process and all its children, and the most memory that they hold together, in MB, while it is open."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.shared = self.resident = 0.0
        with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            begun = time.perf_counter()
            while process.poll() is None:
                self._look(process.pid)
                time.sleep(POLL_S)
            self.seconds = time.perf_counter() - begun

    def _look(self, pid: int) -> None:
        held = [held_by(each) for each in (pid, *children_of(pid))]
        self.shared = max(self.shared, sum(pss for pss, _ in held))
        self.resident = max(self.resident, sum(rss for _, rss in held))


def children_of(pid: int) -> list[int]:
    """Return the processes below one."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it has ended
        return []
    return [*below, *(each for child in below for each in children_of(child))]


def held_by(pid: int) -> tuple[float, float]:
    """Return the proportional and the resident memory of a process, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0.0, 0.0
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith(("Pss:", "Rss:"))}
    return sizes.get("Pss", 0.0), sizes.get("Rss", 0.0)


def python(code: str, *words: object, text: str = "", env: dict[str, str] | None = None) -> str:
    """Return what a piece of Python prints."""
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, input=text, env=env, check=True, capture_output=True, text=True).stdout


def bench_voice(folder: Path) -> str:
    """Measure the first export, memory, the first word, what looks at a routine, the wheel and `coach --help`."""
    return "\n".join([_export(folder), _first_word(folder), _looks(folder), _wheel(folder)])


def _cold(folder: Path) -> dict[str, str]:
    return os.environ | {"COACH_CACHE": tempfile.mkdtemp(dir=folder), "COACH_VOICE": "natural"}


def _coach(*words: object) -> list[str]:
    return [sys.executable, "-m", "coach", *map(str, words)]


def _export(folder: Path) -> str:
    """The first export with no clip in the cache, against the engine alone; and what its processes hold."""
    texts = json.loads(python(TEXTS, ROUTINE))
    export = Family(_coach("export", ROUTINE, "--voice", "natural", "-o", folder / "v.mp3"), _cold(folder))
    alone = float(python(BARE, text=json.dumps(texts)))
    with ThreadPoolExecutor(CORES) as pool:
        halves = [json.dumps(texts[half::CORES]) for half in range(CORES)]
        beside = max(pool.map(lambda half: float(python(BARE, text=half)), halves))
    return (
        f"first export      {export.seconds:.0f} s; the engine alone {alone:.0f} s, on {CORES} cores"
        f" {alone / CORES:.0f}, ratio {export.seconds * CORES / alone:.2f} (promised: 1.15); {CORES} engines side by"
        f" side {beside:.0f} s, ratio {export.seconds / beside:.2f}\n"
        f"its memory        PSS {export.shared:.0f} MB, RSS {export.resident:.0f} MB (promised: 900)"
    )


def _first_word(folder: Path) -> str:
    """Return, on one core with no clip in the cache, the first sound, the first word, and the memory while playing."""
    one = ["taskset", "-c", "0", sys.executable, "-c", FIRST, ROUTINE]

    def first(background: str) -> float:
        command = [*one, str(time.time()), background]
        done = subprocess.run(command, env=_cold(folder), check=True, capture_output=True, text=True)
        return float(done.stdout)

    sound, word = (median(first(background) for _ in range(3)) for background in ("warm-pad", "none"))
    playing = Family([*one, str(time.time()), "none"], _cold(folder))
    return (
        f"played cold       first sound {sound:.2f} s, first word {word:.2f} s on one core (promised: 0.6, 4.5);"
        f" PSS {playing.shared:.0f} MB, RSS {playing.resident:.0f} MB (promised: 600)"
    )


def _looks(folder: Path) -> str:
    """The commands that show a routine, with no clip in the cache."""
    times = {look: median(_timed(_coach(look, ROUTINE), _cold(folder)) for _ in range(3)) for look in LOOKS}
    told = ", ".join(f"{look} {seconds:.2f} s" for look, seconds in times.items())
    return f"shown cold        {told} (promised: 2)"


def _timed(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _wheel(folder: Path) -> str:
    """The wheel's size and the time of `coach --help`, beside those of the last commit without the natural voice."""
    before = folder / "before"
    before.mkdir()
    packed = subprocess.run(["git", "-C", ROOT, "archive", BEFORE], check=False, capture_output=True)
    if packed.returncode:
        return f"wheel             the commit {BEFORE} is not in this clone"
    subprocess.run(["tar", "x", "-C", before], input=packed.stdout, check=True)
    sizes: list[float] = []
    for root in (before, ROOT):
        target = folder / f"wheel-{len(sizes)}"
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        sizes.append(next(target.glob("*.whl")).stat().st_size / 1e6)
    command = [sys.executable, "-P", "-m", "coach", "--help"]
    pairs = [[_timed(command, os.environ | {"PYTHONPATH": str(root)}) for root in (before, ROOT)] for _ in range(9)]
    helps = [median(pair[side] for pair in pairs) for side in (0, 1)]
    return (
        f"wheel             {sizes[1]:.2f} MB, before {sizes[0]:.2f} MB, grown by {sizes[1] - sizes[0]:.2f} MB"
        f" (promised: 3)\ncoach --help      {helps[1]:.3f} s, before {helps[0]:.3f} s"
    )
