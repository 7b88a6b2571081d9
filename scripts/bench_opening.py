"""Measure how soon the first sample of a session can be mixed; a part of scripts/bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]
    Seconds = Callable[[Command], float]
    Paired = Callable[[Command, Command], tuple[float, float, float]]

OPEN = """
import sys
from coach.__main__ import settle
settle()
from pathlib import Path
from coach.session import open_session
from coach.session_export import export_session
with open_session(Path(sys.argv[1]), engine=sys.argv[2]) as session:
    session.mix
"""
"""Everything that `coach export` imports and does before its first sample."""
_SHORT_MIN, _LONG_MIN, _HOURS_MIN = 15, 150, 600


def opening_beside(python: Path, routine: Callable[[int], Path], seconds: Seconds, paired: Paired) -> str:
    """Return what opening and planning take beside numpy's and PyAV's import alone, and how that grows to ten hours.

    The long ones have a silent voice: its clips are read and measured as any others, and are made in a minute.
    """

    def opening(minutes: int, engine: str) -> Command:
        return [python, "-c", OPEN, routine(minutes), engine]

    for each in (opening(_SHORT_MIN, "system"), opening(_LONG_MIN, "silent"), opening(_HOURS_MIN, "silent")):
        seconds(each)  # now all is spoken and measured
    ours, alone, ratio = paired(opening(_SHORT_MIN, "system"), [python, "-c", "import numpy, av"])
    hours, _, growth = paired(opening(_HOURS_MIN, "silent"), opening(_LONG_MIN, "silent"))
    return (
        f"opening 15 min    {ours:.2f} s; numpy and av alone {alone:.2f} s; ratio {ratio:.1f}; 10 h {hours:.2f} s,"
        f" {growth:.2f} times 2.5 h (promised: 0.35 s, 4.4)"
    )
