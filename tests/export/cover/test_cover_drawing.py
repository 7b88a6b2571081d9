"""Covers as they are drawn: their size, their words, and the shape of a session that can be read in them."""

from __future__ import annotations

import logging
from io import BytesIO

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from coach.export.cover import cover_drawing
from coach.export.cover.cover_drawing import HORIZON, MARGIN, SIZE, TITLE_HEIGHT, cover_of, length_in_minutes
from coach.export.cover.palettes import palette_of
from coach.timeline.timeline import Cue, Timeline
from tests.export.cover.making import MINUTE, pixels, session
from tests.kinds import at_most

pytestmark = pytest.mark.unit

MOST_BYTES = 200_000


def words_in(title: str) -> int:
    """Return how many pixels of a cover are nearer to the colour of the title than to the sky."""
    colours = palette_of(title)
    top = pixels(cover_of(title, session()))[: MARGIN + TITLE_HEIGHT]
    nearer = np.abs(top - colours.ink).sum(axis=-1) < np.abs(top - colours.sky).sum(axis=-1)
    away_from_rays = nearer[: MARGIN + TITLE_HEIGHT // 3]
    return int(away_from_rays.sum())


def test_a_cover_is_a_square_baseline_jpeg_of_little_weight() -> None:
    cover = cover_of("Calm hands", session())
    picture = Image.open(BytesIO(cover.data))
    assert (cover.mime, cover.width, cover.height, cover.suffix) == ("image/jpeg", SIZE, SIZE, ".jpg")
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (SIZE, SIZE))
    assert "progressive" not in picture.info
    assert len(cover.data) < MOST_BYTES


def test_ffmpeg_decodes_it() -> None:
    with av.open(BytesIO(cover_of("Calm hands", session()).data), "r") as container:
        frame = next(container.decode(video=0))
    assert (frame.width, frame.height) == (SIZE, SIZE)


def test_the_same_session_has_the_same_bytes_and_another_title_or_shape_has_others() -> None:
    first = cover_of("Calm hands", session())
    assert cover_of("Calm hands", session()) == first
    assert cover_of("Warm hands", session()) != first
    assert cover_of("Calm hands", session(steps=5)) != first


def test_each_part_of_the_session_is_where_its_time_is() -> None:
    """A session that is spoken in its first half, and practised in its second, has long rays on the left alone."""
    halves = (Cue(0, 5 * MINUTE, "speech", "Listen."), Cue(5 * MINUTE, 10 * MINUTE, "practice", "Rest."))
    colours = palette_of("Halves")
    picture = pixels(cover_of("Halves", Timeline("Halves", halves)))[: HORIZON - 10]
    rays = np.abs(picture - colours.rays).sum(axis=-1) < 30
    assert rays[:, : SIZE // 2].sum() > 5 * rays[:, SIZE // 2 :].sum()
    sun = np.abs(picture - colours.sun).sum(axis=-1) < 30
    assert sun[:, SIZE // 2 :].sum() > 1.1 * sun[:, : SIZE // 2].sum()


@pytest.mark.parametrize("steps", [0, 1, 5000])
def test_sessions_of_any_number_of_steps_have_a_cover(steps: int) -> None:
    cover = cover_of("Calm hands", session(steps, length_ms=5000 * 300))
    assert len(cover.data) < MOST_BYTES
    assert cover_of("Calm hands", session(steps, length_ms=5000 * 300)) == cover


def test_a_timeline_of_nothing_has_one() -> None:
    assert cover_of("Nothing", Timeline("Nothing", ())).width == SIZE


@pytest.mark.parametrize(
    ("title", "has_words"),
    [
        ("Calm hands", True),
        ("Dłonie spokojne, ręce wolne", True),
        ("Спокойные руки", True),
        ("Ήρεμα χέρια", True),
        ("Ruhe 🤲🏽👩‍👩‍👧", True),
        ("手のマッサージ", False),
        ("हाथों की मालिश", False),
        ("", False),
        (" \t\n", False),
        ("\x00\x1b[31m\x07", True),  # the bracket and its figures are left
        ("\ud800\ue000", False),
        ("🤲🏽", False),
    ],
)
def test_a_title_is_set_in_letters_or_left_out_and_never_in_boxes(title: str, has_words: bool) -> None:
    assert (words_in(title) > 0) == has_words


def test_a_title_that_is_left_out_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "coach"):
        cover_of("手のマッサージ", session())
    assert "the cover has no title: there are not all letters" in caplog.text


def test_without_any_font_there_is_a_cover_without_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OSError("cannot open resource")

    monkeypatch.setattr("PIL.ImageFont.truetype", gone)
    with caplog.at_level(logging.INFO, "coach"):
        assert words_in("Calm hands") == 0
    assert "the font DejaVuSans-Bold.ttf cannot be used" in caplog.text


def test_hebrew_begins_at_the_right_where_it_can_be_set_at_all() -> None:
    from PIL import features

    title = "ידיים רגועות"
    colours = palette_of(title)
    top = pixels(cover_of(title, session()))[MARGIN : MARGIN + 150]
    ink = (np.abs(top - colours.ink).sum(axis=-1) < 60).any(axis=0)
    assert ink.any() == features.check("raqm")
    if ink.any():
        assert SIZE - MARGIN - 24 < np.flatnonzero(ink)[-1] < SIZE - MARGIN + 2


@at_most(12)
@given(st.text(max_size=300))
def test_any_title_has_a_cover_within_its_margins(title: str) -> None:
    colours = palette_of(title)
    picture = pixels(cover_of(title, session()))
    edges = np.concatenate([picture[: MARGIN - 40].reshape(-1, 3), picture[:HORIZON, : MARGIN - 24].reshape(-1, 3)])
    assert (np.abs(edges - colours.sky).max(axis=-1) < 40).mean() > 0.9995


@pytest.mark.parametrize(
    ("ms", "words"),
    [(0, "0 s"), (45_400, "45 s"), (59_999, "1 min"), (MINUTE, "1 min"), (876_000, "15 min"), (3_599_000, "1 h")],
)
def test_lengths_are_whole_minutes(ms: int, words: str) -> None:
    assert length_in_minutes(ms) == words


def test_the_title_never_reaches_the_sun() -> None:
    top_of_rays = HORIZON - cover_drawing.SPOKEN[1]
    assert top_of_rays > MARGIN + TITLE_HEIGHT
