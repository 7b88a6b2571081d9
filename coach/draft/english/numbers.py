"""Numbers in words, fractions and clocks → digits and plain units; numbers and ranges → amounts with bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import has_any
from coach.draft.english.rewriter import Rewriter
from coach.draft.english.spans import SECONDS, with_spans
from coach.draft.english.unit_words import NAMED_UNIT as _UNIT
from coach.draft.english.unit_words import with_units

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {
    **{word: str(number) for number, word in enumerate(_SMALL)},
    **{word: str(10 * number) for number, word in enumerate(_TENS, 2)},
    **{
        f"{ten}{sign}{one}": str(10 * tens + ones)
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_SMALL[1:10], 1)
        for sign in "- "
    },
}
"""The numbers from 0 to 99 in words → in digits."""
_WORDS = Expression(rf"\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b")
_AFTER_ORDINAL = (
    r" (?!(?:or|and|to|of|before|while|as|so|then|until|after|here|there|in|on|at|for|with|each|per|longer|more|long"
    r"|between|rest|pause|break|hold|now|just|please|when|if|without|only|from|off)\b)[a-z]"
)
"""A pattern of what stands behind "a second" that counts things, as "a second towel" does."""
_SORT = Expression(
    r"\b(?:good|full|whole|solid|generous|scant|bare|long|short|slow|silent|quiet|steady|proper|entire|leisurely|clear"
    r"|complete|little|brief) (?=(?:half|quarter|minutes?|hours?)\b)"
)
"""A pattern of what kind of minute is meant, which is as long as any: "a good half minute"."""
_SELDOM = "(?<!once )(?<!twice )(?<!times )"
"""A pattern of where "an hour" says no more than how often: not behind "once"."""
_CLOSED = r"(?= |[]}.,;')]|$)"
_OTHERS = Rewriter(
    (Expression(words), digits)
    for words, digits in (
        (r"\bw/ ?(?=[a-z\d])(?!o\b)", "with "),
        (r"\b(three|3)[- ]?quarters of an? ", "3/4 "),
        (r"\b(?:a|one|1) third of an? ", "1/3 "),
        (r"\b(?:two|2) thirds of an? ", "2/3 "),
        (r"\b(?:three|3)[- ]quarters? (?=(?:minutes?|hours?)\b)", "3/4 "),
        (r"\b(?:a |one )?quarter(?: of an?|-)? ?(hour|minute)\b", r"1/4 \1"),
        (r"\b(?:half(?: of)? an? |a half[- ]|half-)(minute|hour)\b", r"1/2 \1"),
        (r"\b(?:an?|1|one|another|an? (?:full|whole|good)) (minute|hour) and a (half|quarter)\b", r"1 and a \2 \1"),
        (r"\b(\w+) (minutes|hours) and a (half|quarter)\b", r"\1 and a \3 \2"),
        (r"\b(?:a|1|one) (minute|second) or (?:two|2|so more)\b", r"1 to 2 \1s"),
        (
            rf"{_SELDOM}\b(?:an?(?: full| further)?|another|one) (minute|hour|second(?!{_AFTER_ORDINAL}))\b{_CLOSED}",
            r"1 \1",
        ),
        (r"(?<!at )(?<!to )(?<!till )\bthe (?:very )?(?:first|last|next|final|remaining|closing) minute\b", "1 minute"),
        (r"\bonce or twice\b", "1 to 2 times"),
        (r"\b(?:twice or thrice|two or three times)\b", "2 to 3 times"),
        (r"\ba couple(?: of\b|(?= (?:more|times)))|\ba pair of\b", "2"),
        (r"(?:(?<=ve )|(?<=ed )|(?<=en )|(?<=et ))once or twice\b", "sometimes"),
        (r"\bonce or twice\b", "1 to 2 times"),
        (r"(?<!at )\bonce\b(?= (?:more|only|again)|$|[.;)])", "1 times"),
        (r"\btwice\b(?! (?:as|that|this|the|your|his|her|their|a|daily)\b)|\b(?:a |one )?second time\b", "2 times"),
        (r"\bthrice\b", "3 times"),
        (r"\b(?:a|one) hundred\b", "100"),
        (r"\bhalf a dozen\b", "6"),
        (r"\b(?:two|2) dozen\b", "24"),
        (r"\b(?:an?|one|another|a further)(?: (?:good|full|round|rough|slow|gentle))? dozen\b", "12"),
    )
)
_PART = r"(?:(?:a |one )?quarter|(?:a |one )?half|(?:three|3)[- ]quarters|[13]/4|1/2)"
_PARTS_OF = Expression(
    rf"\b({_PART})(?: of an? (?:hour|minute))? (to|and|or) ({_PART})(?: of)?(?: an?| 1)? (hour|minute)s?\b"
)
"""A pattern of a span of two fractions of a time: "a quarter to half an hour"."""
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_SIGNS = Expression(r"[½¼¾⅓⅔×✕′″]")
_FRACTION = Expression(
    rf"(?:\b(\d{{1,3}})(?: and (?:a )?|[ -]+))?(?<![\d/])(?:(\d)/(\d)|half|(?<=a )quarter)(?![\d/])"
    rf"(?:(?: of)?(?: an?| 1)?"
    rf" ({_UNIT})|(?=\s*(?:-|–|to|or)\s*\d[\d./ ]*{_UNIT}))"
)
_COMMA = Expression(rf"\b(\d{{1,2}}),(\d)(?= ?(?:{_UNIT}|[hms]\b))")
"""A pattern of the decimal commas of other languages: "2,5 min"."""
_BY = Expression(r"(?<=\d) ?x ?(?=\d)")
_PARTS = Expression(
    rf"\b(\d{{1,3}}) ?({_UNIT}(?:(?<=min)\.|(?<=mins)\.|(?<=sec)\.|(?<=secs)\.|(?<=hr)\.)?|[hm](?=\d)|[hm](?="
    rf" ?\d{{1,2}} ?(?:s|m|sec|min)\b)|(?:min|hr|h)(?=\d))"
    r"(?:,? and |,? ?)(\d{1,2})"
    rf"(?: ?({_UNIT}|[ms]\b)|\b(?! ?(?:times|x\b|rep|breath|round|set|stroke|circle|cycle|lap|squeeze|press|swing"
    rf"|lift|go\b|goes)))"
)
_QUOTED = Expression(r"(?<![\w\"'])(\d{1,3})(?:'(?!')(?: ?(\d{1,2})(?:\"|''))?|(\"|''))(?![\w])")
_QUOTES, _SIZED = re.compile(r'(?<!\d)"'), re.compile(r"\b(?:an?|the|your|one|this|that) $")
"""Patterns of a quotation mark, and of what stands before the size of a thing: "a 36" roller"."""
_IN_INCHES = re.compile(r" (?:below|above|apart|wide|long|from|ball|away|of|thick|deep|high|tall)\b")
"""A pattern of what stands behind inches."""
_LEAST_S = 10
"""The least number before two strokes that is one of seconds wherever it stands: fewer may be inches."""
_CLOCK = Expression(
    r"(?<![\d:/])(\d{1,2}):(\d\d)(?: ?[-–—] ?(\d{1,2}):(\d\d))?(?![\d:])"
    r"(?! ?(?:[ap]\.?m\b|o'clock))( ?(?:min(?:ute)?s?|hours?)\b)?"
)
_RANGED = Expression(r"\d ?(?:-|–|to|or) ?$")
_AT = Expression(r"(?:\bat|\bby|\bfrom|\buntil|\btill|\bbefore|\bafter|\bsince) $")
OTHERWISE = "with|on|in|under|at|over|against|a (?:bit|little)|slightly|lower|higher|softer|faster|slower|sitting|lying"
"""What says that the second of two times is done in another way: "then another minute on your side"."""
_MORE = Expression(
    rf"\b(\d{{1,4}}) ({_UNIT})[,;]? (?:and |then |after that,? |followed by )*(?:for )?"
    rf"(?:another (\d{{1,4}}) ({_UNIT})|(\d{{1,4}}) ({_UNIT}) (?:more|longer)\b)"
    rf"(?!,? (?:{OTHERWISE})\b)"
)
NUMBER = r"(?<![\w.:/-])(\d{1,4}(?:\.\d{1,2})?)"
RANGE = rf"{NUMBER}(?:\s*(?:-|–|—|to|or)\s*(\d{{1,4}}(?:\.\d{{1,2}})?))?"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of milliseconds or repetitions: the natural one, the least and the most."""

    natural: int
    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether the least and the most are both the natural amount."""
        return self.least == self.natural == self.most


