import pytest

from coach.player.controls.voice_commands.command_grammar import END, PHRASES, START, VERB_OF, transitions
from coach.player.controls.voice_commands.recogniser import pocketsphinx
from coach.player.session.commands import VERBS

pytestmark = pytest.mark.unit


def test_every_verb_can_be_said_but_that_of_a_single_button() -> None:
    assert set(PHRASES) == set(VERBS) - {"pause or continue"}


def test_every_phrase_begins_with_coach_and_means_one_thing() -> None:
    assert all(phrase.startswith("coach ") for phrase in VERB_OF)
    assert len(VERB_OF) == sum(map(len, PHRASES.values()))


def test_the_dictionary_knows_every_word() -> None:
    decoder = pocketsphinx().Decoder(lm=None, loglevel="FATAL")
    assert all(decoder.lookup_word(word) for phrase in VERB_OF for word in phrase.split())


def test_the_grammar_has_every_phrase_and_nothing_else() -> None:
    ways = [(START, "")]
    for state, said in ways:  # it grows
        ways += [(after, f"{said} {word}".lstrip()) for before, after, _, word in transitions() if before == state]
    assert sorted(said for state, said in ways if state == END) == sorted(VERB_OF)


def test_the_grammar_has_no_empty_transition_and_none_from_its_end() -> None:
    assert all(word and before != END for before, _, _, word in transitions())
