from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Said = Callable[..., list[tuple[int, str, str]]]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("🙂", "slightly smiling face"),
        ("🙏🏽", "person with folded hands"),
        ("❤️", "heavy black heart"),
        ("👩\u200d⚕️", "woman"),
        ("🇩🇪", "regional indicator symbol letter d"),
        ("→", "rightwards arrow"),
        ("✓", "check mark"),
        ("★", "black star"),
        ("■", "black square"),
        ("│", "box drawings light vertical"),
        ("\ufffd", "replacement character"),
    ],
)
def test_a_picture_is_told_with_its_name(said: Said, sign: str, name: str) -> None:
    message = f"“{sign}” ({name}) is left out when spoken"
    assert said("unspoken-sign", f"Close your eyes {sign} and rest.") == [(17, message, "say it in words")]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u2060", "U+2060 (word joiner)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\ue000", "U+E000 (without a name)"),
    ],
)
def test_what_cannot_be_seen_is_told_with_its_number(said: Said, sign: str, name: str) -> None:
    assert said("unspoken-sign", f"re{sign}lax") == [(3, f"{name} is a character that no voice says", "remove it")]


@pytest.mark.parametrize(("styled", "plain"), [("𝐁𝐨𝐥𝐝", "Bold"), ("𝒮lowly", "S"), ("ＣＡＬＭ", "CALM"), ("ⓐ", "a")])
def test_letters_of_mathematics_are_told_with_the_plain_ones(said: Said, styled: str, plain: str) -> None:
    ((place, _, hint),) = said("unspoken-sign", f"Be {styled} now.")
    assert (place, hint) == (4, f"write “{plain}”")


@pytest.mark.parametrize(
    ("language", "prose"),
    [
        ("en", "It is 37.5 °C – that is ½ more – “relax,” he said… naïve café, ﬁngers, 5 µm, №5, ™ © ®."),
        ("en", "2 × 3 ± 1 ≈ 6, and 5 € or £4; x² + H₂O; • first ‣ second † note."),
        ("fr", "Respirez : l’œil, la cœur, « doucement ». Nº 5, 1ᵉʳ."),
        ("fa", "می\u200cخواهم آرام باشم"),
        ("hi", "क्\u200dष धीरे धीरे"),
        ("th", "วางมือ\u200bลงบนตัก"),
        ("ja", "両手を、ひざの上に「置いて」ください。ゆっくり〜"),
    ],
)
def test_the_signs_of_prose_are_no_pictures(said: Said, language: str, prose: str) -> None:
    assert said("unspoken-sign", prose, language) == []


def test_several_pictures_side_by_side_are_one_finding(said: Said) -> None:
    assert len(said("unspoken-sign", "Rest 🙂🙂🙏 now.")) == 1
    assert len(said("unspoken-sign", "Rest 🙂 and 🙏 now.")) == 2
