import pytest

from coach.player.controls.voice_commands.command_grammar import PHRASES, VERB_OF, grammar
from coach.player.controls.voice_commands.recogniser import pocketsphinx
from coach.player.session.commands import VERBS

pytestmark = pytest.mark.unit


def test_every_verb_can_be_said_but_that_of_a_single_button() -> None:
    assert set(PHRASES) == set(VERBS) - {"pause or continue"}


def test_every_phrase_begins_with_coach_and_means_one_thing() -> None:
    assert all(phrase.startswith("coach ") for phrase in VERB_OF)
    assert len(VERB_OF) == sum(map(len, PHRASES.values()))


def test_the_dictionary_knows_every_word_and_the_grammar_every_phrase() -> None:
    decoder = pocketsphinx().Decoder(lm=None, loglevel="FATAL")
    assert all(decoder.lookup_word(word) for phrase in VERB_OF for word in phrase.split())
    assert all(phrase in grammar() for phrase in VERB_OF)
