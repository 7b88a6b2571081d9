"""Measures → the words that a person says: "two and a half minutes", "ten to fifteen seconds", "about five"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.speech.spoken_form.amounts import Amount, is_one, is_year, part_words, words_of, year_words
from coach.speech.spoken_form.measure import Measure, measure_pattern
from coach.speech.spoken_form.sentence_ends import ends_sentence

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from coach.speech.spoken_form.vocabulary import Unit, Vocabulary

_COMPARISONS = {"<": "less", ">": "more", "≤": "at most", "≥": "at least", "±": "plus or minus"}
_CENTS = 2
"""The number of digits behind the mark of a price."""


def say_measures(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with all amounts in words, and their units."""
    return measure_pattern(vocabulary).sub(lambda found: _said(found, vocabulary), text)


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    measure = Measure(found, vocabulary)
    words = " ".join([*_signs(measure), _range(measure), *_behind(measure)])
    tail = "" if measure.counts_tail else measure.tail
    return _apart(measure, vocabulary.flowing(words + _dot(measure) + tail))


def _range(measure: Measure) -> str:
    """Return the words of an amount, or of two with what stands between them, and of the unit."""
    if measure.found["to"] is None:
        return _with_unit(measure, measure.first)
    first, second, to = _first(measure), _with_unit(measure, measure.last), measure.found["to"].strip()
    if to[0].isalpha():
        return f"{first} {to} {second}"
    after = measure.vocabulary.is_in(measure.word_before, measure.vocabulary.word("prepositions"))
    role = "range after preposition" if after else "range"
    return measure.vocabulary.word(role).format(first=first, second=second)


def _first(measure: Measure) -> str:
    """Return the words of the first amount of a range, with a unit if it has one of its own."""
    vocabulary, first = measure.vocabulary, measure.first
    if measure.found["unit1"]:
        symbol = measure.found["unit1"].strip()
        unit = vocabulary.unit_of.get(symbol) or vocabulary.currency_of[symbol]
        return f"{words_of(first, vocabulary, unit.gender)} {_name(unit, first, vocabulary)}"
    if measure.unit is None and is_year(first, measure.word_before, vocabulary):
        return year_words(first, vocabulary)
    gender = measure.gender.partition(".")[0]
    return words_of(first, vocabulary, gender and f"{gender}.first")


def _with_unit(measure: Measure, amount: Amount) -> str:
    if amount.over:
        return _fraction(measure, amount)
    if measure.unit is None:
        return _number(measure, amount)
    if price := _price(measure, measure.unit, amount):
        return price
    words = words_of(amount, measure.vocabulary, measure.gender)
    return f"{words}{'-' if measure.found['gap'] == '-' else ' '}{_unit_name(measure, measure.unit, amount)}"


def _number(measure: Measure, amount: Amount) -> str:
    """Return a number: a year, or a count of what follows."""
    if measure.unit is None and is_year(amount, measure.word_before, measure.vocabulary):
        return year_words(amount, measure.vocabulary)
    return words_of(amount, measure.vocabulary, measure.gender)


def _fraction(measure: Measure, amount: Amount) -> str:
    """Return a fraction, with its unit where it has one."""
    vocabulary, unit = measure.vocabulary, measure.unit
    if unit is None:
        before_word = amount.halved and amount.whole is None and measure.is_before_noun
        said = before_word and vocabulary.half.get("before")
        return said or words_of(amount, vocabulary, measure.gender)
    if amount.whole is not None:
        return _mixed(amount, unit, vocabulary, measure.gender)
    if amount.halved:
        return _half(measure, unit)
    assert amount.over
    part = part_words(*amount.over, vocabulary)
    return vocabulary.word("part of one").format(part=part, one=unit.one)


def _mixed(amount: Amount, unit: Unit, vocabulary: Vocabulary, gender: str) -> str:
    """Return a whole number and a fraction of a unit: "two and a half minutes"."""
    if not amount.halved:
        return f"{words_of(amount, vocabulary, gender)} {unit.many}"
    keys = (f"{amount.whole}.{unit.gender}", f"{amount.whole}.m", unit.gender, "m")
    template = next(vocabulary.and_half[key] for key in keys if key in vocabulary.and_half)
    whole = words_of(Amount("", amount.whole), vocabulary, gender)
    noun = unit.one if amount.whole == 1 else unit.many
    return template.format(whole=whole, noun=noun, one=unit.one, many=unit.many)


def _half(measure: Measure, unit: Unit) -> str:
    """Return half of a unit, without its article behind the author's own one."""
    vocabulary, gender = measure.vocabulary, measure.gender
    keys = (gender, gender.partition(".")[0], "m")
    template = next(vocabulary.half[key] for key in keys if key in vocabulary.half)
    if measure.found["gap"] == "-" and "attribute" in vocabulary.half:
        template = vocabulary.half["attribute"]
    if vocabulary.is_in(measure.word_before, vocabulary.articles):
        template = " ".join(word for word in template.split() if not vocabulary.is_in(word, vocabulary.articles))
    return template.format(one=unit.one)


def _price(measure: Measure, unit: Unit, amount: Amount) -> str:
    """Return a price with two digits after its mark, as people say it: "four pounds fifty"; empty for other amounts."""
    vocabulary = measure.vocabulary
    if measure.found["unit"] or len(amount.digits) != _CENTS or amount.whole is None:
        return ""
    whole, cents = Amount("", amount.whole), Amount("", int(amount.digits))
    said = f"{words_of(whole, vocabulary, unit.gender)} {_name(unit, whole, vocabulary)}"
    if not cents.whole:
        return said
    return " ".join(filter(None, [said, vocabulary.word("and cents"), words_of(cents, vocabulary)]))


def _unit_name(measure: Measure, unit: Unit, amount: Amount) -> str:
    """Return a unit's name, in the number that its place asks for, or as the author wrote it out."""
    vocabulary, written = measure.vocabulary, measure.found["unit"]
    if written in (unit.one, unit.many):
        return str(written)
    if vocabulary.singular_after_article and (measure.found["gap"] == "-" or measure.is_attribute):
        return unit.one
    return _name(unit, amount, vocabulary)


def _name(unit: Unit, amount: Amount, vocabulary: Vocabulary) -> str:
    return unit.one if is_one(amount, vocabulary) else unit.many


def _signs(measure: Measure) -> Iterator[str]:
    """Yield the words of what stands before the amount."""
    word, found = measure.vocabulary.word, measure.found
    if found["about"]:
        some = "" if measure.last.value == 1 else word(f"about {measure.gender}")
        yield some or word("about")
    if found["compare"]:
        yield word(_COMPARISONS[found["compare"].strip()])
    if found["minus"]:
        yield word("minus")


def _behind(measure: Measure) -> Iterator[str]:
    if measure.found["per"]:
        unit = measure.vocabulary.unit_of.get(measure.found["per"])
        yield f"{measure.vocabulary.word('per')} {unit.one if unit else measure.found['per']}"
    if measure.found["plus"]:
        yield measure.vocabulary.word("+")


def _dot(measure: Measure) -> str:
    """Return the dot of an abbreviation if it ends the sentence as well."""
    at_end = measure.found["dot"] and ends_sentence(measure.tail + measure.after, measure.vocabulary)
    return "." if at_end else ""


def _apart(measure: Measure, said: str) -> str:
    """Return words with a space on each side where a letter or a digit would touch them."""
    left = " " if measure.before[-1:].isalnum() else ""
    right = " " if measure.after[:1].isalnum() else ""
    return f"{left}{said}{right}"
