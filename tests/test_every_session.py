"""Every bundled routine over three backgrounds at three levels, judged by ffmpeg's own meter: scripts/evaluate."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.routine.background_options import LEVELS
from tests.processes import found

pytestmark = pytest.mark.session

JUDGE = Path("scripts/evaluate")
FIGURES = Path("coach/cli/figures.md")
ROW = re.compile(r"\| (\S+) \| (\w+), \d+ LU \| (\S+) to (\S+) \| (\S+) to (\S+) \| (\S+) \|")


def judged(*arguments: str) -> subprocess.CompletedProcess[str]:
    found("ffmpeg")
    command = [sys.executable, str(JUDGE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def rows(table: str) -> dict[tuple[str, str], list[float]]:
    """Background and level → speech from and to, over the background from and to, peak."""
    return {(row[0], row[1]): [float(figure) for figure in row[2:]] for row in ROW.findall(table)}


def kept(done: subprocess.CompletedProcess[str]) -> dict[tuple[str, str], list[float]]:
    """The rows, when each has what is promised."""
    assert (done.stderr, done.returncode) == ("", 0)
    table = rows(done.stdout)
    assert len(table) == 9
    for (_, level), (softest, loudest, least, most, peak) in table.items():
        assert -18.5 <= softest <= loudest <= -17.5
        assert LEVELS[level] - 1 <= least <= most <= LEVELS[level] + 1
        assert peak <= -1
    return table


def test_every_session_keeps_its_promises_and_the_table_of_figures_tells_of_them() -> None:
    """The table is of the mixes, and so is this."""
    shown, read = rows(FIGURES.read_text("utf-8")), kept(judged("--mix"))
    assert shown.keys() == read.keys()
    for key, figures in read.items():
        assert figures[:4] == pytest.approx(shown[key][:4], abs=0.15)


def test_an_mp3_keeps_them_too() -> None:
    kept(judged("desk-break", "--length", "2m"))
