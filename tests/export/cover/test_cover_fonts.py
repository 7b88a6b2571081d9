"""The fonts of covers: which letters they have, as another reader of fonts says."""

from __future__ import annotations

import unicodedata

import pytest
from matplotlib.ft2font import FT2Font

from coach.export.cover.cover_fonts import BOLD, REGULAR, can_set, font, lacking, needs_shaping

pytestmark = pytest.mark.unit

INVISIBLE = ("Cn", "Cs", "Co", "Cc", "Cf")


@pytest.mark.parametrize("name", [BOLD, REGULAR])
def test_what_a_font_lacks_is_what_is_not_in_its_table(name: str) -> None:
    table = FT2Font(font(name, 20).path).get_charmap()
    signs = [chr(code) for code in range(0x21, 0x11000, 7)]
    seen = [sign for sign in signs if unicodedata.category(sign) not in INVISIBLE and not sign.isspace()]
    assert {*lacking(name, "".join(seen))} == {sign for sign in seen if ord(sign) not in table}


@pytest.mark.parametrize(
    ("text", "shaped"), [("Café", False), ("Đôi tay", False), ("ידיים", True), ("أيد", True), ("x\u0332", True)]
)
def test_writing_that_joins_turns_or_carries_signs_is_shaped(text: str, shaped: bool) -> None:
    assert needs_shaping(text) == shaped


def test_without_shaping_a_plain_title_can_be_set_and_arabic_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.features.check", lambda _: False)
    assert can_set(BOLD, "Calm hands")
    assert not can_set(BOLD, "أيد هادئة")
