"""Digits that are no amounts: telephone numbers, dates, lists such as "4-7-8", versions, points such as "LI4"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.number_words import cardinal, digit_by_digit, year

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.speech.spoken_form.vocabulary import Vocabulary

_TELEPHONE = re.compile(
    r"(?<![\w.,:/€$£'’\u00a0\u202f\u2009-])(?:\+[ ]?)?\(?\d+\)?(?:[ /-]\(?\d+\)?)*(?![\d]|[.,:]\d|[ ]?[%°€$£]|[-/]\d)"
)
_DATE = re.compile(
    r"(?<![\w.,/-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])|(?<![\w.,/-])(\d{1,2})([./])(\d{1,2})\5(\d{4}|\d{2})(?![\d/]|\.\d)"
)
_LIST = re.compile(r"(?<![\w.,-])\d+(?:[ ]?[-–][ ]?\d+){2,}(?!\d|[.,]\d|[ ]?[-–][ ]?\d)(?P<word>-(?=[^\W\d_]))?")
_SLASHED = re.compile(r"(?<![\w.,/])\d+(?:/\d+){2,}(?![\w/])|(?<![\w.])\d+(?:,\d+){2,}(?![\d])")
_VERSION = re.compile(r"(?<![\d.,])\d+(?:\.\d+){2,}(?!\d)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\D\d{3})+")
_CODE = re.compile(r"(?<![\w.])([A-Z]{1,3})(-?)(\d{1,3})(?![\d.,:/]?\d)(?:[-–](?=[A-Z]{1,3}\d))?")
_POINT = re.compile(r"\b(LI|LU|PC|SI|ST|SP|HT|BL|KI|TE|SJ|GB|LR|LV|CV|GV)[ ](\d{1,2})\b")
_NAME = re.compile(r"(?<=[^\W\d_])(?<!-in)(?<!-to)-(?=\d)")
_DECADE = re.compile(r"(?<![\w.,])([12]\d{2}0)['’]?s\b|\b([2-9]0)-decade\b")
_FEWEST, _LOCAL, _SHORTEST_CALLED, _NEAR = 7, [3, 4], 3, 6
"""The fewest digits of a telephone number, the groups of one without an area code, the fewest digits after "call",
and how many words "call" may stand before it."""


def say_digit_sequences(text: str, vocabulary: Vocabulary) -> str:
    """Return a text in which digits that are no amounts are words, or numbers that are said on their own."""
    rules: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Vocabulary], str]], ...] = (
        (_DATE, _date),
        (_TELEPHONE, _telephone),
        (_LIST, _list),
        (_SLASHED, _commas),
        (_VERSION, _version),
        (_POINT, _code),
        (_CODE, _code),
        (_NAME, _name),
        (_DECADE, _decade),
    )
    for pattern, said in rules:
        text = pattern.sub(lambda found, said=said: said(found, vocabulary), text)  # type: ignore[misc]
    return text


def _name(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return a space for the hyphen of a name, such as "T-4"; that of a range, "5cm-10cm", stays."""
    longest = max(map(len, vocabulary.unit_of)) + len("5 ")
    before = found.string[max(found.start() - longest, 0) : found.start()]
    return found.group() if re.search(rf"\d[ \u00a0]?(?:{vocabulary.unit_pattern})$", before) else " "


def _telephone(found: re.Match[str], vocabulary: Vocabulary) -> str:
    written = found.group()
    groups = re.findall(r"\d+", written)
    if not _is_telephone(written, groups, found.string[: found.start()], vocabulary):
        return written
    plus = f"{vocabulary.word('+')} " if written.startswith("+") else ""
    return plus + ", ".join(digit_by_digit(group, vocabulary.tag) for group in groups)


def _is_telephone(written: str, groups: list[str], before: str, vocabulary: Vocabulary) -> bool:
    digits = "".join(groups)
    if len(digits) >= _SHORTEST_CALLED and _is_called(before, vocabulary):
        return True
    if len(groups) == 1:
        long = len(digits) >= _FEWEST and not digits.endswith("000")
        return (digits[0] == "0" and len(digits) > 1) or long
    if len(digits) < _FEWEST or _THOUSANDS.fullmatch(written):
        return False
    lengths = [len(group) for group in groups]
    return written[0] in "+(0" or lengths == _LOCAL or (len(groups) > 2 and min(lengths) > 1)  # noqa: PLR2004


def _is_called(before: str, vocabulary: Vocabulary) -> bool:
    """Whether a number is one to call: after "call", or after "call 112 or"."""
    words = re.findall(r"[^\W\d_]+", re.split(r"[.!?;:]", before[-60:])[-1])[-_NEAR:]
    if not words or vocabulary.is_in(words[-1], vocabulary.dial_words):
        return bool(words)
    return vocabulary.is_in(words[-1], vocabulary.not_nouns) and any(
        vocabulary.is_in(word, vocabulary.dial_words) for word in words
    )


def _date(found: re.Match[str], vocabulary: Vocabulary) -> str:
    if found[1]:
        return ", ".join([_year(found[1], vocabulary), *(_cardinal(part, vocabulary) for part in found.group(2, 3))])
    return ", ".join([_cardinal(found[4], vocabulary), _cardinal(found[6], vocabulary), _year(found[7], vocabulary)])


def _year(digits: str, vocabulary: Vocabulary) -> str:
    said = year if len(digits) > 2 and digits[0] != "0" else cardinal  # noqa: PLR2004
    return said(int(digits), vocabulary.tag)


def _cardinal(digits: str, vocabulary: Vocabulary) -> str:
    return cardinal(int(digits), vocabulary.tag)


def _list(found: re.Match[str], vocabulary: Vocabulary) -> str:
    numbers = [_cardinal(number, vocabulary) for number in re.findall(r"\d+", found.group())]
    return "-".join([*numbers, ""]) if found["word"] else ", ".join(numbers)


def _commas(found: re.Match[str], vocabulary: Vocabulary) -> str:
    if _THOUSANDS.fullmatch(found.group()) and "," in found.group() and vocabulary.decimal_mark == ".":
        return found.group()
    return ", ".join(_cardinal(number, vocabulary) for number in re.findall(r"\d+", found.group()))


def _version(found: re.Match[str], vocabulary: Vocabulary) -> str:
    if _THOUSANDS.fullmatch(found.group()) and vocabulary.decimal_mark == ",":
        return found.group()
    dot = f" {vocabulary.word('dot')} "
    return dot.join(_cardinal(number, vocabulary) for number in found.group().split("."))


def _code(found: re.Match[str], vocabulary: Vocabulary) -> str:
    letters, number = found[1], found[found.lastindex or 1]
    said = f"{' '.join(letters)} {_cardinal(number, vocabulary)}"
    after = found.string[found.end() :]
    if found.group()[-1] in "-–":
        return vocabulary.word("range").partition("{first}")[2].format(first="", second="").join([said, ""])
    return f"{said} " if after[:1].isalpha() else said


def _decade(found: re.Match[str], vocabulary: Vocabulary) -> str:
    words = year(int(found[1]), vocabulary.tag) if found[1] else _cardinal(found[2], vocabulary)
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
