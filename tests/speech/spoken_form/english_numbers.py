"""English words → the numbers in them, read by a few rules of its own: a witness that is independent of coach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: value for value, word in enumerate(_ORDINALS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, 2)},
}
_ALONE = {"once": Fraction(1), "twice": Fraction(2), "half": Fraction(1, 2), "halves": Fraction(1, 2)}
_PARTS = {"quarter": 4, "quarters": 4, "thirds": 3, "fifths": 5, "eighths": 8}


def numbers_in(words: str) -> Iterator[Fraction]:
    """The numbers of a text in words, one after the other; "three quarters" is one."""
    tokens = re.findall(r"[a-z]+|[^a-z\s]", words.lower().replace("-", " "))
    position = 0
    while position < len(tokens):
        word = tokens[position]
        if word in _ALONE:
            yield _ALONE[word]
            position += 1
        elif word in SMALL:
            number, position = _number(tokens, position)
            yield number
        else:
            position += 1


def _number(tokens: list[str], position: int) -> tuple[Fraction, int]:
    total = current = 0
    last = 1000
    while position < len(tokens):
        word = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        if word in SMALL and SMALL[word] < last and not (last <= 10 and total + current):
            current += SMALL[word]
            last = 10 if SMALL[word] >= 20 else 0
        elif word in ("hundred", "hundredth"):
            current, last = current * 100, 100
        elif word == "thousand":
            total, current, last = total + current * 1000, 0, 1000
        elif word == "and" and last >= 100 and total + current and following in SMALL:
            pass
        elif word in SMALL and last == 10 and SMALL[word] < 10:
            current, last = current + SMALL[word], 0
        else:
            break
        position += 1
    return _behind(Fraction(total + current), tokens, position)


def _behind(number: Fraction, tokens: list[str], position: int) -> tuple[Fraction, int]:
    """A number with the digits after its point, or with the name of its parts."""
    if tokens[position : position + 1] == ["point"]:
        digits = ""
        while position + 1 < len(tokens) and SMALL.get(tokens[position + 1], 10) < 10:
            position += 1
            digits += str(SMALL[tokens[position]])
        return number + Fraction(int(digits), 10 ** len(digits)), position + 1
    if tokens[position : position + 1] and tokens[position] in _PARTS:
        return number / _PARTS[tokens[position]], position + 1
    return (number / 2, position + 1) if tokens[position : position + 1] == ["half"] else (number, position)
