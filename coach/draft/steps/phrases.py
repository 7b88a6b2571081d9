"""A sentence with two times in it, or with a time and a change of sides → its phrases, each done by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import goes_on, is_each_time, is_rest, lets_go_shortly
from coach.draft.english.durations import UNIT
from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import ONCE, OTHERWISE, RANGE, with_digits
from coach.draft.english.other_side import begins_with_the_way, is_other_side
from coach.draft.english.pauses import is_pause
from coach.draft.english.quantities import Quantities, is_bare_count, quantities_in
from coach.draft.language import glossed, read_language
from coach.draft.steps.left_out_units import with_unit_of
from coach.draft.steps.repeats import repeat_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.draft.reading.passages import Sentence

_SEAM = re.compile(r"\s*(?:[,;]|\s[-–—])\s+(?=\S)|\s+(?=(?:and|then)\s)", re.IGNORECASE)
"""A pattern of what stands between two phrases; "and" and "then" belong to the second one."""
_ALSO = Expression(
    r"(?:and |then )+(?:for (?!another|a further)|(?:under|in|into|on|onto|with|without|at|back) )"
    r"|(?:and |then )*to (?:the |your )?(?:left|right|other|front|back)\b"
    rf"|(?:and |then )*(?:for )?another [^,;.]{{3,25}}?,? (?:{OTHERWISE})\b",
    re.IGNORECASE,
)
_EACH_TIME = Expression(rf"\W*(?:and |then )*(?:hold(?:ing)?|held)(?: (?:each|it|for))* {RANGE}[\s-]*{UNIT}\W*")
"""A pattern of how long each of the repetitions before it is held: "x 6, hold 5 s"."""
_AGAIN = Expression(r"\W*(?:and |then )*(?:repeat|rpt|do (?:this|that|it|them|the same)|again|\w+ing)\b", re.IGNORECASE)
_WHEN = Expression(rf"\W*(?:and |then |now |next )*(?:for|during|over|in) (?:[a-z]+ ){{0,2}}{RANGE}[\s-]*{UNIT}")
_LOOSE = Expression(
    rf"\W*(?:and |then )*{RANGE}[\s-]*{UNIT}(?: of| to)? "
    r"(?!(?:left|right|each|per|more|longer|max|maximum|total|altogether|apiece|in|or|at|a|an|on|later|after|before"
    r"|apart"
    r"|old|ago|at|between|is|are|and|then|if|for|every|daily|only)\b)[a-z-]+(?: [a-z]+)?\W*"
)
"""A pattern of a time and what one is like meanwhile: "10 seconds loose"."""
_AFTER = Expression(r"\W*(?:and )?(?:afterwards?|finally|lastly|after that|then)\b", re.IGNORECASE)
_JOINTS = frozenset(("", "and", "then", "und", "dann", "y", "e"))
"""What is no phrase before the next one: "and" in "and then the other side"."""
_PAUSES = Expression(r"\W*(?:(?:and|then|now|afterwards) )*(?:pause|wait|be (?:quiet|silent|still))\b", re.IGNORECASE)
_WITH = re.compile(r"\W*(?:with|mit|con)\b", re.IGNORECASE)
_LONGEST_REPEAT = 9
"""The most words of a phrase that only asks for the other side."""


def phrases_of(sentence: Sentence) -> list[Sentence]:
    """Return the phrases of a sentence: most have one, "rub for 1 minute, then rest for 30 seconds" has two."""
    figures = quantities_in(sentence.text)
    if not figures.practice:
        return _before_a_wait(sentence) if figures.wait else [sentence] if figures.each else _before_a_turn(sentence)
    texts = list(_phrases(sentence.text))
    if len(texts) == 1:
        return [sentence]
    return _with_turns(
        [replace(sentence, text=text, apart=sentence.apart or place > 0) for place, text in enumerate(texts)]
    )


def _with_turns(phrases: list[Sentence]) -> list[Sentence]:
    """Return phrases with how often all of them are done as a phrase of its own: "rest for 10 seconds, five times"."""
    *before, last = phrases
    if not before or not quantities_in(last.text).times or not all(map(_only_timed, before)):
        return phrases
    for first, second in _cuts(last.text):
        timed, counted = quantities_in(first), quantities_in(second)
        if timed.time and counted.times and not (timed.times or counted.time):
            turns = replace(last, text=_capital(second), turns=counted.times.natural)
            return [*before, replace(last, text=f"{first}."), turns]
    return phrases


def _only_timed(phrase: Sentence) -> bool:
    figures = quantities_in(phrase.text)
    return figures.time is not None and not figures.times


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each place where a phrase may begin, and what stands behind it."""
    language = read_language()
    for match in (language.seam if language else _SEAM).finditer(text):
        if (before := text[: match.start()]).casefold().strip(" ,") not in _JOINTS:
            yield before, text[match.end() :]


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _before_a_wait(sentence: Sentence) -> list[Sentence]:
    """Return the two phrases of "cover the leaves, and pour it off after 5 seconds", which pass between them."""
    for first, second in _cuts(sentence.text):
        waits = quantities_in(second).wait and not quantities_in(first).wait
        if waits and is_instruction(first) and is_instruction(second):
            return [replace(sentence, text=f"{first}."), replace(sentence, text=_capital(second), apart=True)]
    return [sentence]


