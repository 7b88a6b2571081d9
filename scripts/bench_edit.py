"""Measure how soon after a save the step that changed is heard; a part of scripts/bench."""

from __future__ import annotations

import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from output_monitor import RATE, overheard, server

if TYPE_CHECKING:
    from pathlib import Path

    from output_monitor import Recording

_SAVES = 10
_ALL_SPOKEN_S = 6
"""The seconds in which the words of all steps are spoken."""
_HEARD = 1e-3
"""The level of a sample that somebody hears: what is played between two steps is far below it."""


def edit_beside(coach: Path, folder: Path) -> str:
    """Return the seconds from a save to the first sample of the step that it changed, in the monitor of the sink.

    Each save changes the seconds of another one of 40 steps, whose words are cached, and puts a new file in the place
    of the old one, as editors do.
    """
    path = folder / "edited.yaml"
    _save(path, changed=None)
    with server() as env, overheard(env) as recording:
        command = [str(coach), "edit", str(path), "--plain"]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=null) as editing:
            assert editing.stdout
            next(line for line in editing.stdout if b"Step 39" in line)
            time.sleep(_ALL_SPOKEN_S)
            saved, asked = [], []
            for number in range(_SAVES):
                saved.append(_save(path, changed=3 * number))
                time.sleep(1.5 + 0.037 * number)
                _ask(editing, "stop")
                asked.append(_ask(editing, "again"))
                _ask(editing, "stop")
            editing.kill()
    late, bare = ([_first_after(recording, when) - when for when in asked_for] for asked_for in (saved, asked))
    return (
        f"save to its sound {median(late):.2f} s, at most {max(late):.2f} s of {len(late)} (promised: 0.5);"
        f" `again` alone {median(bare):.2f} s, ratio {median(late) / median(bare):.1f}"
    )


def _ask(editing: subprocess.Popen[bytes], word: str) -> float:
    """Ask for something, and return when; a second passes until it is heard, or is silent."""
    assert editing.stdin
    asked = time.monotonic()
    editing.stdin.write(f"{word}\n".encode())
    editing.stdin.flush()
    time.sleep(1)
    return asked


def _save(path: Path, *, changed: int | None) -> float:
    """Write the routine with one step of other seconds, and return when it was in its place."""
    steps = [
        f"  - {{title: Step {n}, say: 'Stroke {n}. Slide your thumb slowly.', do: {12 if n == changed else 10}s}}\n"
        for n in range(40)
    ]
    beside = path.with_suffix(".new")
    beside.write_text("title: Edited\nbackground: {sound: rain}\nsteps:\n" + "".join(steps), encoding="utf-8")
    beside.replace(path)
    return time.monotonic()


def _first_after(recording: Recording, when: float) -> float:
    """Return when the first sample that is heard after a time had arrived; infinite, if there is none."""
    times = [at for _, at in recording.arrivals]
    start = recording.arrivals[int(np.searchsorted(times, when))][0]
    heard = np.flatnonzero(np.abs(recording.samples[start : start + 2 * RATE]) > _HEARD)
    return recording.time_of(start + int(heard[0])) if len(heard) else float("inf")
