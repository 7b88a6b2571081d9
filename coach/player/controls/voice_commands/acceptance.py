"""A guess → how sure it is: the grammar hears a command in everything, so this is where other talk is turned down.

Figures were chosen with development voices alone: 8 voices of espeak-ng and flite, 170 commands in noise, 137 short
pieces of sentences, 164 sentences made to resemble commands, and 39 pieces of human speech from pocketsphinx's own
tests. scripts/evaluate_listening reports others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from coach.player.controls.voice_commands.command_grammar import VERB_OF

if TYPE_CHECKING:
    from coach.player.controls.voice_commands.recogniser import Guess, SpokenSound
    from coach.player.session.commands import Verb


@dataclass(frozen=True)
class Demand:
    """The least likeness that is enough. Likeness of other talk has its median at -140, -110 and -90."""

    worst_sounds: float
    """Mean of the three worst phonemes: other talk may share some of a phrase, but not all of it."""
    worst_sound: float
    worst_word: float
    coach: float
    silences: float
    """Of what is taken for silence: there, talk before and after the phrase would be."""


_USUAL = Demand(worst_sounds=-101, worst_sound=-142, worst_word=-88, coach=-85, silences=-45)
_STRICT = Demand(worst_sounds=-94, worst_sound=-125, worst_word=-82, coach=-82, silences=-40)

_LIKELY = Demand(worst_sounds=-111, worst_sound=-157, worst_word=-98, coach=-95, silences=-55)
"""For who speaks in a way that is always refused, and says it again: of 480 commands that 8 voices said twice, 36 were
not understood either time, and 27 with this. It takes some 2 utterances of other talk an hour, never two alike."""

_DEMANDS: dict[Verb, Demand] = {"stop": _STRICT, "next": _STRICT}
"""A wrong one of these is worse than a missed one: a session that ends, a step that nobody heard."""

# Hundredths of a second.
_LATEST, _EARLIEST_END = 30, 40
"""An utterance begins some 24 before its first voice, and ends 21 after its last: nothing else may lie between."""
_CLICK = 8
"""At the end of a word, the decoder hears a noise of 3 to 8, which tells nothing."""
_FAINT = 0.01
"""Of an utterance's power: what is 20 dB under it may be left of coach's own voice, and nobody's talk."""
_BEFORE, _AFTER = 27, 25
_LONGEST_SOUND = 45
_LONGEST_GAP = 40
"""Between two words, as in "coach, next step"."""


def is_accepted(guess: Guess) -> bool:
    """Whether somebody asks for this."""
    return _in_place(guess) and _alike(guess, _DEMANDS.get(VERB_OF[guess.phrase], _USUAL))


def is_likely(guess: Guess) -> bool:
    """Whether somebody may have asked for this: who did will ask again, and other talk is seldom twice the same."""
    return _in_place(guess) and _alike(guess, _LIKELY)


def _in_place(guess: Guess) -> bool:
    """Whether the phrase is all of the utterance, without long gaps and drawn-out sounds."""
    sounds = list(chain.from_iterable(guess.words))
    start, end = sounds[0].start, sounds[-1].start + sounds[-1].length
    inside = [silence.length for silence in guess.silences if start < silence.start < end]
    return (
        start <= _LATEST
        and guess.length - end <= _EARLIEST_END
        and max(sound.length for sound in sounds) <= _LONGEST_SOUND
        and max(inside, default=0) <= _LONGEST_GAP
    )


def _alike(guess: Guess, demand: Demand) -> bool:
    worst = sorted(sound.score for sound in chain.from_iterable(guess.words))[:3]
    words = [_mean(word) for word in guess.words]
    return (
        sum(worst) / len(worst) >= demand.worst_sounds
        and min(words) >= demand.worst_word
        and words[0] >= demand.coach
        and worst[0] >= demand.worst_sound
        and not any(_is_talk(silence, demand) for silence in _between(guess))
    )


def _between(guess: Guess) -> list[SpokenSound]:
    """Silences but those at both ends, in which the voice-activity detector heard nobody."""
    return [one for one in guess.silences if one.start < guess.length - _AFTER and one.start + one.length > _BEFORE]


def _is_talk(silence: SpokenSound, demand: Demand) -> bool:
    return silence.length > _CLICK and silence.power > _FAINT and silence.score < demand.silences


def _mean(sounds: tuple[SpokenSound, ...]) -> float:
    return sum(sound.score * sound.length for sound in sounds) / sum(sound.length for sound in sounds)
