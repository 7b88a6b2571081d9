"""What a sentence speaks of, and what stands beside it, tell whether it asks, where its form does not."""

from __future__ import annotations

import pytest

from coach.draft.english.evidence import ENOUGH, OPEN, TALK, asks_here, weight_of
from coach.draft.language import in_language
from coach.draft.languages import german, spanish

pytestmark = pytest.mark.unit

ASKS = (
    "Another five minutes with that one on, eyes closed.",
    "Your hands go on your knees.",
    "All that remains is to stay there for two minutes.",
    "What we'll do first is let the head hang forward for half a minute.",
    "The whole of this third exercise is then gone through a second time.",
    "Eight such hummings will suffice.",
    "Why not let the lips part?",
    "lowering the hands to the belly ... two ... three ... four",
    "You now have a triangle; turn it so that the long side is at the bottom.",
    "And now comes a deep sigh.",
)
TALKS = (
    "Another two minutes of reading and you'll know where cloths come from.",
    "Your hands were on your knees when I came in.",
    "Most people hold the breath for two minutes, often more.",
    "We run this course on Tuesdays.",
    "The whole takes ten minutes.",
    "Hands remember more than we think.",
    "Kneeling in the garden has to wait until summer.",
    "Five minutes for the eyes | Level: easy",
    "All stretches are held for 20 seconds unless otherwise stated.",
    "Do your hands go cold?",
)


@pytest.mark.parametrize("sentence", ASKS)
def test_an_act_or_an_amount_between_instructions_is_asked(sentence: str) -> None:
    assert asks_here(sentence, before=True, after=True)


@pytest.mark.parametrize("sentence", TALKS)
def test_talk_of_the_same_things_is_asked_nowhere(sentence: str) -> None:
    assert not asks_here(sentence, before=True, after=True)


def test_what_stands_beside_a_sentence_decides_where_its_words_leave_it_open() -> None:
    sentence = "A last time for the hands: both palms."
    assert OPEN <= weight_of("Along the hairline, short strokes.") < ENOUGH
    assert asks_here("Along the hairline, short strokes.", before=True, after=True)
    assert not asks_here("Along the hairline, short strokes.", before=False, after=False)
    assert weight_of(sentence) < ENOUGH


@pytest.mark.parametrize("sentence", ["Five minutes (12 minutes with the bath).", "Running time 5 minutes."])
def test_a_figure_alone_is_no_request(sentence: str) -> None:
    assert not asks_here(sentence, before=False, after=False)


def test_the_author_and_the_past_outweigh_every_act() -> None:
    assert weight_of("My own hands went to the knees for two minutes.") == TALK


def test_another_language_is_weighed_by_its_gloss() -> None:
    with in_language(german()):
        assert asks_here("Wer mag, legt eine Hand auf den Bauch.", before=True, after=True)
        assert not asks_here("Das dauert etwa zehn Minuten.", before=True, after=True)
    with in_language(spanish()):
        assert asks_here("soltando los brazos ... dos ... tres", before=False, after=True)
        assert not asks_here("Las manos eran de mi abuela.", before=True, after=True)
