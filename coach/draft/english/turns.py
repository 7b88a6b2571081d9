"""Text with its numbers in digits → what it is done for in turn: each side or finger, one direction and the other."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import alternatives, has_any
from coach.draft.english.unit_words import UNIT

FINGERS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")
TOES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")
PAIRED = alternatives("paired")
_PART = rf"(?:{PAIRED}|feet|calves)s?"
_ONE = r"(?: (?:the|your|his|her|their|my|\w+'s))?(?: (?:four|five|other|remaining|individual|4|5|single|small))*"
_BOTH = "hand|sides?|feet|arms?|legs?|knees|ankles|shoulders|wrists|palms"
_FIGURE_WITH = (
    r"(?:^|[.;:,(–—] ?|- )"
    r"(?:(?:and|then|do|repeat|perform|complete|practi[sc]e|hold|this|it|that|them|for|about|again|all) )*"
    rf"\d[^.;:,]{{0,20}}?(?:{UNIT}|times|reps|\d) with"
)
"""A pattern of a figure by itself: "Ten times with both hands", and not "stroke ten times with both hands"."""
_ON_BOTH = (
    r"(?<!rise )(?<!rise up )(?<!come up )(?<!jump )(?<!hop )(?<!stay )(?<!stand )(?<!standing )(?<!sit )(?<!lean )"
    r"(?<!kneel )(?<!land )(?<!balance )(?<!weight )\b(?:on|for|to)"
)
"""What stands before both of a pair; "stand on both feet" is done at once."""
_EACH = Expression(
    rf"\b(?<!between )(?:each|every|per)(?: one)?(?: of)?{_ONE}(?: (?!time|other|second|day|of)[a-z-]+)?"
    rf" (finger|toe|{PAIRED})(?:tip|nail)?s?\b(?! bone)"
    r"|\b(?:one|1) (finger|toe|hand|foot|arm|leg|side) at a time"
    rf"|(?:{_ON_BOTH}|{_FIGURE_WITH}) both ({_BOTH})s?\b(?! (?:at|together|flat|on|against|side))"
    rf"|\bboth ({_BOTH})s?\b[^.;]{{0,40}}\beach\b"
    rf"|\b({PAIRED}|feet)s?\b[^.;]{{0,60}}\b(?:{UNIT}|times),? "
    r"(?:(?:on|for|in|to|with|at|of) )?each(?: one| of them| 1)?\s*[.!,;]?$"
    rf"|(?:(?<![a-z'])(?:{UNIT}|times|reps|repetitions)|\b\d{{1,3}}) ?"
    rf"(?:/ ?|an? |(?:on |with |for )?either )({PAIRED})s?\b"
)
_AT_ONCE = Expression(
    r"\b(?:put|place|lay|lie|set|hold|keep|have|take|carry|pop|tuck|prop|drape|wrap|tie|stick|fix|rest|position|balance)\b"
    r" (?:(?!then|and|for|it|this|that|the stretch)[a-z0-9'-]+ ){0,6}?"
    r"(?:on|onto|over|in|into|under|underneath|beneath|behind|beside|around|round|against|at)"
    rf" (?:each|every) (?:of )?(?:(?:the|your|his|her|their) )?(?:closed |bent |open |bare )?(?!sides?\b)(?:{_PART})\b"
    rf"|\bwith the [a-z]+ of each (?:{_PART})\b"
    r"|\b(?:on|at|along|to) (?:each|either) side of (?!the (?:body|bed|mat|room)|your body)"
)
"""A pattern of what is put to each of two at once, "a bag on each eye", or done with both: "the palm of each hand"."""
_COUNTED_EACH = Expression(
    rf"\b(?:times|rounds|reps?|repetitions|{UNIT}),? (?:(?:on|with|for|to) (?:each|either)|per|each) ({PAIRED})s?\b"
    rf"|\b(?:reps?|repetitions|{UNIT})\. (?:(?:on|with|for|to) )?(?:each|either) ({PAIRED})\W*$"
)
"""A pattern of a figure with what it is for, which says more than another "each" before it."""
_IN_TURN = Expression(
    rf"\bboth (?:the |your |his |her |their )?({_PART})\b[^.;]{{0,40}}?"
    r"\b(?:in turn|(?:one|1) after the other|one by one|separately|one at a time|by turns)\b"
    rf"|(?:^|[.,;:(–—-]) ?(?:and |on |for |do )*both (?:the |your |his |her |their )?({_PART})"
    rf"(?:,? please)?(?= ?(?:$|[.,;:!)–—-]))"
    rf"|(?:^|[.,;:(–—-]) ?(?:and |then |do )*with both (?:the |your |his |her |their )?({_PART})(?=\W*$)"
    r"|\b(?:first|start(?:ing)? with) (?:on |with |for )?(?:one|1|the|your|the right|the left|your left|your right)"
    rf" ({_PART})"
    r"(?: first)?,? (?:and )?then (?:on |with |for |to )?(?:the |your )?(?:other|left|right|second)\b"
    rf"|\b(?:left|right) ({_PART}),? (?:and|then) [^.;]{{0,16}} (?:for |on |with )?"
    rf"(?:the |your )(?:left|right)(?: (?:one|{_PART}))?(?=\W*$)"
)
"""A pattern of a pair that is named as a whole, but done one by one: "both ankles, one after the other"."""
_THEN_OTHER = Expression(
    rf"\b(?:one|1|the|your|his|her) ({_PART})\b[^.;]{{0,80}}?\b(?:{UNIT}|times)\b[^.;]{{0,20}}?,? "
    r"(?:and )?then (?:with |on |do )?(?:the )?other(?: one)?(?=\W*$)"
)
"""A pattern of what is done to one of a pair, and then to the other: "Tug one ear ten times, then the other"."""
_DESCRIBES = Expression(
    r"\b(?:with (?:an?|one|equal|the same|some)|so that|so as|in order that|until|till|as well as)\b"
    rf"[^.,;:\d]{{1,40}}? (?:in|on|at|under|to|from|over|behind|beside|of) (?:each|both|either) (?:{PAIRED}|feet)s?\b"
)
"""A pattern of what is so on both sides at once, and not done on one after the other: "with an end in each hand"."""
_SINGULAR = {"feet": "foot", "calves": "calf", "calve": "calf"}
_REST = r"\b(?:same|other|remaining|four|4)\b"
_CLOCK, _COUNTER = r"\b(?<!counter)(?<!anti)clockwise\b", r"\b(?:counter|anti)[- ]?clockwise\b"
_BOTH_CLOCKS = Expression(rf"{_CLOCK}.{{1,50}}?{_COUNTER}|{_COUNTER}.{{1,50}}?{_CLOCK}")
_ONE_THEN_OTHER = Expression(r"\b(left|right) (\w+)(?: first)?,? (?:and )?then\b[^.;]{0,20}\b(?:left|right) \2\b")
_SIDES = Expression(
    r"\b(?:sides?|foot|feet|hands?|legs?|arms?|eyes?|ears?|knees?|shoulders?): "
    r"(?:both|each|2|left (?:and|&|\+) right|left ?/ ?right|l ?/ ?r)\b|\bper side\b"
)
_AMOUNT = r"\d[^.;,]{0,15}?(?: (?:on |for |to |with )?(?:the |your )?| ?/ ?)"
_LEFT_AND_RIGHT = Expression(
    rf"\d[^.;]{{0,15}} (?:on the )?left[,;]? (?:and |then )*\d[^.;]{{0,15}} (?:on the )?right\b"
    rf"|{_AMOUNT}(?:left|l)\b(?: {_PART})?[,;]? ?(?:and |then )*{_AMOUNT}(?:right|r)\b"
    rf"|{_AMOUNT}(?:right|r)\b(?: {_PART})?[,;]? ?(?:and |then )*{_AMOUNT}(?:left|l)\b"
    r"|(?<=[\d) s,.;–—-])[( ](?:left ?(?:/|&|\+|and) ?right|right ?(?:/|&|\+|and) ?left|l ?(?:/|&|\+|and) ?r"
    r"|r ?(?:/|&|\+|and) ?l)\b(?=\W*$)"
    r"|\b(?:on|to|with|for) the left(?: \w+)?,? and (?:then )?(?:on|to|with|for) the right\b"
    r"|\d[^.;]{0,15} (?:(?:on|to|for) )?(?:one|1) side\b[,;]? (?:and |then )*[^.;]{0,18}\bthe other\b"
)
_SO_MANY = r"(?:\d{1,3}|as many|a few|several)(?: times| ?x)?"
_SO_OFTEN = rf"(?: {_SO_MANY})?"
_LEFT_THEN_RIGHT = Expression(
    rf"\bleft\b[^.;]{{1,40}}\bright\b[^.;]{{0,20}}(?:(?:{UNIT}|times|\dx?),? each\b|\beach (?:for )?\d)"
    rf"|\bright\b[^.;]{{1,40}}\bleft\b[^.;]{{0,20}}(?:(?:{UNIT}|times|\dx?),? each\b|\beach (?:for )?\d)"
    rf"|\bfirst (?:(?:on|with|to|for) )?(?:the |your |his |her )?(?:left|right)\b(?: {_PART})?,? "
    r"(?:(?:and|but|then|afterwards|after that|next) )+(?:(?:on|with|to|for) )?(?:the |your |his |her )?"
    r"(?:left|right)\b"
)
"""A pattern of two sides that have the same each: "to the left, then to the right (45 s each)"."""
_WAYS = Expression(
    r"\b(?:in )?(?:each|both|either) (?:directions?|ways?)\b"
    r"|\b(?:one|1) (?:way|direction),? (?:and )?then (?:in )?the other\b"
    r"|\b(?:one|1) (?:way|direction)[,;]? (?:and |then )*\d[^.;,]{0,15} (?:the other|back)\b"
    r"|\bthen (?:reverse|switch|change) (?:the )?directions?\b|\bin the (?:other|opposite) direction\b"
    rf"|\bforwards?{_SO_OFTEN},? (?:(?:and|then) )+(?:{_SO_MANY} )?backwards?\b"
    rf"|\b(?:outwards?{_SO_OFTEN},? (?:(?:and|then) )+(?:{_SO_MANY} )?inwards?|inwards?{_SO_OFTEN},? (?:(?:and|then) )+"
    rf"(?:{_SO_MANY} )?outwards?)\b(?= {_SO_MANY}|\W*$)"
    rf"|\b(?:for|back|out|in)wards? {_SO_MANY}, (?:for|back|out|in)wards? {_SO_MANY}"
    r"|\b(?:one|1) way,? (?:and|then) (?:\w+ )?(?:times )?the other\b"
    rf"|\bbackwards?{_SO_OFTEN},? (?:(?:and|then) )+(?:{_SO_MANY} )?forwards?\b"
    r"|\breverse (?:the )?(?:direction|circles?)\b"
    r"|\d (?:times |x )?(?:forwards?|back(?:wards?)?)[,;]? (?:and |then )*"
    r"\d+ (?:times |x )?(?:forwards?|back(?:wards?)?)\b"
)


def turns_in(plain: str) -> tuple[str, tuple[str, ...]] | None:
    """Return a name and the values that it takes in turn: "finger" and the fingers; None if a text names none."""
    if has_any(plain, ("each", "both", "either")):
        plain = _DESCRIBES.sub(" ", plain)
    if "wise" in plain and (match := _BOTH_CLOCKS.search(plain)):
        clocks = ("clockwise", "counterclockwise")
        return "direction", clocks[::-1] if match[0].startswith(("counter", "anti")) else clocks
    if has_any(plain, ("each", "every", "either")):
        plain = _AT_ONCE.sub(" ", plain)
    other = _THEN_OTHER.search(plain) if "then" in plain and "other" in plain else None
    if match := _COUNTED_EACH.search(plain) or _EACH.search(plain) or _IN_TURN.search(plain) or other:
        part = next(group for group in match.groups() if group)
        if part not in ("finger", "toe"):
            return singular(part), _sides_of(plain)
        parts = FINGERS if part == "finger" else TOES
        return part, parts[1:] if re.search(_REST, plain) else parts
    if "then" in plain and (match := _ONE_THEN_OTHER.search(plain)):
        return match[2], (match[1], "right" if match[1] == "left" else "left")
    if _SIDES.search(plain) or _LEFT_AND_RIGHT.search(plain) or _LEFT_THEN_RIGHT.search(plain):
        return "side", _sides_of(plain)
    turned = has_any(plain, ("way", "direction", "ward", "reverse")) and _WAYS.search(plain)
    return ("direction", ("one way", "the other way")) if turned else None


def _sides_of(plain: str) -> tuple[str, ...]:
    """Return both sides, the one first that a text names first: "over your right leg, then over the left"."""
    right, left = plain.find("right"), plain.find("left")
    return ("right", "left") if -1 < right < left else ("left", "right")


def singular(part: str) -> str:
    """Return one of a pair: "foot" for "feet"."""
    return _SINGULAR.get(part, part.rstrip("s"))
