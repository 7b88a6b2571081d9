from __future__ import annotations

import pytest

from coach.player.controls.voice_commands.acceptance import is_accepted
from coach.player.controls.voice_commands.recogniser import Guess, SpokenSound

pytestmark = pytest.mark.unit

Word = list[tuple[str, int, int]]

# What was heard in other talk: name, score and length of each sound.
COACH: Word = [("K", -105, 5), ("OW", -52, 16), ("CH", -92, 7)]
PAUSE: Word = [("P", -53, 10), ("AO", -62, 15), ("Z", -89, 5)]
NOW: Word = [("N", -60, 9), ("AW", -60, 16)]
COUNT: Word = [("K", -26, 6), ("OW", -82, 31), ("CH", -66, 10)]
ALOUD: Word = [("L", -51, 16), ("AW", -24, 11), ("D", -87, 17), ("AH", -62, 4)]


def _guess(phrase: str, *words: Word, silence: SpokenSound | None = None) -> Guess:
    at, found = 23, []
    for word in words:
        sounds = []
        for name, score, length in word:
            sounds.append(SpokenSound(name, at, length, score, 1.0))
            at += length
        found.append(tuple(sounds))
        if silence and len(found) == 1:
            at += silence.length
    return Guess(phrase, tuple(found), (silence._replace(start=58),) if silence else (), at + 20)


def test_a_phrase_of_few_sounds_has_to_be_more_like() -> None:
    assert not is_accepted(_guess("coach pause", COACH, PAUSE))
    assert is_accepted(_guess("coach pause now", COACH, PAUSE, NOW))


@pytest.mark.parametrize(
    ("lengths", "accepted"), [((6, 31, 10, 16, 11, 17, 4), False), ((8, 17, 14, 11, 13, 7, 15), True)]
)
def test_what_is_like_a_phrase_with_drawn_and_squeezed_sounds_is_other_talk(
    lengths: tuple[int, ...], accepted: bool
) -> None:
    """Somebody said “count aloud”; with the lengths of a phrase, the same scores would be enough."""
    left = iter(lengths)
    count, aloud = ([(name, score, next(left)) for name, score, _ in word] for word in (COUNT, ALOUD))
    assert is_accepted(_guess("coach louder", count, aloud)) == accepted


@pytest.mark.parametrize(("power", "accepted"), [(0.02, True), (0.05, False)])
def test_what_is_faint_between_two_words_is_what_is_left_of_coach_and_no_talk(power: float, accepted: bool) -> None:
    between = SpokenSound("SIL", 51, 15, -70, power)
    assert is_accepted(_guess("coach pause now", COACH, PAUSE, NOW, silence=between)) == accepted
