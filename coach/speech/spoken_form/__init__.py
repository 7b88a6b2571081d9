"""What an author writes → what a person says, before a voice gets it: "2.5 cm" → "two point five centimetres".

Pure, but for the words of a language, which are read once. What stands on a screen stays as it is written. To add a
language, see `vocabulary`; to add a kind of rewriting, one row in `RULES`, at the place where nothing before it takes
what it looks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.speech.spoken_form.abbreviations import say_abbreviations
from coach.speech.spoken_form.bare_units import say_bare_units
from coach.speech.spoken_form.clock_times import say_clock_times
from coach.speech.spoken_form.compatible_signs import write_plainly
from coach.speech.spoken_form.digit_sequences import say_digit_sequences
from coach.speech.spoken_form.first_check import needs_rewriting
from coach.speech.spoken_form.german_ordinals import say_german_ordinals, say_german_sides
from coach.speech.spoken_form.links import leave_out_links
from coach.speech.spoken_form.markup import leave_out_markup
from coach.speech.spoken_form.measure_words import say_measures
from coach.speech.spoken_form.ordinals import say_ordinals
from coach.speech.spoken_form.pictographs import leave_out_pictographs
from coach.speech.spoken_form.repetitions import say_repetitions
from coach.speech.spoken_form.signs_between_words import say_leading_signs, say_signs
from coach.speech.spoken_form.slashes import say_ratios, say_slashes
from coach.speech.spoken_form.tidying import tidy
from coach.speech.spoken_form.vocabulary import rewritten, vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.speech.spoken_form.vocabulary import Vocabulary

_MOST_PASSES = 8

NEUTRAL_RULES: tuple[Callable[[str], str], ...] = (leave_out_links, leave_out_pictographs, leave_out_markup)
"""The rules for every language, in their order."""

RULES: tuple[Callable[[str, Vocabulary], str], ...] = (
    lambda text, _: write_plainly(text),
    lambda text, vocabulary: say_german_sides(text, vocabulary) if vocabulary.dotted_ordinals else text,
    say_abbreviations,
    lambda text, vocabulary: rewritten(text, vocabulary.spellings),
    say_leading_signs,
    say_clock_times,
    lambda text, vocabulary: say_german_ordinals(text, vocabulary) if vocabulary.dotted_ordinals else text,
    say_ordinals,
    say_digit_sequences,
    say_ratios,
    say_repetitions,
    say_measures,
    say_bare_units,
    say_slashes,
    say_signs,
)
"""The rules for languages with a vocabulary, in their order: what is written most particularly comes first."""


def spoken_form(text: str, language: str) -> str:
    """Return the words that a person would say for a text, in the language of a BCP 47 tag such as `en` or `pt-BR`.

    A text with nothing to change comes back as it is, to the byte, and so does the result of this function. Without
    words for a language, only links, marks of Markdown and emoji are left out. The result is empty if nothing of a
    text is said.
    """
    vocabulary = vocabulary_of(language)
    for _ in range(_MOST_PASSES):
        if not needs_rewriting(text, vocabulary):
            return text
        before, text = text, _rewritten_once(text, vocabulary)
        if text == before:
            return text
    return text


def _rewritten_once(text: str, vocabulary: Vocabulary | None) -> str:
    said = text
    for leave_out in NEUTRAL_RULES:
        said = leave_out(said)
    for say in RULES if vocabulary else ():
        assert vocabulary
        said = say(said, vocabulary)
    return text if said == text else tidy(said)
