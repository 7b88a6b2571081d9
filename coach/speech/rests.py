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

_BETWEEN_SENTENCES_MS = (300, 3_200)
"""The shortest and the longest rest: without one, sentences run together; after a longer one, the next surprises."""
_BETWEEN_CLAUSES_MS = (0, 1_400)
"""What is added to the voice's own short rest at a comma, at least and at most."""
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

    from coach.audio.speech_pauses import pauses_in, with_longer_pauses

    if not (sentences := _sentences(text)):
        raise Unspeakable([text])
    spoken = [speak(sentence) for sentence in sentences]
    wanted = [len(clauses_of(sentence)) - 1 for sentence in sentences]
    pauses = sum(len(pauses_in(samples, rate, count)) for samples, count in zip(spoken, wanted, strict=True))
    articulated_ms = sum(map(len, spoken)) * 1000 / rate
    rests = _rests(len(words_of(text)) * 60_000 / pace - articulated_ms, len(sentences) - 1, pauses)
    between = np.zeros(rate * rests.sentence_ms // 1000, np.float32)
    pieces: list[Samples] = []
    for samples, count in zip(spoken, wanted, strict=True):
        longer = with_longer_pauses(samples, rate, count, rests.clause_ms)
        pieces += [between, longer] if pieces else [longer]
    return np.concatenate(pieces)


def paced_length(pace: int, articulated_length: Callable[[str], int]) -> Callable[[str], int]:
    """Return a measure of speech at a pace with its rests, from one of the sentences alone; both in milliseconds."""

    def spoken_length(text: str) -> int:
        articulated_ms = sum(map(articulated_length, _sentences(text) or [text]))
        rests, (sentences, clauses) = rests_at(pace, text, articulated_ms), _gaps(text)
        return articulated_ms + sentences * rests.sentence_ms + clauses * rests.clause_ms

    return spoken_length


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text that have a word."""
    return [sentence for sentence in sentences_of(text) if any(map(str.isalnum, sentence))]


def _gaps(text: str) -> tuple[int, int]:
    """Return how many rests there are between sentences, and between clauses."""
    sentences = _sentences(text)
    return max(0, len(sentences) - 1), sum(len(clauses_of(sentence)) - 1 for sentence in sentences)


def _within(bounds: tuple[int, int], ms: float) -> float:
    return min(max(ms, bounds[0]), bounds[1])
