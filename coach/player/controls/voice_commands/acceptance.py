"""Guess → accepted or not, by its confidence: the grammar hears a command in everything; this rejects other talk.

The figures were chosen with development voices alone: 8 voices of espeak-ng and flite, 170 commands in noise, 137 short
pieces of sentences, 164 sentences made to resemble commands, and 39 pieces of human speech from pocketsphinx's own
tests. scripts/evaluate_listening reports others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from coach.player.controls.voice_commands.command_grammar import VERB_OF
from coach.player.controls.voice_commands.sound_lengths import unevenness

if TYPE_CHECKING:
    from coach.player.controls.voice_commands.recogniser import Guess, SpokenSound
    from coach.player.session.commands import Verb


@dataclass(frozen=True)
class Demand:
    """The least scores (likenesses) that are enough; those of other talk have their medians at -140, -110 and -90."""

    worst_sounds: float
    """The mean of the three worst phonemes: other talk may share some of a phrase, but not all of it."""
    worst_sound: float
    worst_word: float
    coach: float
    silences: float
    """The score of each stretch that is taken for silence: talk before and after the phrase would be there."""


_USUAL = Demand(worst_sounds=-101, worst_sound=-142, worst_word=-88, coach=-85, silences=-45)
_STRICT = Demand(worst_sounds=-94, worst_sound=-125, worst_word=-82, coach=-82, silences=-40)

_LIKELY = Demand(worst_sounds=-111, worst_sound=-157, worst_word=-98, coach=-95, silences=-55)
"""The confidence that is enough for a command said twice, for somebody whose way of speaking is always refused: of 480
commands that 8 voices said twice, 36 were not understood either time, and 27 with this. It accepts some 2 utterances of
other talk an hour, never two alike."""

_DEMANDS: dict[Verb, Demand] = {"stop": _STRICT, "next": _STRICT}
"""The verbs with a stricter demand: a wrong one of these is worse than a missed one, for it ends the session, or skips
a step that nobody heard."""

_FEW = 8
"""The number of sounds under which a phrase has the stricter demand, too, for few are sooner alike by chance: in two
hours of other talk by the voices of scripts, “coach pause” was heard once. None of 304 commands of the development
voices was lost by it."""

_EVEN, _DEARER = 0.4, 75
"""The unevenness of lengths with which the demands are as they stand, and by how much they rise for each 1 above it, as
they fall below it. Chosen by 298 right guesses of commands in noise, of which 279 are accepted (275 without it), and by
706 utterances of other talk: the most alike miss the demands by 5, 15 and 22 (3, 7 and 8 without it)."""

# The lengths below are in hundredths of a second.
_LATEST, _EARLIEST_END = 30, 40
"""The most that may lie before the phrase, and after it: an utterance begins some 24 before its first voice, and ends
21 after its last, and nothing else may lie between."""
_CLICK = 8
"""The longest noise that the decoder hears at the end of a word: one of 3 to 8 tells nothing."""
_FAINT = 0.03
"""The share of an utterance's power under which a silence counts as nobody's talk: what is 15 dB under it may be left
of coach's own voice."""
_BEFORE, _AFTER = 27, 25
_LONGEST_SOUND, _LONGEST_LAST = 45, 66
"""The longest sound, and the longest at the end of an utterance: the decoder may give it the 21 of silence there."""
_LONGEST_GAP = 40
"""The longest gap between two words, as in "coach, next step"."""


def is_accepted(guess: Guess) -> bool:
    """Whether the guess is sure enough to be obeyed as a command."""
    sounds = list(chain.from_iterable(guess.words))
    demand = _STRICT if len(sounds) < _FEW else _DEMANDS.get(VERB_OF[guess.phrase], _USUAL)
    return _in_place(guess, demand) and _margin(guess, demand) >= _DEARER * (unevenness(sounds) - _EVEN)


def is_likely(guess: Guess) -> bool:
    """Whether the guess may be a command: a speaker says it again, and other talk is seldom the same twice.

    However uneven it is: it is for people whose way of speaking is unusual.
    """
    return _in_place(guess, _LIKELY) and _margin(guess, _LIKELY) >= 0


def _in_place(guess: Guess, demand: Demand) -> bool:
    """Whether the phrase is all of the utterance, without talk between its words, long gaps and drawn-out sounds."""
    sounds = list(chain.from_iterable(guess.words))
    start, end = sounds[0].start, sounds[-1].start + sounds[-1].length
    inside = [silence.length for silence in guess.silences if start < silence.start < end]
    return (
        start <= _LATEST
        and guess.length - end <= _EARLIEST_END
        and max(sound.length for sound in sounds[:-1]) <= _LONGEST_SOUND
        and sounds[-1].length <= (_LONGEST_LAST if end >= guess.length - 1 else _LONGEST_SOUND)
        and max(inside, default=0) <= _LONGEST_GAP
        and not any(_is_talk(silence, demand) for silence in _between(guess))
    )


def _margin(guess: Guess, demand: Demand) -> float:
    """The least by which the guess is more like its phrase than is demanded; under 0 where it is less."""
    worst = sorted(sound.score for sound in chain.from_iterable(guess.words))[:3]
    words = [_mean(word) for word in guess.words]
    return min(
        sum(worst) / len(worst) - demand.worst_sounds,
        worst[0] - demand.worst_sound,
        min(words) - demand.worst_word,
        words[0] - demand.coach,
    )


def _between(guess: Guess) -> list[SpokenSound]:
    """The silences, except those at both ends, in which the VAD heard nobody."""
    return [one for one in guess.silences if one.start < guess.length - _AFTER and one.start + one.length > _BEFORE]


def _is_talk(silence: SpokenSound, demand: Demand) -> bool:
    return silence.length > _CLICK and silence.power > _FAINT and silence.score < demand.silences


def _mean(sounds: tuple[SpokenSound, ...]) -> float:
    return sum(sound.score * sound.length for sound in sounds) / sum(sound.length for sound in sounds)
