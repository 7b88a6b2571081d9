from __future__ import annotations

import numpy as np
import pytest

from coach.cli.level_meter import LevelMeter, bar

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("level", "cells"), [(0.0, 0), (0.001, 0), (0.01, 13), (0.1, 27), (1.0, 40)])
def test_the_bar_is_as_long_as_the_level_is_high(level: float, cells: int) -> None:
    drawn = bar(np.full(1000, level, np.float32))
    assert drawn.count("#") == cells
    assert len(drawn.partition("]")[0]) == 41


def test_a_peak_stands_over_the_mean() -> None:
    samples = np.full(1000, 0.01, np.float32)
    samples[500] = -0.5
    assert bar(samples).index("|") > bar(samples).rindex("#")


@pytest.mark.parametrize(("peak", "told"), [(0.9, False), (1.0, True), (-1.0, True)])
def test_what_is_too_loud_is_told_at_once(peak: float, told: bool) -> None:
    assert bar(np.array([0, peak, 0], np.float32)).endswith("TOO LOUD") == told


def test_where_there_is_no_terminal_nothing_moves(capsys: pytest.CaptureFixture[str]) -> None:
    meter = LevelMeter()
    meter.show("recording", np.ones(10, np.float32))
    meter.clear()
    assert capsys.readouterr().out == ""
