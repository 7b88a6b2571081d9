"""A page to read along: all that is said, in its order and at its time, within the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from coach.errors import UsageError
from coach.export.picture import draw
from coach.timeline.timeline import Cue, Timeline
from tests.export.picture.making import BREATHS, STRANGE, SVG, Seen, plan_levels, steps
from tests.export.picture.test_drawing import box_of, overlap

pytestmark = pytest.mark.unit

REST = Timeline(
    "A rest",
    (
        Cue(0, 4000, "pause"),
        Cue(4000, 6000, "speech", "Let your shoulders sink.", 1, "Settle", "Shoulders"),
        Cue(6000, 36_000, "practice", "Shoulders", 1, "Settle", "Shoulders"),
        Cue(16_000, 17_000, "speech", "Half way.", 1, "Settle", "Shoulders"),
        Cue(26_000, 27_000, "speech", "Nearly there.", 1, "Settle", "Shoulders"),
        Cue(36_000, 38_000, "speech", "This is the end.", 2, "Settle"),
        Cue(38_000, 40_000, "pause", "", 2, "Settle"),
    ),
)
WORDS = [
    *("A rest", "0:40 · 1 section · 2 steps · background rain · voice at least 16.0 LU over it", "Settle"),
    *("Shoulders", "0:04", "Let your shoulders sink.", "– 30 s –", "Half way. · Nearly there."),
    *("This is the end.", "0:36"),
]


def noted(timeline: Timeline, path: Path) -> Seen:
    levels, backdrop = plan_levels(timeline)
    draw(timeline, levels, path, backdrop, "notes")
    return Seen(etree.parse(path).getroot())


def test_each_step_has_its_time_its_words_and_its_practice(svg: Path) -> None:
    seen = noted(REST, svg)
    assert seen.words == WORDS
    assert seen.root.findtext(f"{SVG}title") == "A rest"
    places = {text.text: float(text.get("y", "")) for text in seen.texts}
    assert places["0:04"] == pytest.approx(places["Shoulders"], abs=1)
    assert places["0:36"] == pytest.approx(places["This is the end."], abs=1)
    assert places["0:36"] > places["– 30 s –"] > places["Let your shoulders sink."]


@pytest.mark.parametrize(
    "timeline",
    [*(each for each in STRANGE if len(each.cues) < 300), BREATHS, REST],
    ids=lambda timeline: f"{timeline.title[:12]}-{len(timeline.cues)}",
)
def test_no_two_texts_touch_and_none_leaves_the_page(svg: Path, timeline: Timeline) -> None:
    seen = noted(timeline, svg)
    wide, high = (float(seen.root.get(side, "")) * 0.75 for side in ("width", "height"))
    boxes = [box_of(text) for text in seen.texts]
    assert all(min(left, top, wide - right, high - bottom) > 0 for left, top, right, bottom in boxes)
    assert [pair for pair in pairwise(boxes) if overlap(*pair)] == []


def test_the_same_session_is_the_same_page_also_as_a_png(tmp_path: Path) -> None:
    noted(REST, tmp_path / "a.svg")
    noted(REST, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    levels, backdrop = plan_levels(REST)
    draw(REST, levels, tmp_path / "a.png", backdrop, "notes")
    with Image.open(tmp_path / "a.png") as image:
        assert image.width == 1600
        assert image.height > 600


def test_a_session_too_long_for_a_png_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    timeline = steps(1000)
    levels, backdrop = plan_levels(timeline)
    with pytest.raises(UsageError, match=r"too long for a PNG to read along; end the name in \.svg"):
        draw(timeline, levels, tmp_path / "long.png", backdrop, "notes")
    assert [*tmp_path.iterdir()] == []
