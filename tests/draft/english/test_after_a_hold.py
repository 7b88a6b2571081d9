"""Sentences behind a hold: which of them say what follows."""

from __future__ import annotations

import pytest

from coach.draft.english.after_a_hold import follows_a_hold, goes_on, is_held, lets_go_for_a_time, only_feels
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES

pytestmark = pytest.mark.unit


def test_a_hold_takes_some_seconds_once() -> None:
    assert is_held("Press your lips together for five seconds.")
    assert not is_held("Steep it for 5 minutes.")
    assert not is_held("Press five times.")


@pytest.mark.parametrize(
    "text",
    [
        "Out comes the turtle, and everything is loose for ten seconds.",
        "The forehead may be smooth now for twelve seconds.",
        "That's it: nothing at all for twelve seconds.",
        "And loose.",
    ],
)
def test_what_is_then_follows_a_hold(text: str) -> None:
    assert follows_a_hold(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ten seconds are enough.",
        "Most people feel it after ten seconds.",
        "Holding it for 30 seconds burns more than lying down for 60 seconds.",
        "I used to rest for twenty seconds.",
        "Nobody will see it.",
    ],
)
def test_what_explains_or_tells_a_story_does_not(text: str) -> None:
    assert not follows_a_hold(text)


def test_other_languages_say_so_too() -> None:
    with in_language(LANGUAGES["de"]()):
        assert follows_a_hold("Die Stirn darf jetzt zwölf Sekunden lang ganz glatt sein.")
    with in_language(LANGUAGES["es"]()):
        assert goes_on("y luego descansan diez segundos en el regazo")


def test_a_phrase_that_adds_to_the_time_before_it_is_no_other() -> None:
    assert goes_on("and then they lie in your lap for ten seconds")
    assert not goes_on("and then for another 30 seconds")
    assert not goes_on("and for 30 seconds")


def test_a_release_has_a_time_and_a_feeling_has_none() -> None:
    assert lets_go_for_a_time("Let them drop, and rest twenty seconds.")
    assert not lets_go_for_a_time("Let them drop.")
    assert only_feels("Notice the difference.")
    assert not only_feels("Notice it for ten seconds.")
