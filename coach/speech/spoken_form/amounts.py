"""Written amounts ("2.5", "1,000", "1 1/2") ↔ what they count, and their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from coach.number_words import cardinal, digit_by_digit, ordinal, year

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_FRACTION = r"\d{1,2}/\d{1,2}(?![/\d])"
_FIRST_YEAR, _LAST_YEAR, _FIRST_WITHOUT_WORD, _LAST_CENTURY = 1100, 2099, 1900, 2000
_GRASPED_AS_ONE = 2
"""The most digits after a decimal mark that are said as one number."""


@dataclass(frozen=True)
class Amount:
    """A number as it is written: whole part, digits after a mark, and numerator and denominator."""

    written: str
    whole: int | None
    mark: str = ""
    digits: str = ""
    over: tuple[int, int] | None = None

    @property
    def value(self) -> Fraction:
        """The number itself."""
        after = Fraction(*self.over) if self.over else Fraction(f"0.{self.digits or 0}")
        return (self.whole or 0) + after

    @property
    def halved(self) -> bool:
        """Whether it is one half, or a whole number and one half, written as such."""
        return self.over == (1, 2)

    @property
    def plain(self) -> bool:
        """Whether it is no more than digits."""
        return self.written.isdecimal()


@cache
def amount_pattern(vocabulary: Vocabulary) -> str:
    """Return the pattern of an amount as the language writes it."""
    return rf"(?:\d+[ -]{_FRACTION}|{_FRACTION}|{number_pattern(vocabulary)})"


@cache
def number_pattern(vocabulary: Vocabulary) -> str:
    """Return the pattern of a number without a fraction."""
    if vocabulary.decimal_mark == ".":
        spaced = r"[1-9]\d{0,2}(?: \d{3}){2,}(?!\d)|[1-9]\d{0,2}(?: \d{3})*(?: 000)(?: \d{3})*(?!\d)"
        grouped = r"[1-9]\d{0,2}(?:[,'’\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?"
        return rf"(?:{spaced}|{grouped}|\d+,\d{{1,2}}(?![\d,])|\d+\.\d+|(?<![\w.)])\.\d+|\d+)"
    return r"(?:[1-9]\d{0,2}(?:[.\u00a0\u202f\u2009 '’]\d{3})+(?!\d)(?:,\d+)?|\d+[.,]\d+|(?<![\w.,)])[.,]\d+|\d+)"


def amount_of(written: str, vocabulary: Vocabulary) -> Amount:
    """Return what a text that fits `amount_pattern` stands for."""
    if "/" in written:
        whole, _, fraction = written.replace("-", " ").rpartition(" ")
        upper, _, lower = fraction.partition("/")
        return Amount(written, int(whole) if whole else None, over=(int(upper), int(lower)))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\D\d{3})+", written) and vocabulary.decimal_mark not in written:
        return Amount(written, int(re.sub(r"\D", "", written)))
    before, mark, after = _split(written, vocabulary)
    return Amount(written, int(re.sub(r"\D", "", before)) if before else None, mark, after)


def _split(written: str, vocabulary: Vocabulary) -> tuple[str, str, str]:
    if vocabulary.decimal_mark in written:
        before, mark, after = written.rpartition(vocabulary.decimal_mark)
        return before, mark, after
    found = re.search(r"[.,]", written)
    return (written[: found.start()], found.group(), written[found.end() :]) if found else (written, "", "")


def words_of(amount: Amount, vocabulary: Vocabulary, gender: str = "") -> str:
    """Return an amount's words, in a gender and case; without one, as in counting."""
    if amount.over:
        return fraction_words(amount, vocabulary, gender)
    whole = cardinal(amount.whole or 0, vocabulary.tag)
    if not amount.digits:
        return vocabulary.agreeing(whole, gender)
    point = vocabulary.word(f"decimal {amount.mark}") or vocabulary.word("decimal")
    return f"{whole} {point} {_after_mark(amount.digits, vocabulary)}"


def _after_mark(digits: str, vocabulary: Vocabulary) -> str:
    rest = digits.lstrip("0")
    if vocabulary.digits_after_mark or len(digits) > _GRASPED_AS_ONE or not rest:
        return digit_by_digit(digits, vocabulary.tag)
    zeros = digit_by_digit(digits[: len(digits) - len(rest)], vocabulary.tag)
    return f"{zeros} {cardinal(int(rest), vocabulary.tag)}".strip()


def fraction_words(amount: Amount, vocabulary: Vocabulary, gender: str = "") -> str:
    """Return the words of a fraction, or of a whole number with one, that stands alone."""
    assert amount.over
    if amount.halved and amount.whole is None:
        return vocabulary.half["alone"]
    if amount.whole is None:
        return part_words(*amount.over, vocabulary)
    whole = vocabulary.agreeing(cardinal(amount.whole, vocabulary.tag), gender)
    if amount.halved:
        template = vocabulary.and_half.get(f"{amount.whole}.alone", vocabulary.and_half["alone"])
        return vocabulary.flowing(template.format(whole=whole))
    return vocabulary.word("and part").format(whole=whole, part=part_words(*amount.over, vocabulary))


def part_words(upper: int, lower: int, vocabulary: Vocabulary) -> str:
    """Return the words of a numerator and a denominator: "three quarters"."""
    name = ordinal(lower, vocabulary.tag)
    one, many = vocabulary.fractions.get(lower, (name, name + vocabulary.word("plural of a part")))
    return f"{vocabulary.agreeing(cardinal(upper, vocabulary.tag), 'part')} {one if upper == 1 else many}"


def is_year(amount: Amount, word_before: str, vocabulary: Vocabulary) -> bool:
    """Whether a number is said as a year is: four digits of our times, or of earlier ones after a word such as "in"."""
    if not amount.plain or amount.whole is None or not _FIRST_YEAR <= amount.whole <= _LAST_YEAR:
        return False
    return amount.whole >= _FIRST_WITHOUT_WORD or vocabulary.is_in(word_before, vocabulary.year_words)


def is_recent_year(number: int) -> bool:
    """Whether a number of four digits is a year whatever stands around it."""
    return _FIRST_WITHOUT_WORD <= number <= _LAST_YEAR


def is_century_year(number: int) -> bool:
    """Whether a year is said in hundreds in languages that do so, such as 1990."""
    return _FIRST_YEAR <= number < _LAST_CENTURY


def year_words(amount: Amount, vocabulary: Vocabulary) -> str:
    """Return the words of a year."""
    return year(amount.whole or 0, vocabulary.tag)


def is_one(amount: Amount, vocabulary: Vocabulary) -> bool:
    """Whether a noun after an amount stands in the singular."""
    return amount.value < 2 if vocabulary.singular_below_two else amount.value == 1 and not amount.digits  # noqa: PLR2004
