"""Rests between sentences and clauses: by them a voice keeps its pace, and never by speaking more slowly. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.speech.phonemes.clauses import clauses_of, sentences_of
from coach.timeline.estimate import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coach.audio.samples import Samples
    from coach.speech import Engine, Voice

RESTS_FORMAT = 1
"""Counts the changes of this file that change what texts sound like, so that they are made of their sentences again."""
_BETWEEN_SENTENCES_MS = (300, 3_200)
"""The shortest and the longest rest: without one, sentences run together; after a longer one, the next surprises."""
_BETWEEN_CLAUSES_MS = (0, 1_400)
"""What is added to the voice's own short rest at a comma, at least and at most."""
SHORTEST_REST_MS = _BETWEEN_SENTENCES_MS[0]
"""The milliseconds of silence that follow a sentence, whatever comes after it."""
_SENTENCE_WEIGHT = 2
"""The times by which a rest between sentences is longer than what is added to one between clauses."""


@dataclass(frozen=True)
class Rests:
    """The rests of a text, in milliseconds."""

    sentence_ms: int
    """Between two sentences."""
    clause_ms: int
    """What is added to the voice's own rest at a sign between two clauses."""


def rests_at(pace: int, text: str, articulated_ms: int) -> Rests:
    """Return the rests that bring a text to its pace, as far as its sentences and clauses have room for them.

    `pace` is in words per minute, `articulated_ms` how long the voice takes for the sentences alone.

    Example:
        >>> rests_at(120, "Sit down. Let your shoulders sink, and breathe.", 3_000)
        Rests(sentence_ms=666, clause_ms=333)
    """
    return _rests(len(words_of(text)) * 60_000 / pace - articulated_ms, *_gaps(text))


def _rests(lacking_ms: float, sentences: int, clauses: int) -> Rests:
    """Return rests that are as long as what is lacking, together: where one kind has no room, the other has it."""
    weights = _SENTENCE_WEIGHT * sentences + clauses
    sentence_ms = _within(_BETWEEN_SENTENCES_MS, _SENTENCE_WEIGHT * lacking_ms / max(1, weights))
    clause_ms = _within(_BETWEEN_CLAUSES_MS, (lacking_ms - sentences * sentence_ms) / max(1, clauses))
    if sentences:
        sentence_ms = _within(_BETWEEN_SENTENCES_MS, (lacking_ms - clauses * clause_ms) / sentences)
    return Rests(int(sentence_ms), int(clause_ms))


def paced_sentences(
    text: str, pace: int, spoken: Iterable[Samples], sentence_length: Callable[[str], int], rate: int
) -> Iterator[Samples]:
    """Yield a text as speech, a sentence at a time, each with the rest before it and with rests at its clauses.

    A sentence's rests are decided as soon as it has been spoken, by what has been heard and an estimate of what is to
    come, where the voice is taken to rest at each clause: so the beginning of a text can be heard before its end is
    there, and is the same then. What an estimate was wrong by, the last sentence's rests make good.

    Args:
        text: The text.
        pace: Words per minute.
        spoken: The text's sentences, as `sentences_with_words` has them: mono samples from first sound to last.
        sentence_length: A measure of a sentence, in milliseconds, for those that have not been spoken yet.
        rate: The samples per second.
    """
    import numpy as np

    from coach.audio.speech_pauses import pauses_in, with_longer_pauses

    sentences = sentences_with_words(text)
    lengths, clauses = [*map(sentence_length, sentences)], [len(clauses_of(each)) - 1 for each in sentences]
    left_ms = len(words_of(text)) * 60_000 / pace
    for number, samples in enumerate(spoken):
        pauses = len(pauses_in(samples, rate, clauses[number])) + sum(clauses[number + 1 :])
        articulated_ms = len(samples) * 1000 / rate + sum(lengths[number + 1 :])
        rests = _rests(left_ms - articulated_ms, len(sentences) - max(1, number), pauses)
        speech = with_longer_pauses(samples, rate, clauses[number], rests.clause_ms)
        if number:
            speech = np.concatenate((np.zeros(rate * rests.sentence_ms // 1000, np.float32), speech))
        left_ms -= len(speech) * 1000 / rate
        yield speech


def paced_length(pace: int, sentence_length: Callable[[str], int]) -> Callable[[str], int]:
    """Return a measure of speech at a pace with its rests, from one of the sentences alone; both in milliseconds."""

    def spoken_length(text: str) -> int:
        articulated_ms = sum(map(sentence_length, sentences_with_words(text) or [text]))
        rests, (sentences, clauses) = rests_at(pace, text, articulated_ms), _gaps(text)
        return articulated_ms + sentences * rests.sentence_ms + clauses * rests.clause_ms

    return spoken_length


def measure_of(engine: Engine, voice: Voice) -> Callable[[str], int]:
    """Return a measure of an engine's speech for the compiler, in milliseconds, that speaks nothing."""
    measure = engine.estimate(voice)
    return paced_length(voice.pace, measure) if engine.traits.sentences else measure


def has_room_for_rests(text: str) -> bool:
    """Whether a text has more than one sentence, or one with several clauses."""
    return _gaps(text) != (0, 0)


def sentences_with_words(text: str) -> list[str]:
    """Return the sentences of a text that have a word, without the space around them: one said twice is the same."""
    return [sentence.strip() for sentence in sentences_of(text) if any(map(str.isalnum, sentence))]


def _gaps(text: str) -> tuple[int, int]:
    """Return how many rests there are between sentences, and between clauses."""
    sentences = sentences_with_words(text)
    return max(0, len(sentences) - 1), sum(len(clauses_of(sentence)) - 1 for sentence in sentences)


def _within(bounds: tuple[int, int], ms: float) -> float:
    return min(max(ms, bounds[0]), bounds[1])
