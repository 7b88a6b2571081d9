from __future__ import annotations

import pytest

from coach.player.controls.voice_commands.acceptance import is_accepted
from coach.player.controls.voice_commands.recogniser import Guess, SpokenSound

pytestmark = pytest.mark.unit

# What was heard in other talk: (score, length) of each sound.
COACH, PAUSE, NOW = [(-105, 5), (-52, 16), (-92, 7)], [(-53, 10), (-62, 15), (-89, 5)], [(-60, 9), (-60, 16)]


def _guess(phrase: str, *words: list[tuple[int, int]], silence: SpokenSound | None = None) -> Guess:
    at, found = 23, []
    for word in words:
        sounds = []
        for score, length in word:
            sounds.append(SpokenSound("", at, length, score, 1.0))
            at += length
        found.append(tuple(sounds))
        if silence and len(found) == 1:
            at += silence.length
    return Guess(phrase, tuple(found), (silence._replace(start=58),) if silence else (), at + 20)


def test_a_phrase_of_few_sounds_has_to_be_more_like() -> None:
    assert not is_accepted(_guess("coach pause", COACH, PAUSE))
    assert is_accepted(_guess("coach pause now", COACH, PAUSE, NOW))


@pytest.mark.parametrize(("power", "accepted"), [(0.02, True), (0.05, False)])
def test_what_is_faint_between_two_words_is_what_is_left_of_coach_and_no_talk(power: float, accepted: bool) -> None:
    between = SpokenSound("SIL", 51, 15, -70, power)
    assert is_accepted(_guess("coach pause now", COACH, PAUSE, NOW, silence=between)) == accepted
