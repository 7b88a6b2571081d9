"""Rests between sentences and clauses: by them a voice keeps its pace, and never by speaking more slowly. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.speech.phonemes import Unspeakable
from coach.speech.phonemes.clauses import clauses_of, sentences_of
from coach.timeline.estimate import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.audio.samples import Samples

_BETWEEN_SENTENCES_MS = (400, 2_500)
"""The shortest and the longest rest: without one, sentences run together; after a longer one, the next surprises."""
_BETWEEN_CLAUSES_MS = (0, 1_000)
"""What is added to the voice's own short rest at a comma, at least and at most."""
_SENTENCE_WEIGHT = 2
"""The times by which a rest between sentences is longer than what is added to one between clauses."""


@dataclass(frozen=True)
class Rests:
    """The rests of a text, in milliseconds."""

    sentence_ms: int
    """Between two sentences."""
    clause_ms: int
    """What is added to the voice's own at each sign between two clauses."""


def rests_at(pace: int, text: str, articulated_ms: int) -> Rests:
    """Return the rests that bring a text to its pace, as far as its sentences and clauses have room for them.

    `pace` is in words per minute, `articulated_ms` how long the voice takes for the sentences alone.

    Example:
        >>> rests_at(120, "Sit down. Let your shoulders sink, and breathe.", 3_000)
        Rests(sentence_ms=666, clause_ms=333)
    """
    sentences, clauses = _gaps(text)
    lacking = max(0, len(words_of(text)) * 60_000 / pace - articulated_ms)
    unit = lacking / max(1, _SENTENCE_WEIGHT * sentences + clauses)
    return Rests(_within(_BETWEEN_SENTENCES_MS, _SENTENCE_WEIGHT * unit), _within(_BETWEEN_CLAUSES_MS, unit))


def joined_at_pace(text: str, pace: int, speak: Callable[[str], Samples], rate: int) -> Samples:
    """Return a text as speech: its sentences one after the other, with rests in between and at their clauses.

    Args:
        text: The text.
        pace: Words per minute.
        speak: Speaks one sentence: mono samples from its first sound to its last.
        rate: The samples per second.

    Raises:
        Unspeakable: There is no word in the text.
    """
    import numpy as np

    from coach.audio.pauses import with_longer_pauses

    sentences = [sentence for sentence in sentences_of(text) if any(map(str.isalnum, sentence))]
    if not sentences:
        raise Unspeakable([text])
    spoken = [speak(sentence) for sentence in sentences]
    rests = rests_at(pace, text, sum(map(len, spoken)) * 1000 // rate)
    between = np.zeros(rate * rests.sentence_ms // 1000, np.float32)
    pieces: list[Samples] = []
    for sentence, samples in zip(sentences, spoken, strict=True):
        longer = with_longer_pauses(samples, rate, len(clauses_of(sentence)) - 1, rests.clause_ms)
        pieces += [between, longer] if pieces else [longer]
    return np.concatenate(pieces)


def paced_length(pace: int, articulated_length: Callable[[str], int]) -> Callable[[str], int]:
    """Return a measure of speech at a pace with its rests, from one of the sentences alone; both in milliseconds."""

    def spoken_length(text: str) -> int:
        articulated_ms = sum(map(articulated_length, sentences_of(text)))
        rests, (sentences, clauses) = rests_at(pace, text, articulated_ms), _gaps(text)
        return articulated_ms + sentences * rests.sentence_ms + clauses * rests.clause_ms

    return spoken_length


def _gaps(text: str) -> tuple[int, int]:
    """Return how many rests there are between sentences, and between clauses."""
    sentences = sentences_of(text)
    return max(0, len(sentences) - 1), sum(len(clauses_of(sentence)) - 1 for sentence in sentences)


def _within(bounds: tuple[int, int], ms: float) -> int:
    return min(max(int(ms), bounds[0]), bounds[1])
