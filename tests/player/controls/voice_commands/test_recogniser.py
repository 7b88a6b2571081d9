import numpy as np
import pytest

from coach.player.controls.voice_commands.command_grammar import VERB_OF
from coach.player.controls.voice_commands.recogniser import Recogniser
from tests.player.controls.voice_commands.conftest import Say

pytestmark = pytest.mark.device


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def test_a_phrase_in_noise_is_aligned_up_to_the_end_of_the_utterance(recogniser: Recogniser, say: Say) -> None:
    said = say("coach, stop now")[12_160:-15_520]
    noise = np.random.default_rng(1).normal(0, 0.02, len(said)).astype(np.float32)
    assert (guess := recogniser.guess(said + noise)) is not None
    assert guess.phrase == "coach stop now"
    assert [len(word) for word in guess.words] == [3, 4, 2]


def test_whatever_lasts_as_long_as_a_phrase_is_most_like_a_whole_one(recogniser: Recogniser) -> None:
    hiss = np.random.default_rng(1).normal(0, 0.05, 16_000).astype(np.float32)
    assert (guess := recogniser.guess(hiss)) is not None
    assert guess.phrase in VERB_OF
    assert len(guess.words) == len(guess.phrase.split())


def test_what_is_shorter_than_any_phrase_is_like_none(recogniser: Recogniser) -> None:
    assert recogniser.guess(np.full(800, 0.01, np.float32)) is None
