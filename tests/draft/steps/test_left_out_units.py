"""Phrases that leave out the unit of time that the phrase before them has."""

from __future__ import annotations

import pytest

from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.steps.left_out_units import with_unit_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (
            "Press the lips together for five seconds",
            "and part them for fifteen.",
            "and part them for fifteen seconds.",
        ),
        ("Warm it for 2 minutes", "then cool it for 1", "then cool it for 1 minute"),
    ],
)
def test_a_bare_number_at_the_end_is_a_time(first: str, second: str, whole: str) -> None:
    assert with_unit_of(first, second) == whole


@pytest.mark.parametrize(
    "second",
    [
        "and go on to step 2.",
        "and count to ten.",
        "and press 5 times.",
        "and rest for 20 seconds.",
        "then stop.",
        "start with the little one",
    ],
)
def test_another_number_is_none(second: str) -> None:
    assert with_unit_of("Hold it for 10 seconds", second) == second


def test_the_unit_is_written_in_the_language_of_the_text() -> None:
    with in_language(LANGUAGES["de"]()):
        assert with_unit_of("Beißen Sie fünf Sekunden zu", "und öffnen Sie für zwanzig.").endswith("zwanzig Sekunden.")
    with in_language(LANGUAGES["es"]()):
        assert with_unit_of("Aprieta cinco segundos", "y ábrelo quince y repite").endswith("quince segundos y repite")
