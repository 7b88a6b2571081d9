"""Measure a build by a Dask cluster of this machine beside one by as many processes; a part of scripts/bench."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]
    Paired = Callable[[Command, Command], tuple[float, float, float]]

WORKERS = 2
CLEARED = "import shutil, subprocess, sys; shutil.rmtree(sys.argv[1], True); sys.exit(subprocess.call(sys.argv[2:]))"
"""A build into an empty folder."""
LIBRARY = "matrix:\n  routine: [{names}]\n  length: [natural, 15m]\n"
STEP = (
    "  - {{say: 'Stroke {n} of {name}. Slide your thumb slowly, to the tip.', do: {{time: 10s, from: 5s, to: 5m}}}}\n"
)


def library(folder: Path, routines: int = 12, steps: int = 40) -> Path:
    """Write a library of so many routines, each in its natural length, about ten minutes, and in another one."""
    names = [f"routine-{number}" for number in range(routines)]
    for name in names:
        told = "".join(STEP.format(n=n, name=name) for n in range(steps))
        (folder / f"{name}.yaml").write_text(f"title: {name}\nsteps:\n{told}", encoding="utf-8")
    path = folder / "library.yaml"
    path.write_text(LIBRARY.format(names=", ".join(names)), encoding="utf-8")
    return path


def cluster_beside(python: Path, coach: Path, folder: Path, paired: Paired) -> str:
    """Return how fast a cluster makes 24 sessions beside processes, and whether they are the same files."""
    text = library(folder)
    ours, theirs = folder / "cluster", folder / "processes"

    def build(out: Path, *options: object) -> Command:
        return [python, "-c", CLEARED, out, coach, "build", text, "-o", out, *options]

    processes, cluster = build(theirs, "-j", WORKERS), build(ours, "--local-cluster", WORKERS)
    paired([coach, "build", text, "-o", folder / "first", "-j", WORKERS], ["true"])  # all is spoken, and in the cache
    alone, beside, ratio = paired(processes, cluster)
    same = {path.name: path.read_bytes() for path in theirs.iterdir()} == {
        p.name: p.read_bytes() for p in ours.iterdir()
    }
    shutil.rmtree(folder / "first")
    told = "the same files" if same else "OTHER FILES"
    return (
        f"24 sessions       by a cluster of {WORKERS} {beside:.1f} s; by {WORKERS} processes {alone:.1f} s;"
        f" ratio {ratio:.2f} (promised: 0.9); {told}"
    )
