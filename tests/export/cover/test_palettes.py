"""The colours of covers: words can be read on all of them, and a shelf of sessions is told apart."""

from __future__ import annotations

import pytest

from coach.export.cover.palettes import PALETTES, contrast, palette_of
from tests.export.cover.making import library_titles

pytestmark = pytest.mark.unit

READABLE = 4.5
"""The contrast that WCAG 2.2 asks for of text of any size (success criterion 1.4.3)."""
SEEN = 1.9
"""The contrast below which a thin ray is hardly seen; nothing depends on it."""


@pytest.mark.parametrize("number", range(len(PALETTES)))
def test_words_stand_out(number: int) -> None:
    colours = PALETTES[number]
    assert contrast(colours.ink, colours.sky) >= READABLE
    assert contrast(colours.caption, colours.ground) >= READABLE
    assert contrast(colours.sun, colours.sky) >= SEEN
    assert contrast(colours.rays, colours.sky) >= SEEN


def test_contrast_is_as_others_measure_it() -> None:
    """#767676 on white is the known grey that just passes."""
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast((1, 2, 3), (1, 2, 3)) == 1


def test_the_library_has_many_colours_and_a_title_always_the_same() -> None:
    titles = library_titles()
    assert len({palette_of(title) for title in titles}) >= 9
    assert palette_of(titles[0]) is palette_of(titles[0])
