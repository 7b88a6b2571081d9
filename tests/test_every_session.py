"""Every bundled routine over three backgrounds at three levels, judged by ffmpeg's own meter: scripts/judge."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.routine.background import LEVELS
from tests.conftest import found

JUDGE = Path("scripts/judge")
ROW = re.compile(r"\| (\S+) \| (\w+), \d+ LU \| (\S+) to (\S+) \| (\S+) to (\S+) \| (\S+) \|")


def judged(*arguments: str) -> subprocess.CompletedProcess[str]:
    found("ffmpeg")
    command = [sys.executable, str(JUDGE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def rows(table: str) -> dict[tuple[str, str], list[float]]:
    """Background and level → speech from and to, over the background from and to, peak."""
    return {(row[0], row[1]): [float(figure) for figure in row[2:]] for row in ROW.findall(table)}


@pytest.mark.parametrize("arguments", [["--wav"], ["desk-break", "paced-breathing"]], ids=["all as WAV", "two as MP3"])
def test_every_session_keeps_its_promises(arguments: list[str]) -> None:
    done = judged(*arguments)
    assert (done.stderr, done.returncode) == ("", 0)
    found_rows = rows(done.stdout)
    assert len(found_rows) == 9
    for (_, level), (softest, loudest, least, most, peak) in found_rows.items():
        assert -18.5 <= softest <= loudest <= -17.5
        assert LEVELS[level] - 1 <= least <= most <= LEVELS[level] + 1
        assert peak <= -1


def test_the_readme_s_table_says_what_ffmpeg_reads() -> None:
    table = rows(Path("README.md").read_text("utf-8"))
    assert len(table) == 9
    for (background, level), shown in rows(judged("--wav", "paced-breathing").stdout).items():
        softest, loudest, least, most, _ = table[background, level]
        assert softest - 0.1 <= shown[0] <= loudest + 0.1
        assert least - 0.1 <= shown[2] <= shown[3] <= most + 0.1