def exactly(number: int) -> Amount:
    """Return an amount that is neither more nor less than a number."""
    return Amount(number, number, number)


ONCE = exactly(1)
FEW_TIMES = Amount(3, 1, 9)
"""The repetitions of "a few times"."""


def with_digits(small: str) -> str:
    """Return a lower-case text with its numbers in digits and its times in one unit.

    >>> with_digits("twice, for one and a half minutes each")
    '2 times, for 90 seconds each'
    """
    if not small.isascii():
        small = _SIGNS.sub(lambda match: _sign(match[0]), small)
    small = _PARTS_OF.sub(_of_two_parts, _SORT.sub("", small))
    small = _OTHERS.rewritten(small)
    small = _WORDS.sub(lambda match: NUMBERS[match[0]], small)
    if not any(map(str.isdecimal, small)) and "half" not in small:
        return small
    return with_units(_in_one_unit(_BY.sub(" x ", small) if "x" in small else small))


def _of_two_parts(match: re.Match[str]) -> str:
    """Return the span of "a quarter to half an hour" in minutes, and that of parts of a minute in seconds."""
    unit = {"hour": "minutes", "minute": "seconds"}[match[4]]
    least, most = (_FOURTHS[next(piece for piece in _FOURTHS if piece in part)] * 15 for part in (match[1], match[3]))
    return f"{least} {match[2]} {most} {unit}"