def _before_a_turn(sentence: Sentence) -> list[Sentence]:
    """Return the two phrases of "cover the foot and move on to the other one", of which the second only turns."""
    if not repeat_in(sentence.text):
        return [sentence]
    goes_over = _goes_over(sentence.text)
    for first, second in _cuts(sentence.text):
        comes_after = _comes_after(second) and repeat_in(first) and not repeat_in(second) and is_instruction(second)
        turns = not goes_over and is_instruction(first) and not repeat_in(first) and _only_turns(second)
        if comes_after or turns:
            return [replace(sentence, text=f"{first}."), replace(sentence, text=_capital(second))]
    return [sentence]


def _phrases(text: str) -> Iterator[str]:
    figures = quantities_in(text)
    whole = bool(figures.release or figures.breath) or _counts_all_at_end(text, figures)
    for first, rest in _cuts(text):
        part = quantities_in(first)
        if not part.practice or _only_says_when(first):
            continue
        if _is_number(first.split()[-1:]) and _is_number(rest.split()[:1]):  # "for two, three minutes"
            continue
        if part.times and not part.time and _is_each_time(rest):
            continue
        turns = _turns(rest)
        if ONCE in (part.times, part.breaths) and not (
            part.time or is_each_time(rest)
        ):  # "once more, for a count of 5"
            continue
        second = with_unit_of(first, rest) if part.time and not whole else rest
        paired = figures.each is not None and not (part.each or quantities_in(second).each)  # "five one way, five back"
        parts_make_sides = paired and not repeat_in(text)
        if (turns and not parts_make_sides) or (not whole and not paired and _is_done(second)):
            yield f"{first.rstrip(' .…')}."  # the time that it takes is rest enough
            yield from _phrases(_capital(second))
            return
    yield text


def acts_first(text: str) -> bool:
    """Whether a sentence does something before it says how often that is repeated: "bring it near; repeat 8 times"."""
    return any(
        is_instruction(first) and not repeat_in(first) and not lets_go_shortly(first) for first, _ in _cuts(text)
    )


def _counts_all_at_end(text: str, figures: Quantities) -> bool:
    """Whether a sentence with one time says at its end how often all of it is done: "hold for 5, let go, six times"."""
    if not (figures.time and figures.times) or is_rest(text):
        return False
    *_, (before, last) = [("", text), *_cuts(text)]
    earlier = quantities_in(before)
    if not earlier.time or earlier.times or earlier.release or not is_bare_count(last):
        return False
    return not any(quantities_in(first).time and _has_time_beside(first, rest) for first, rest in _cuts(before))


def _has_time_beside(first: str, rest: str) -> bool:
    """Whether a phrase has a time of its own, the unit of which may be left out."""
    return quantities_in(with_unit_of(first, rest)).time is not None


def _is_number(words: list[str]) -> bool:
    return bool(words) and _stands_for_digits(words[0].strip(",.;…"))


@glossed
@lru_cache(2_000)
def _stands_for_digits(word: str) -> bool:
    return with_digits(word.casefold()).isdecimal()


def _turns(phrase: str) -> bool:
    """Whether a phrase only asks for the other side; "and close, then the other side" does more."""
    repeat = repeat_in(phrase)
    only = repeat is not None and repeat.kind == "other" and len(phrase.split()) <= _LONGEST_REPEAT
    return only and not quantities_in(phrase).practice and not any(_turns(end) for _, end in _cuts(phrase))


@glossed
def _only_says_when(phrase: str) -> bool:
    """Whether a phrase is the time of what follows it: "For four seconds, press your palms together"."""
    return bool(_WHEN.fullmatch(with_digits(phrase.casefold())))


@glossed
def _is_each_time(phrase: str) -> bool:
    """Whether a phrase only says how long each repetition is held."""
    return bool(_EACH_TIME.fullmatch(with_digits(phrase.casefold())))


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
    own = is_instruction(phrase) and bool(figures.time or figures.breaths or figures.times) and not is_each_time(phrase)
    if (own and not _is_again(phrase)) or (_begins_a_pause(phrase) and is_pause(phrase)):
        return True
    return bool(figures.time) and (_is_also(phrase) or _is_loose(phrase) or goes_on(phrase))


def _begins_a_pause(phrase: str) -> bool:
    """Whether a phrase asks to pause, and does not only say which pauses another has: "with 20 s of rest"."""
    return not _WITH.match(phrase) and _asks_for_pause(phrase)


@glossed
def _asks_for_pause(phrase: str) -> bool:
    return bool(_PAUSES.match(phrase))


@glossed
def _is_loose(phrase: str) -> bool:
    return bool(_LOOSE.fullmatch(with_digits(phrase.casefold())))
