"""Numbers in digits whose unit or "to" is left out → with it: "hold for 6" is for 6 counts, "in ... 2, 3" for 3."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import has_any

NAMED_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)\b"
"""A pattern of the units of time that are words or nearly so, in no group of their own."""
UNITS = "seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|counts?|beats"
"""The units of time, and those by which time is counted, as the alternatives of a pattern."""
UNIT = rf"(?:{UNITS})\b"
"""A pattern of them, in no group of their own."""
_RUN = Expression(
    r"(?:\bcount(?:ing)?:? (?:slowly,? )?|(?:\.{2,}|…|,) ?)"
    r"((?:1(?:,? |-))?2(?!\d)(?:(?:,|-|\.{2,}|…)? ?\d{1,2}\b)*)(?=\W*$)"
)
"""A pattern of numbers that are counted aloud: "Breathe in ... two, three", "Count one, two, three"."""
_RUN_WITHIN = Expression(
    r"(\b(?:breathe|breath|inhale|exhale|hold|count)\b[^.;!?\d]{0,60}?[,:…]) (?:and )?"
    r"(1, 2(?:, \d)*(?:,? and \d)?)(?=, (?:and|then|while|until|so|as|let|feel)\b)"
)
"""A pattern of the same within a sentence: "Breathe in, one, two, three, and feel your tummy grow"."""
_OR_MORE = Expression(
    r"\b(\d{1,2})(?:, |,? (?=perhaps|maybe|possibly))((?:or |even |perhaps |maybe |possibly )*)(\d{1,2})"
    rf"(?= (?:{NAMED_UNIT}|times|breaths|reps|of (?:these|those|them)))"
)
_COUNT_OF = Expression(
    r"(?:\b(?:for|to|on|over|at) )?(?:\b(?:a|the) )?(?:\b(?:slow|steady|mental|silent|quiet"
    r"|gentle) )*\bcount of (\d{1,2})\b"
)
_SIGNAL = Expression(r"\b(?:on|at) the count of [1-3]\b")
"""A pattern of the count on which something is done, which takes no time: "On the count of three, stand up"."""
_TIMES_OR = Expression(r"\b(\d{1,2}) times,? or (?:even )?(\d{1,2}) times\b")
_SLOW = Expression(r"\b(?:for|count(?: yourself| out| off)?|hold|stay) a (?:nice |good )?slow (\d{1,2})(?=\W*$|[,;.:])")
_BARE = Expression(
    r"\b(for|over|in|out)(?: another| a further| about| around| some)? (\d{1,2})(?: (?:more|longer))?"
    r"(?=\s*(?:[,;!)…]|\.(?!\d)|$|\s(?:and|then|with|before|on)\b))"
)
_HELD = Expression(
    r"\b(?:hold|holding|held|keep|stay|press|push|pull|squeeze|tense|tighten|clench|close|open|in|out|inhale|exhale"
    r"|breathe|rest|relax|hang|sway|hover|balance|float|freeze|sit|stand|lie|hum|rub|shake|massage|knead|bounce"
    r"|release|let|loosen|soften|ease|pause|wait|stretch|lift|raise|lower|remain|linger|under|reach|extend|arch|bend"
    r"|lean|flex|spread|hug|tuck|brace|twist|grip|clasp|suck|scrunch|pucker|frown|smile|wrinkle|curl|sink|fold|cover"
    r"|cup|bite|bow|retain|retained|held|kept)\b"
)
_TIME_UNIT = Expression(rf"\d ?({UNITS})\b")
_COUNTED = Expression(r"\b(?:repeat(?: (?:it|this|that|them))?|aim|shoot|try|going?) $")
"""A pattern of what stands before a number of repetitions: "repeat for another eight"."""


def with_units(small: str) -> str:
    """Return a text in which a number that is held, breathed or counted for has the unit that it leaves out.

    >>> with_units("hold for 6 seconds, then let go for 12.")
    'hold for 6 seconds, then let go for 12 seconds.'
    """
    if has_any(small, (", ", "perhaps", "maybe")):
        small = _OR_MORE.sub(_or_more, small)
    if " or " in small:
        small = _TIMES_OR.sub(r"\1 to \2 times", small)
    if " slow " in small:
        small = _SLOW.sub(r"for \1 counts", small)
    if "count of" in small:
        small = _SIGNAL.sub("", small)
        small = _COUNT_OF.sub(r"for \1 counts", small)
    if "2" in small and (match := _RUN.search(small)) and _is_run(match[1]):
        small = f"{small[: match.start()]} {_counts(match[1])}{small[match.end() :]}"
    if "1, 2" in small and (match := _RUN_WITHIN.search(small)) and _is_run(match[2]):
        small = f"{small[: match.end(1)]} {_counts(match[2])}{small[match.end() :]}"
    return _BARE.sub(_with_unit, small) if has_any(small, ("for ", "over ", "in ", "out ")) else small


def _counts(run: str) -> str:
    """Return the time of numbers that are counted aloud."""
    return f"for {re.findall(r'[0-9]+', run)[-1]} counts"


def _or_more(match: re.Match[str]) -> str:
    """Return the span of "three, four times"."""
    low, guessed, high = match.groups()
    beside = int(high) == int(low) + 1 or (guessed and int(low) < int(high))
    return f"{low} to {high}" if beside else match[0]


def _is_run(text: str) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _with_unit(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    sentence = before[before.rfind(". ") + 1 :]
    units = _TIME_UNIT.findall(before)
    if match[1] in ("in", "out") and not units:
        return match[0]
    counts = _COUNTED.search(before) is not None
    if counts or (not units and " another " not in match[0] and not _HELD.search(sentence)):
        return match[0]
    return f"{match[0]} {units[-1] if units else 'counts'}"
