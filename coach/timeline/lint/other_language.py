"""A rule of words that are not of the routine's language: the library py3langid knows which language they are of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.timeline.guide_words import PHRASES
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.timeline.lint.subject import Subject

LEAST_WORDS, LEAST_IN_STEP = 10, 25
"""The fewest different words in which a language is looked for: in a routine, and in one text of it."""
LEAST_PROBABILITY = 0.98
_LONGEST = 20_000
"""The most characters that are looked at."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMON = {
    "de": "das dem den der die du ein eine ihre ihren im ist mit nicht sich sie und von wie zu zum",
    "en": "and for from hand hands it its let of on one slowly that the their them then this to with you your",
    "es": "como con de del el en la las los mano no por que se su sus tu un una y",
    "fr": "au avec dans de des du est et la le les ne pas pour que sur une un votre vos ton vous",
    "it": "che con del della di e gli il in la le mano non per si su tua tuo un una",
    "nl": "de dan de een en het in is je met naar niet op te uw van voor",
    "pt": "as com da de do e em mão não os para que se seu sua sem um uma os",
}
"""The commonest words of each language: a text with enough of its own is of that language, and is looked at no more."""
_ENOUGH = 0.15
_NAMES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
_SAME = {"nb": "no", "cmn": "zh"}
"""The tags that the library knows by another one."""


def other_language(subject: Subject) -> Iterator[Finding]:
    """The words are of another language than the routine's `language`.

    A German text is spoken by an English voice unless the routine says `language: de`, and nobody understands it.
    Only what is sure is told: 10 words or more, and one of the languages for which coach has words of its own.
    """
    routine = subject.routine
    own = _SAME.get(routine.language.partition("-")[0], routine.language.partition("-")[0])
    if told := _found(" ".join(spoken.words for spoken in subject.texts), own, LEAST_WORDS):
        language, words = told
        hint = f"write 'language: {language}' at the top of the routine"
        yield Finding(routine, "language", _message(language, words, routine.language), hint)
        return
    for spoken in subject.texts:
        if told := _found(spoken.words, own, LEAST_IN_STEP):
            language, words = told
            hint = f"translate it, or make a routine with 'language: {language}' of it"
            yield Finding(spoken.item, spoken.key, _message(language, words, routine.language), hint, spoken.place(0))


def _message(language: str, words: str, own: str) -> str:
    return f"the words are {_NAMES[language]}, and a voice for '{own}' speaks them: “{' '.join(words.split()[:5])} …”"


def _found(text: str, own: str, least: int) -> tuple[str, str] | None:
    """Return the language of a text if it is surely another one than its own, and the text."""
    text = text[:_LONGEST]
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(set(words)) < least or is_plainly(own, words):
        return None
    if own not in (ranks := rank_languages(text)):
        return None
    best = max(ranks, key=lambda language: ranks[language])
    meant = sum(share for language, share in ranks.items() if language == own or language in PHRASES)
    sure = best in PHRASES and best != own and ranks[best] >= LEAST_PROBABILITY * meant
    return (best, text) if sure else None


def is_plainly(language: str, words: Sequence[str]) -> bool:
    """Whether the commonest words of a language are frequent among words, and more so than those of any other."""
    shares = {other: sum(word in common for word in words) for other, common in _common().items()}
    own = shares.pop(language, 0)
    return own >= _ENOUGH * len(words) and own > max(shares.values())


@lru_cache(1)
def _common() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _COMMON.items()}


def rank_languages(text: str) -> dict[str, float]:
    """Return how probable each language is for a text, the sum being 1."""
    return dict(_identifier()(text))


@lru_cache(1)
def _identifier() -> Callable[[str], list[tuple[str, float]]]:
    """Load the library, which takes half a second: its model is 68 MB when it is unpacked."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    rank: Callable[[str], list[tuple[str, float]]] = LanguageIdentifier.from_model_file(
        MODEL_FILE, norm_probs=True
    ).rank
    return rank
