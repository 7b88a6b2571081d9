"""The written form of a measure: signs, an amount or a range, a unit or a currency, and the word behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from coach.speech.spoken_form.agreement import case_after, gender_after, gender_of, word_before
from coach.speech.spoken_form.amounts import Amount, amount_of, amount_pattern
from coach.speech.spoken_form.vocabulary import Unit, Vocabulary, any_of

DASH = "[-\u2010-\u2015\u2212]"


@dataclass(frozen=True)
class Measure:
    """A measure as it is written, and the texts before and after it."""

    found: re.Match[str]
    vocabulary: Vocabulary

    @cached_property
    def before(self) -> str:
        """The text before it."""
        return self.found.string[: self.found.start()]

    @cached_property
    def word_before(self) -> str:
        """The word before it."""
        return word_before(self.before)

    @cached_property
    def after(self) -> str:
        """The text after it."""
        return self.found.string[self.found.end() :]

    @cached_property
    def tail(self) -> str:
        """The space and the word behind it; empty without one."""
        return self.found["tail"] or ""

    @cached_property
    def first(self) -> Amount:
        """The amount, or the first one of a range."""
        return amount_of(self.found["first"], self.vocabulary)

    @cached_property
    def last(self) -> Amount:
        """The amount that decides the unit's number: the second one of a range."""
        return amount_of(self.found["second"] or self.found["first"], self.vocabulary)

    @cached_property
    def unit(self) -> Unit | None:
        """The unit or the currency, or the noun behind a fraction."""
        if self.found["unit"]:
            return self.vocabulary.unit_of[self.found["unit"]]
        if sign := self.found["money"] or self.found["paid"]:
            return self.vocabulary.currency_of[sign.strip()]
        noun = self.tail.strip()
        return Unit(noun, noun, gender_of(noun, self.vocabulary)) if self.counts_tail else None

    @cached_property
    def counts_tail(self) -> bool:
        """Whether the word behind it is the noun of a fraction, and stands within its words: "media vuelta"."""
        named = self.found["unit"] or self.found["money"] or self.found["paid"]
        if named or not self.last.over or "before" in self.vocabulary.half:
            return False
        return bool(gender_after(self.tail, self.vocabulary))

    @cached_property
    def gender(self) -> str:
        """The gender and case in which the amount is said; empty where it counts nothing."""
        after = self.tail + self.after
        gender = self.unit.gender if self.unit else gender_after(after, self.vocabulary)
        measures_extent = self.unit and (self.word_before or after.strip(" .!?"))
        return gender and gender + case_after(self.before, self.vocabulary, ".acc" if measures_extent else "")

    @cached_property
    def is_attribute(self) -> bool:
        """Whether a measure stands between an article and a noun: "a 30 sec hold"."""
        return bool(self.tail) and self.vocabulary.is_in(self.word_before, self.vocabulary.articles)

    @cached_property
    def is_before_noun(self) -> bool:
        """Whether a word follows that is no function word."""
        return bool(self.tail) and not self.vocabulary.is_in(self.tail.strip(), self.vocabulary.not_nouns)


@cache
def measure_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a measure in a language."""
    amount, unit, money = amount_pattern(vocabulary), vocabulary.unit_pattern, any_of(vocabulary.currency_of)
    words = rf"[ ](?:{'|'.join(vocabulary.range_words.split())})[ ]" if vocabulary.range_words else "(?!)"
    return re.compile(
        r"(?P<about>[~≈∼][ ]?)?(?P<compare>[<>≤≥±][ ]?)?"
        r"(?P<minus>(?<![\w)\]\"”′″-])[-−](?=[\d.€$£¥])|(?<!\S)–(?=[\d.,]+[ ]?°))?"
        rf"(?P<money>{money}[ \u00a0]?)?"
        rf"(?P<first>{amount})(?P<unit1>[ \u00a0]?(?:{unit}(?!\w)|{money})(?=[ ]?{DASH}[ ]?\d))?"
        rf"(?:(?P<to>[ ]?{DASH}[ ]?|{words})(?:{money}[ ]?)?(?P<second>{amount}))?"
        rf"(?:(?P<gap>[ \u00a0-]?)(?P<unit>{unit})(?:/(?P<per>{unit}(?!\w)|[^\W\d_]+))?(?![\w’'])(?P<dot>\.)?"
        rf"|[ \u00a0]?(?P<paid>{money}))?"
        rf"(?P<plus>\+(?![\w+]))?"
        rf"(?P<tail>[ \u00a0][^\W\d_]+(?![\w]))?"
    )
