"""Whole numbers → words, by the library num2words, which is imported only when a text has a number."""

from __future__ import annotations

import re

_LARGEST = 10**15
"""The first number that nobody would say as one: its digits are said instead."""


def cardinal(number: int, language: str) -> str:
    """Return a whole number in words ("twenty-one"), one by one its digits if it is too large to be grasped."""
    return _converted(number, language, "cardinal") if number < _LARGEST else digit_by_digit(str(number), language)


def ordinal(number: int, language: str) -> str:
    """Return an ordinal in words ("twenty-first"), in the gender that the library gives: masculine."""
    return _converted(number, language, "ordinal") if number < _LARGEST else digit_by_digit(str(number), language)


def year(number: int, language: str) -> str:
    """Return a year in words ("nineteen ninety")."""
    return _converted(number, language, "year")


def digit_by_digit(digits: str, language: str) -> str:
    """Return each digit of a text as a word, whatever stands between them."""
    return " ".join(_converted(int(digit), language, "cardinal") for digit in digits if digit.isdecimal())


def _converted(number: int, language: str, kind: str) -> str:
    from num2words import num2words

    words = str(num2words(number, lang=language, to=kind)).replace(",", "")
    for pattern, right in _SAID.get(language.partition("_")[0], {}).items():
        words = re.sub(pattern, right, words)
    return words


_SAID = {
    "es": {
        "veintiuno (?=mil)": "veintiún ",
        r"\buno (?=mil)": "un ",
        "décimoprimero": "undécimo",
        "décimosegundo": "duodécimo",
        r"décimo(?=\w)": "decimo",
    },
    "nl": {"(?<=tien) honderd ?": "honderd", "^duizendhonderd": "elfhonderd"},
}
"""Language → what the library writes → what people say: Dutch numbers are one word, Spanish thousands have no "uno"."""
