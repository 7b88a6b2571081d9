"""A sentence with two times in it, or with a time and a change of sides → its phrases, each done by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import OTHERWISE, with_digits
from coach.draft.english.other_side import begins_with_the_way, is_other_side
from coach.draft.english.quantities import quantities_in
from coach.draft.language import glossed, read_language
from coach.draft.steps.repeats import repeat_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.draft.reading.passages import Sentence

_SEAM = re.compile(r"\s*(?:[,;]|\s[-–—])\s+(?=\S)|\s+(?=(?:and|then)\s)", re.IGNORECASE)
"""A pattern of what stands between two phrases; "and" and "then" belong to the second one."""
_ALSO = re.compile(
    r"(?:and |then )+(?:for (?!another|a further)|(?:under|in|into|on|onto|with|without|at|back) )"
    rf"|(?:and |then )*(?:for )?another [^,;.]{{3,25}}?,? (?:{OTHERWISE})\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\W*(?:and |then )*(?:repeat|do (?:this|that|it|them|the same)|again|\w+ing)\b", re.IGNORECASE)
_AFTER = re.compile(r"\W*(?:and )?(?:afterwards?|finally|lastly|after that|then)\b", re.IGNORECASE)
_MINUTE_MS = 60_000
_LONGEST_REPEAT = 9
"""The most words of a phrase that only asks for the other side."""


def phrases_of(sentence: Sentence) -> list[Sentence]:
    """Return the phrases of a sentence: most have one, "rub for 1 minute, then rest for 30 seconds" has two."""
    if not quantities_in(sentence.text).practice:
        return _before_a_turn(sentence)
    phrases = list(_phrases(sentence.text))
    return [replace(sentence, text=text) for text in phrases] if len(phrases) > 1 else [sentence]


def _before_a_turn(sentence: Sentence) -> list[Sentence]:
    """Return the two phrases of "cover the foot and move on to the other one", of which the second only turns."""
    if not repeat_in(sentence.text):
        return [sentence]
    language, goes_over = read_language(), _goes_over(sentence.text)
    for match in (language.seam if language else _SEAM).finditer(sentence.text):
        first, second = sentence.text[: match.start()], sentence.text[match.end() :]
        if _comes_after(second) and repeat_in(first) and not repeat_in(second) and is_instruction(second):
            return [replace(sentence, text=f"{first}."), replace(sentence, text=f"{second[0].upper()}{second[1:]}")]
        if not goes_over and is_instruction(first) and not repeat_in(first) and _only_turns(second):
            second = f"{second[0].upper()}{second[1:]}"
            return [replace(sentence, text=f"{first}."), replace(sentence, text=second)]
    return [sentence]


def _phrases(text: str) -> Iterator[str]:
    figures = quantities_in(text)
    whole = bool(figures.release or figures.breath)
    language = read_language()
    for match in (language.seam if language else _SEAM).finditer(text):
        first, second = text[: match.start()], text[match.end() :]
        if _is_number(first.split()[-1:]) and _is_number(second.split()[:1]):  # "for two, three minutes"
            continue
        turns = _turns(second)
        parts = (quantities_in(first), quantities_in(second))
        paired = figures.each is not None and not any(part.each for part in parts)  # "five one way, five back"
        parts_make_sides = paired and not repeat_in(text)
        time = parts[0].time
        paired |= time is not None and time.natural >= _MINUTE_MS and _leaves_unit_out(second)
        if parts[0].practice and ((turns and not parts_make_sides) or (not whole and not paired and _is_done(second))):
            yield f"{first}."
            yield from _phrases(f"{second[0].upper()}{second[1:]}")
            return
    yield text


def _is_number(words: list[str]) -> bool:
    return bool(words) and _stands_for_digits(words[0])


@glossed
@lru_cache(2_000)
def _stands_for_digits(word: str) -> bool:
    return with_digits(word.casefold()).isdecimal()


def _turns(phrase: str) -> bool:
    """Whether a phrase only asks for the other side."""
    repeat = repeat_in(phrase)
    only = repeat is not None and repeat.kind == "other" and len(phrase.split()) <= _LONGEST_REPEAT
    return only and not quantities_in(phrase).practice


@glossed
def _leaves_unit_out(phrase: str) -> bool:
    """Whether a phrase has a number whose unit the phrase before it tells: "2 minutes hot, then cold for 1"."""
    small = phrase.casefold()
    return "count" not in small and "counts" in with_digits(small)


@glossed
def _is_again(phrase: str) -> bool:
    return bool(_AGAIN.match(phrase))


@glossed
def _comes_after(phrase: str) -> bool:
    return bool(_AFTER.match(phrase)) and not _AGAIN.match(phrase)


@glossed
def _goes_over(text: str) -> bool:
    return begins_with_the_way(text)


@glossed
def _only_turns(phrase: str) -> bool:
    return is_other_side(phrase)


@glossed
def _is_also(phrase: str) -> bool:
    return bool(_ALSO.match(phrase))


def _is_done(phrase: str) -> bool:
    """Whether a phrase is done for a time, or so many times, of its own."""
    figures = quantities_in(phrase)
    own = is_instruction(phrase) and bool(figures.time or figures.breaths or figures.times)
    return (own and not _is_again(phrase)) or bool(figures.time and _is_also(phrase))
