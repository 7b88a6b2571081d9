"""What is drawn: each lane, and the curve."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from PIL import ImageFont

from coach.export.picture import draw
from coach.export.picture.caption import Backdrop
from coach.session import Session
from coach.sound.ducking import flat
from coach.sound.level_plan import LevelPlan
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at
from tests.export.picture.making import (
    BREATHS,
    FONTS,
    OWN_LUFS,
    STRANGE,
    SVG,
    VOICE_LUFS,
    Seen,
    drawn,
    plan_levels,
    power,
    steps,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("lane", "kind"), [("voice", "speech"), ("practice", "practice"), ("rest", "pause")])
def test_each_block_lies_where_its_cue_does(svg: Path, lane: str, kind: str) -> None:
    timeline = steps(6, "Left", "Right")
    wanted = [(cue.start_ms, cue.end_ms) for cue in timeline.cues if cue.kind == kind]
    if lane == "rest":  # the last two follow each other
        assert len(wanted) == 8
    assert drawn(timeline, svg).spans(lane) == [pytest.approx(span, abs=5) for span in wanted]


def test_lanes_lie_one_under_the_other(svg: Path) -> None:
    seen = drawn(steps(6, "Left", "Right"), svg)
    lanes = [
        [y for shape in seen.shapes(name) for _, y in shape]
        for name in ("section-0", "voice", "practice", "rest", "rhythm", "heard")
    ]
    assert all(max(upper) < min(lower) for upper, lower in pairwise(lanes))


def test_a_breath_rises_and_falls_as_long_as_it_lasts(svg: Path) -> None:
    seen = drawn(BREATHS, svg)
    spans = [(6500, 10_500), (10_500, 16_500), (16_500, 20_500), (20_500, 26_500)]
    assert seen.spans("breaths") == [pytest.approx(span, abs=5) for span in spans]
    tops = [min(shape, key=lambda corner: corner[1])[0] for shape in seen.shapes("breaths")]
    assert sorted(map(seen.ms_at, tops)) == pytest.approx([10_500, 10_500, 20_500, 20_500], abs=5)


def test_a_bell_and_each_tick_begin_where_they_sound(svg: Path, tmp_path: Path) -> None:
    assert drawn(BREATHS, svg).spans("bells") == [pytest.approx((1500, 6500), abs=5)]
    ticks = [start for start, _ in drawn(steps(3), tmp_path / "ticks.svg").spans("rhythm")]
    assert ticks == pytest.approx([7000, 19_000, 31_000], abs=5)


@pytest.mark.parametrize("speech_to_background_lu", [6.0, 12.0, 16.0, 20.0, 40.0])
def test_the_curve_is_as_high_as_gain_and_background_make_it(svg: Path, speech_to_background_lu: float) -> None:
    timeline = steps(8, each_ms=40_000)
    curve = plan_levels(timeline, speech_to_background_lu)[0].curve
    seen = drawn(timeline, svg, speech_to_background_lu)
    first, last = timeline.speech[0], timeline.speech[-1]
    times = [(first.start_ms + first.end_ms) // 2, (last.start_ms + last.end_ms) // 2, 38_000, 42_000, 78_000]
    planned = OWN_LUFS + curve.levels(np.array([frames_at(ms) for ms in times])) - VOICE_LUFS
    assert planned[0] == pytest.approx(-speech_to_background_lu)
    assert max(planned) > 4 - speech_to_background_lu
    assert [seen.level("gain", ms, speech_to_background_lu) for ms in times] == pytest.approx(planned.tolist(), abs=0.1)


def test_the_area_is_what_is_heard_of_a_background_that_changes(svg: Path) -> None:
    timeline = steps(4, each_ms=40_000)
    levels, backdrop = plan_levels(timeline)
    half = len(backdrop.powers) // 2
    changing = np.where(np.arange(len(backdrop.powers)) < half, power(OWN_LUFS) * 2, power(OWN_LUFS) / 2)
    draw(timeline, levels, svg, Backdrop(changing, 16.0))
    seen = Seen(etree.parse(svg).getroot())
    (area,) = seen.shapes("heard")
    times = np.array([seen.ms_at(x) for x, _ in area[1:-2]])
    heights = [seen.level_at(y, 16) for _, y in area[1:-2]]
    gain = [seen.level("gain", ms, 16) for ms in (60_000, 140_000)]
    loud, soft = (float(np.interp(ms, times, heights)) for ms in (60_000, 140_000))
    assert loud - gain[0] - (soft - gain[1]) == pytest.approx(20 * math.log10(2), abs=0.1)


def test_a_real_session_is_drawn_at_the_levels_that_were_decided(svg: Path, small_session: Session) -> None:
    levels, speech_to_background_lu = small_session.mix.levels, small_session.speech_to_background_lu
    assert speech_to_background_lu
    draw(
        small_session.timeline,
        levels,
        svg,
        Backdrop(small_session.mix.background.powers, speech_to_background_lu, "warm-pad"),
    )
    seen = Seen(etree.parse(svg).getroot())
    assert seen.spans("voice") == [
        pytest.approx((cue.start_ms, cue.end_ms), abs=5) for cue in small_session.timeline.speech
    ]
    words = [
        (seen.ms_at(line[0][0]), seen.level_at(line[0][1], speech_to_background_lu)) for line in seen.shapes("words")
    ]
    (area,) = seen.shapes("heard")
    times, heights = zip(
        *[(seen.ms_at(x), seen.level_at(y, speech_to_background_lu)) for x, y in area[1:-2]], strict=True
    )
    for cue, (start, height) in zip(small_session.timeline.speech, words, strict=True):
        assert start == pytest.approx(cue.start_ms, abs=5)
        under = float(np.interp((cue.start_ms + cue.end_ms) / 2, times, heights))
        assert height - under == pytest.approx(speech_to_background_lu, abs=1.5)


@pytest.mark.parametrize("timeline", STRANGE, ids=lambda timeline: f"{timeline.title[:12]}-{len(timeline.cues)}")
@pytest.mark.parametrize("speech_to_background_lu", [6.0, 16.0, 17.5, 40.0])
def test_no_two_texts_touch_and_none_leaves_the_picture(
    svg: Path, timeline: Timeline, speech_to_background_lu: float
) -> None:
    boxes = [box_of(text) for text in drawn(timeline, svg, speech_to_background_lu).texts]
    assert len(boxes) > 8
    for left, top, right, bottom in boxes:
        assert min(left, top, 900 - right, 345 - bottom) > 0
    touching = [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert touching == []


Box = tuple[float, float, float, float]


def box_of(text: etree._Element) -> Box:
    """Around the small letters of a text, as an independent typesetter measures it."""
    style = dict(part.split(": ") for part in text.get("style", "").split("; "))
    size = float(style["font-size"].removesuffix("px"))
    face = "DejaVuSans-Bold.ttf" if style.get("font-weight") == "700" else "DejaVuSans.ttf"
    width = ImageFont.truetype(FONTS / face, 100).getlength(text.text or "") * size / 100
    x, y = float(text.get("x", "")), float(text.get("y", ""))
    begin = {"start": 0.0, "middle": width / 2, "end": width}[style["text-anchor"]]
    if text.get("transform", "").startswith("rotate(-90"):
        return x - size * 0.6, y - width + begin, x, y + begin
    return x - begin, y - size * 0.6, x - begin + width, y


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_session_without_words_sections_or_sounds_says_so(svg: Path) -> None:
    seen = drawn(Timeline("Nothing", (Cue(0, 60_000, "pause"),)), svg)
    assert seen.words.count("none") == 4
    assert seen.spans("voice") == []


def test_a_voice_that_nobody_hears_leaves_the_background_where_it_would_be(svg: Path) -> None:
    timeline = steps(4, each_ms=40_000)
    levels, backdrop = plan_levels(timeline, voice=-math.inf)
    draw(timeline, levels, svg, backdrop)
    seen = Seen(etree.parse(svg).getroot())
    first = timeline.speech[0]
    assert seen.level("gain", (first.start_ms + first.end_ms) / 2, 16) == pytest.approx(-16, abs=0.1)
    assert seen.shapes("words") == []
    assert "voice at least" not in (seen.root.findtext(f"{SVG}desc") or "")


def test_no_background_is_told(svg: Path) -> None:
    timeline = steps(4)
    levels, _ = plan_levels(timeline)
    silence = LevelPlan(levels.voice, 1.0, flat(frames_at(timeline.duration_ms)), levels.spoken, (-math.inf,) * 8)
    draw(timeline, silence, svg)
    seen = Seen(etree.parse(svg).getroot())
    assert "no background" in seen.words
    assert seen.shapes("gain") == seen.shapes("heard") == []


def test_ten_thousand_cues_make_a_picture_of_bounded_size(svg: Path) -> None:
    timeline = steps(2500, *(f"Part {number}" for number in range(2500)))
    assert len(timeline.cues) > 10_000
    seen = drawn(timeline, svg)
    assert sum(1 for _ in seen.root.iter(f"{SVG}path")) < 6000
    assert svg.stat().st_size < 1_000_000
    assert seen.spans("voice")[-1][1] == pytest.approx(timeline.speech[-1].end_ms, abs=40_000)
