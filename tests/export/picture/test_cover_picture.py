"""A cover as a picture of its own: the one that an export has."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from coach.errors import UsageError
from coach.export.cover.cover_drawing import cover_of
from coach.export.picture import STYLES, check_picture, draw
from tests.export.picture.making import plan_levels, steps

pytestmark = pytest.mark.unit


def test_it_is_the_cover_of_an_export_and_as_a_png_the_same_picture(tmp_path: Path) -> None:
    timeline = steps(6, "Left", "Right")
    levels, backdrop = plan_levels(timeline)
    for name in ("cover.jpg", "cover.png"):
        draw(timeline, levels, tmp_path / name, backdrop, "cover")
    assert (tmp_path / "cover.jpg").read_bytes() == cover_of(timeline.title, timeline).data
    with Image.open(tmp_path / "cover.jpg") as jpeg, Image.open(tmp_path / "cover.png") as png:
        assert (png.format, png.size) == ("PNG", (1400, 1400))
        assert ImageChops.difference(jpeg.convert("RGB"), png.convert("RGB")).getbbox() is None


@pytest.mark.parametrize(
    ("style", "name", "told"),
    [
        ("cover", "c.svg", r"'c.svg' does not end in a picture that coach draws; end it in \.jpg or \.png"),
        ("notes", "n.jpg", r"'n.jpg' does not end in a picture that coach draws; end it in \.svg or \.png"),
        ("covr", "c.jpg", "there is no style 'covr'; did you mean 'cover'?"),
        ("poster", "c.jpg", f"there is no style 'poster'; there are {', '.join(STYLES)}"),
    ],
)
def test_what_a_style_cannot_be_is_told(tmp_path: Path, style: str, name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        check_picture(tmp_path / name, style)
