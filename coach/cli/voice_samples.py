"""Language → a sentence by which a voice can be judged."""

from __future__ import annotations

from coach.speech.language import primary_language

_SENTENCES = {
    "de": "Lass beide Schultern sinken. Atme langsam ein, und wieder aus.",
    "en": "Let both shoulders sink. Breathe in slowly, and out again.",
    "es": "Deje caer los hombros. Inspire despacio, y vuelva a soltar el aire.",
    "fr": "Laissez tomber les épaules. Inspirez lentement, et expirez.",
    "it": "Lasci andare le spalle. Inspiri lentamente, ed espiri.",
    "nl": "Laat je schouders zakken. Adem langzaam in, en weer uit.",
    "pt": "Deixe os ombros descerem. Inspire devagar, e solte o ar.",
}
_NUMBERS = "1, 2, 3, 4, 5."
"""What a voice of any language reads in its own words."""


def sample_in(language: str) -> str:
    """Return a sentence in a language; for one that coach has no words in, numbers."""
    return _SENTENCES.get(primary_language(language), _NUMBERS)