_FOURTHS = {"three": 3, "3": 3, "half": 2, "1/2": 2, "quarter": 1, "1/4": 1}
"""The pieces by which a fraction is told → its quarters; the first that it has counts."""


def _sign(sign: str) -> str:
    return f" {_VULGAR[sign]}" if sign in _VULGAR else {"′": "'", "″": '"'}.get(sign, "x")


def _in_one_unit(small: str) -> str:
    """Return a text in which each time is a whole number of one unit: "2'30" and "1 1/2 minutes" are seconds."""
    if "," in small:
        small = _COMMA.sub(r"\1.\2", small)
    if "/" in small or "half" in small or "quarter" in small:
        small = _FRACTION.sub(_of_fraction, small)
    if "'" in small or '"' in small:
        small = _QUOTED.sub(_of_quoted, small)
    if ":" in small:
        small = _CLOCK.sub(_of_clock, small)
    if has_any(small, _LONG_UNITS):
        small = _PARTS.sub(_of_parts, small)
        if "another" in small or "more" in small or "longer" in small:
            small = _MORE.sub(_of_more, small)
    return with_spans(small)


_LONG_UNITS = ("h", "m", "sec")


def _of_fraction(match: re.Match[str]) -> str:
    part = {"half": 0.5, "quar": 0.25}.get(match[0].partition("and a ")[2][:4] or match[0][:4])
    if match[2]:
        part = int(match[2]) / int(match[3]) if int(match[3]) else 0
    whole = int(match[1] or 0) + (part if part is not None else 0.5 if "half" in match[0] else 0.25)
    if not match[4] or _RANGED.search(match.string, 0, match.start()):
        return f"{whole:g} {match[4] or ''}".rstrip()
    return f"{round(whole * SECONDS[match[4][0]])} seconds"


def _of_quoted(match: re.Match[str]) -> str:
    """Return the time of 2'30", 2' or 90"; what is no time, as in a quotation or in inches, stays."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _IN_INCHES.match(after) or (_SIZED.search(before) and after[:1] == " "):
        return match[0]
    timed = re.search(r"(?:\bfor|hold|rest|wait|stay|pause|press|x|:|about|another|[-–]|,) ?$", before)
    if match[3]:
        quoted = before.count('"') % 2 and _QUOTES.search(match.string)
        ends = timed or before.rstrip()[-1:] in ("", ".", ":", "|") or int(match[1]) >= _LEAST_S
        return f"{match[1]} seconds" if ends and not quoted else match[0]
    if not (match[2] or timed) and re.search(r"(?<!\w)'", before):
        return match[0]
    return f"{60 * int(match[1]) + int(match[2] or 0)} seconds"


def _of_clock(match: re.Match[str]) -> str:
    """Return the time of 0:45, or of 0:30-1:00, which is 30 seconds; a time of the day stays."""
    if not match[3] and _AT.search(match.string, max(0, match.start() - 7), match.start()):
        return match[0]
    first = 60 * int(match[1]) + int(match[2])
    if "hour" in (match[5] or ""):
        return f"{60 * first} seconds"
    length = 60 * int(match[3]) + int(match[4]) - first if match[3] else first
    return f"{length} seconds" if length > 0 else match[0]


def _of_parts(match: re.Match[str]) -> str:
    """Return the time of "2 min 30" or "1 hour 30" in seconds, if its parts belong together."""
    large, small = match[2][0], (match[4] or {"h": "m", "m": "s"}.get(match[2][0], ""))[:1]
    if not small or SECONDS[large] <= SECONDS[small] or int(match[3]) >= 60:  # noqa: PLR2004 - no minute has as many
        return match[0]
    if not match[4] and "and" in match[0]:
        return match[0]
    return f"{int(match[1]) * SECONDS[large] + int(match[3]) * SECONDS[small]} seconds"


def _of_more(match: re.Match[str]) -> str:
    more, unit = (match[3], match[4]) if match[3] else (match[5], match[6])
    return f"{int(match[1]) * SECONDS[match[2][0]] + int(more) * SECONDS[unit[0]]} seconds"


def amount_of(low: str, high: str | None = None, unit: int = 1) -> Amount | None:
    """Return the amount of a number or a range, times `unit`; None for zero, or a range that ends below its start."""
    least = round(float(low) * unit)
    most = round(float(high) * unit) if high else least
    if not 0 < least <= most:
        return None
    middle = (least + most) // 2
    return Amount(round(middle, -3) or middle if unit > 1 and least < most else middle, least, most)
