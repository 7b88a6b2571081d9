"""Signs that are left between words → words, a pause, or nothing; whatever digit is left is said, too."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from coach.number_words import digit_by_digit
from coach.speech.spoken_form.links import GAP

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_SAID = "&+=×÷≈~≤≥±%°§€$£¥‰"
_ROLES = {
    "<": "less",
    ">": "more",
    "≤": "at most",
    "≥": "at least",
    "×": "times",
    "÷": "divided by",
    "~": "about",
    "≈": "about",
    "°": "degrees",
}
_NUMBER_SIGN = re.compile(r"(?:#|№|\b[Nn][°º])[ ]?(?=\d)")
_SECTION = re.compile(r"§{1,2}[ \u00a0]?(?=\d)")
_COMPARED = re.compile(r"(?<=\w)[ ]([<>])[ ](?=\w)")
_SIGN = re.compile(rf"[ \u00a0]?([{re.escape(_SAID)}])[ \u00a0]?")
_BETWEEN = re.compile(r"(?<=\w)[ ]?@[ ](?=\w)|(?<=\w)[ ]@[ ]?(?=\w)")
_SPACES = re.compile(r"[_|\\^`*#<>@~ªº№]+")
_PIPE = re.compile(r"(?<=[^\s|])[ ]*\|[ ]*(?=[^\s|])")
_MINUS_BEFORE_NUMBER = re.compile(r"(?<=\d)[ ][-−–][ ]?(?=\d[^=\n]*=)|(?<=\d)−(?=\d[^=\n]*=)")
_TOLD_WITHOUT_OPERAND = frozenset("&+%°§€$£¥")


def say_leading_signs(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with the signs in words that give a number its meaning: "#1", "§ 5", "5 - 3 = 2"."""
    text = _NUMBER_SIGN.sub(f"{vocabulary.word('number')} ", text)
    text = _SECTION.sub(f"{vocabulary.word('section')} ", text)
    return _MINUS_BEFORE_NUMBER.sub(f" {vocabulary.word('minus')} ", text)


def say_signs(text: str, vocabulary: Vocabulary) -> str:
    """Return a text without signs or digits: words stand for them where they mean something."""
    text = _PIPE.sub(", ", text)
    text = _COMPARED.sub(lambda found: f" {vocabulary.word(_ROLES[found[1]])} ", text)
    text = _SIGN.sub(lambda found: _said(found, vocabulary), text)
    text = _BETWEEN.sub(f" {vocabulary.word('at')} ", text)
    text = _SPACES.sub(_left_out, text)
    text = re.sub(r"[²³]", lambda power: unicodedata.normalize("NFKC", power.group()), text)
    return re.sub(r"\d+", lambda found: f" {digit_by_digit(found.group(), vocabulary.tag)} ", text)


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    sign = found[1]
    currency = vocabulary.currency_of.get(sign)
    words = currency.many if currency else vocabulary.word(_ROLES.get(sign, sign))
    before, after = found.string[: found.start()], found.string[found.end() :]
    operands = before[-1:].isalnum() or after[:1].isalnum()
    if not operands and sign not in _TOLD_WITHOUT_OPERAND:
        return f" {GAP} "
    left, right = (" " if before else ""), (" " if after[:1].isalnum() or found.group()[-1].isspace() else "")
    return f"{left}{words}{right}"


def _left_out(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return " " if before[-1:].isalnum() and after[:1].isalnum() else GAP
