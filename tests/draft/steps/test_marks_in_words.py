from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.routine.loader import parse_routine
from coach.routine.model import Step

pytestmark = pytest.mark.unit


def said(text: str) -> list[str]:
    """Return what the steps of a draft of a text say."""
    steps = parse_routine(draft_routine(text.encode(), "text.txt").encode(), "draft.yaml").steps
    return [step.say.text for step in steps if isinstance(step, Step) and step.say]


@pytest.mark.parametrize("mark", ['"', "″", "''"])
def test_a_mark_of_seconds_that_is_the_time_is_said_as_seconds(mark: str) -> None:
    assert said(f"1. Press the arch for 90{mark}.\n2. Let go.\n")[0] == "Press the arch for 90 seconds."


@pytest.mark.parametrize("mark", ["'", "′"])
def test_a_mark_of_minutes_that_is_the_time_is_said_as_minutes(mark: str) -> None:
    assert said(f"1. Press the arch for 2{mark}.\n2. Press the heel for 1{mark}.\n") == [
        "Press the arch for 2 minutes.",
        "Press the heel for 1 minute.",
    ]


def test_a_mark_that_is_no_time_stays() -> None:
    (first, _) = said('1. Fold a strip 2" wide, and press it for 30 seconds.\n2. Let go.\n')
    assert '2" wide' in first


def test_minutes_and_seconds_stay_as_they_are_understood_by_every_voice() -> None:
    assert said("1. Roll the heel for 2'30\".\n2. Let go.\n")[0] == "Roll the heel for 2'30\"."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('1. Drücken Sie die Ferse 45" lang.\n2. Lassen Sie die Hände sinken.\n', "45 Sekunden lang"),
        ('1. Presiona el talón durante 45".\n2. Suelta las manos despacio.\n', "durante 45 segundos"),
    ],
)
def test_another_language_has_its_own_words(text: str, words: str) -> None:
    assert words in said(text)[0]
