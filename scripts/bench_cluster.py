"""Measure a build by a Dask cluster of this machine beside one by as many processes; a part of scripts/bench."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench_build import LENGTHS, LIBRARY, ROUTINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]
    Paired = Callable[[Command, Command], tuple[float, float, float]]

WORKERS = 2
FRESH = "import shutil, subprocess, sys; shutil.rmtree(sys.argv[1], True); sys.exit(subprocess.call(sys.argv[2:]))"
"""A build into an empty folder."""


def cluster_beside(python: Path, coach: Path, folder: Path, paired: Paired) -> str:
    """Return how fast a cluster makes 24 sessions beside processes, and whether they are the same files."""
    text, outs = folder / "cluster.yaml", (folder / "by-processes", folder / "by-cluster")
    text.write_text(LIBRARY.format(routines=", ".join(ROUTINES), lengths=", ".join(LENGTHS)), encoding="utf-8")
    build: Command = [coach, "build", text]
    options = (["-j", WORKERS], ["--local-cluster", WORKERS])
    processes, cluster = (
        [python, "-c", FRESH, out, *build, "-o", out, *more] for out, more in zip(outs, options, strict=True)
    )
    paired([*build, "-o", outs[0], "-j", WORKERS], ["true"])  # all is spoken, and in the cache
    alone, beside, ratio = paired(processes, cluster)
    one, other = ({path.name: path.read_bytes() for path in out.iterdir()} for out in outs)
    for out in outs:
        shutil.rmtree(out)
    return (
        f"cluster           24 sessions by {WORKERS} workers {beside:.1f} s; by {WORKERS} processes {alone:.1f} s;"
        f" ratio {ratio:.2f} (promised: 0.90); {'the same' if one == other else 'OTHER'} bytes"
    )
