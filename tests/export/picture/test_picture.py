"""The file: the same each time, whole or not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from PIL import Image

from coach.errors import UsageError
from coach.export.picture import check_picture, draw
from coach.sound.level_plan import LevelPlan
from coach.timeline.timeline import Timeline
from tests.export.picture.making import (
    STRANGE,
    SVG,
    drawn,
    plan_levels,
    steps,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_the_same_session_is_the_same_picture(tmp_path: Path, suffix: str) -> None:
    timeline = steps(6, "Left", "Right")
    for name in ("one", "two"):
        levels, backdrop = plan_levels(timeline)
        draw(timeline, levels, tmp_path / f"{name}{suffix}", backdrop)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


DRAW = """
import sys
from pathlib import Path
import numpy as np
from coach.export.picture import draw
from coach.sound.ducking import flat
from coach.sound.level_plan import LevelPlan
from coach.timeline.timeline import Cue, Timeline
print("matplotlib" in sys.modules)
timeline = Timeline("T", (Cue(0, 60_000, "practice", "x", 1, "S"),))
for suffix in ("svg", "png"):
    draw(timeline, LevelPlan(None, 1.0, flat(60 * 44100), (), ()), Path(f"own.{suffix}"))
print("matplotlib.pyplot" in sys.modules)
"""


def test_nobody_s_settings_change_it_and_it_needs_no_display(tmp_path: Path) -> None:
    wild = "backend: TkAgg\nfont.size: 30\nsvg.fonttype: path\nsavefig.dpi: 20\ntext.color: red\npatch.linewidth: 9\n"
    pictures = []
    for folder, settings in (("tame", ""), ("wild", f"{wild}savefig.bbox: tight\npath.sketch: 9, 9, 9\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "matplotlibrc").write_text(settings)
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", DRAW],
            cwd=tmp_path / folder,
            capture_output=True,
            text=True,
            check=True,
        )
        assert (done.stdout, done.stderr) == ("False\nFalse\n", "")
        pictures.append([(tmp_path / folder / f"own.{suffix}").read_bytes() for suffix in ("svg", "png")])
    assert pictures[0] == pictures[1]


def test_it_leaves_settings_as_they_were(svg: Path) -> None:
    before = dict(mpl.rcParams)
    drawn(steps(2), svg)
    assert dict(mpl.rcParams) == before


def test_a_png_is_sharp_and_shows_each_lane_and_tells_what_it_shows(tmp_path: Path) -> None:
    timeline = steps(6, "Left", "Right")
    levels, backdrop = plan_levels(timeline)
    draw(timeline, levels, tmp_path / "session.png", backdrop)
    with Image.open(tmp_path / "session.png") as image:
        image.load()
        assert image.size == (2400, 920)
        assert image.info["Title"] == "A rest"
        assert "Right from 0:40" in image.info["Description"]
        colours = image.convert("RGBA").getcolors(maxcolors=1_000_000)
    assert colours
    filled = {colour for count, colour in colours if isinstance(colour, tuple) and count > 2000}
    assert len(filled) >= 7
    assert sum(count for count, _ in colours if count > 2000) > 2_000_000


@pytest.mark.parametrize("timeline", STRANGE, ids=lambda timeline: f"{timeline.title[:12]}-{len(timeline.cues)}")
def test_any_session_becomes_a_png(tmp_path: Path, timeline: Timeline) -> None:
    levels, backdrop = plan_levels(timeline)
    draw(timeline, levels, tmp_path / "s.png", backdrop)
    with Image.open(tmp_path / "s.png") as image:
        assert len(set(image.resize((60, 23)).convert("L").tobytes())) > 8


@pytest.mark.parametrize("name", ["session", "session.jpg", "session.svg.gz", "session.mp3", ".svg"])
def test_a_name_that_is_no_picture_is_told_with_what_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"does not end in a picture that coach draws; end it in \.svg or \.png"):
        check_picture(tmp_path / name)


def test_capitals_in_a_suffix_are_the_same(tmp_path: Path) -> None:
    assert drawn(steps(2), tmp_path / "S.SVG").root.tag == f"{SVG}svg"


def test_a_folder_that_is_not_there_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        drawn(steps(2), tmp_path / "nowhere" / "s.svg")


def test_a_read_only_disk_is_told(read_only_disk: Path) -> None:
    with pytest.raises(UsageError, match="is read-only"):
        drawn(steps(2), read_only_disk / "s.svg")


def test_what_stood_there_stays_where_drawing_fails(svg: Path) -> None:
    svg.write_text("old")
    timeline = steps(2)
    levels, backdrop = plan_levels(timeline)
    break_lines = LevelPlan(levels.voice, 1.0, levels.curve, levels.spoken[:1], levels.under_lufs)
    with pytest.raises(ValueError, match="zip"):
        draw(timeline, break_lines, svg, backdrop)
    assert [(path.name, path.read_text()) for path in svg.parent.iterdir()] == [("session.svg", "old")]
