"""What is drawn: each lane, and the curve."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from PIL import ImageFont

from coach.export.picture import draw
from coach.export.picture.caption import Backdrop
from coach.export.picture.level_in_words import between_lu, voice_lufs
from coach.session import Session
from coach.sound.ducking import Curve, flat
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
        for name in ("section-0", "step-0", "voice", "practice", "rest", "rhythm", "background")
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


def test_the_background_is_one_calm_band_over_the_whole_session(svg: Path) -> None:
    timeline = steps(8, each_ms=40_000)
    assert drawn(timeline, svg).spans("background") == [pytest.approx((0, timeline.duration_ms), abs=5)]


@pytest.mark.parametrize(
    ("speech_to_background_lu", "told"),
    [
        (6.0, "rain, close to the voice (6 LU while it speaks"),
        (12.0, "rain, under the voice (12 LU while it speaks"),
        (16.0, "rain, clearly under the voice (16 LU while it speaks"),
        (17.5, "rain, clearly under the voice (17.5 LU while it speaks"),
        (20.0, "rain, far under the voice (20 LU while it speaks"),
        (40.0, "rain, far under the voice (40 LU while it speaks"),
    ],
)
def test_its_level_stands_in_it_in_words_with_the_figures_of_the_plan(
    svg: Path, speech_to_background_lu: float, told: str
) -> None:
    timeline = steps(8, each_ms=40_000)
    curve = plan_levels(timeline, speech_to_background_lu)[0].curve
    planned = [OWN_LUFS + curve.levels(np.array([frames_at(ms)]))[0] - VOICE_LUFS for ms in (38_000, 42_000, 78_000)]
    assert max(planned) > 4 - speech_to_background_lu
    (words,) = (words for words in drawn(timeline, svg, speech_to_background_lu).words if words.startswith(told))
    between = re.fullmatch(r", (?:(\d+) LU|as loud as it) in between\)", words.removeprefix(told))
    assert between
    assert float(between[1] or 0) == pytest.approx(-max(planned), abs=0.51)


def test_a_real_session_is_told_by_the_levels_that_were_decided(small_session: Session) -> None:
    levels, over = small_session.mix.levels, small_session.speech_to_background_lu
    assert over
    backdrop = Backdrop(small_session.mix.background.powers, over, "warm-pad")
    between = between_lu(levels, backdrop, small_session.timeline.duration_ms)
    assert over - 8 < between < over
    assert max(levels.under_lufs) + over == pytest.approx(voice_lufs(levels), abs=1.5)


def test_where_it_does_not_rise_no_more_is_told(svg: Path) -> None:
    timeline = steps(4)
    levels, backdrop = plan_levels(timeline)
    steady = replace(levels, curve=Curve(np.array([0, frames_at(timeline.duration_ms)]), np.full(2, -11.0)))
    draw(timeline, steady, svg, backdrop)
    words = Seen(etree.parse(svg).getroot()).words
    assert "rain, clearly under the voice (16 LU while it speaks)" in words


def test_steps_are_named_where_there_is_room(svg: Path) -> None:
    seen = drawn(named_steps("Warm up", "The palm of the left hand", "Rest for the other hand"), svg)
    assert {"Warm up", "The palm of the left hand", "Rest for the other hand"} <= set(seen.words)
    assert [len(seen.shapes(f"step-{number}")) for number in range(4)] == [1, 1, 1, 0]
    (step,) = (group for group in seen.root.iter(f"{SVG}g") if group.get("id") == "step-1")
    assert step.findtext(f"{SVG}title") == "The palm of the left hand"


@pytest.mark.parametrize("number", [3, 12, 25, 60, 200])
def test_no_name_is_cut_to_what_tells_nothing(svg: Path, number: int) -> None:
    names = ("The palm of their left hand", "A rest for the fingers", "Die Finger der linken Hand", "Before you begin")
    titles = [names[each % len(names)] for each in range(number)]
    seen = drawn(named_steps(*titles, sections=True), svg)
    cut = [words.removesuffix("…") for words in seen.words if words.endswith("…")]
    assert [words for words in cut if words.split()[-1].casefold() in SAY_NOTHING] == []
    assert number > 25 or any("alm" in words for words in seen.words)


SAY_NOTHING = {"the", "a", "die", "der", "of", "for", "you"}


def named_steps(*titles: str, sections: bool = False) -> Timeline:
    cues = [Cue(0, 4000, "pause")]
    for number, title in enumerate(titles, 1):
        start, section = 4000 + (number - 1) * 12_000, title if sections else "All"
        cues += [
            Cue(start, start + 4000, "speech", "Press.", number, section, title),
            Cue(start + 4000, start + 12_000, "practice", "Press.", number, section, title),
        ]
    return Timeline("Named", (*cues, Cue(cues[-1].end_ms, cues[-1].end_ms + 10_000, "pause")))


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
    assert seen.words.count("none") == 5
    assert seen.spans("voice") == []


def test_a_voice_that_nobody_hears_leaves_the_background_where_it_would_be(svg: Path) -> None:
    timeline = steps(4, each_ms=40_000)
    levels, backdrop = plan_levels(timeline, voice=-math.inf)
    draw(timeline, levels, svg, backdrop)
    seen = Seen(etree.parse(svg).getroot())
    assert any(words.startswith("rain, clearly under the voice (16 LU while it speaks") for words in seen.words)
    assert "voice at least" not in (seen.root.findtext(f"{SVG}desc") or "")


def test_no_background_is_told(svg: Path) -> None:
    timeline = steps(4)
    levels, _ = plan_levels(timeline)
    silence = LevelPlan(levels.voice, 1.0, flat(frames_at(timeline.duration_ms)), levels.spoken, (-math.inf,) * 8)
    draw(timeline, silence, svg)
    seen = Seen(etree.parse(svg).getroot())
    assert "no background" in seen.words
    assert seen.shapes("background") == []


def test_ten_thousand_cues_make_a_picture_of_bounded_size(svg: Path) -> None:
    timeline = steps(2500, *(f"Part {number}" for number in range(2500)))
    assert len(timeline.cues) > 10_000
    seen = drawn(timeline, svg)
    assert sum(1 for _ in seen.root.iter(f"{SVG}path")) < 6000
    assert svg.stat().st_size < 1_000_000
    assert seen.spans("voice")[-1][1] == pytest.approx(timeline.speech[-1].end_ms, abs=40_000)
