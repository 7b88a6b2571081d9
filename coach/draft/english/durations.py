"""Text with its numbers in digits → the duration that it states."""

from __future__ import annotations

from typing import NamedTuple

from coach.draft.english.expression import Expression
from coach.draft.english.numbers import NUMBER, RANGE, Amount, amount_of
from coach.draft.english.patterns import has_any
from coach.draft.english.unit_words import UNITS

LONGEST_MS = 7_200_000
"""The longest duration that becomes a timed practice, in milliseconds; a longer one is only spoken."""
UNIT = rf"({UNITS})\b"
"""A pattern of the units of time, in a group."""
UNIT_MS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "c": 1_000, "b": 1_000}
_SORT = "(?:(?:slow|full|long|whole|good|more|last|further|extra|final|solid) )?"
_TIME = Expression(
    r"(for )?(?<!every )(?<!after )(?<!within )(?<!each )(?<!^in )(?<!by )"
    rf"(?!(?:1[5-9]|20)\d0s\b)(?<!their )(?<!mid-)"
    rf"(about |around |approximately |roughly |at least |up to )?{RANGE}[\s-]*{_SORT}{UNIT}"
)
_LATER = Expression(
    rf"^\W*(?:and |then |about |around |some )*(?:{RANGE}[\s-]*{UNIT},? "
    r"(?:later|after (?:that|this)|afterwards?|on(?=, (?!\d)))"
    rf"|after (?:about |around |another |the )*{RANGE}[\s-]*{UNIT}(?: or so| are up| have passed)?"
    r"(?:\s*,| (?!(?:of|in|on|at|with|or|and|to|from|since|before|more|each)\b)(?=[a-z]))"
    rf"|after (?:an? |the )?(?:[a-z]+ )?(?:break|rest|pause|wait|breather) of (?:about |around )?{RANGE}[\s-]*{UNIT}"
    rf"|(?:once|when) (?:the |about |around |another )*{RANGE}[\s-]*{UNIT} "
    r"(?:are|is|have|has) (?:up|over|passed|gone(?: by)?|done)\b)"
)
_LATER_AT_END = Expression(
    rf"\b(?:after (?:about |around |another )?{RANGE}[\s-]*{UNIT}|(?<!for )(?<!up to ){RANGE}[\s-]*{UNIT} (?:later"
    rf"|afterwards))"
    r"(?: or so)?(?! of\b)(?:[^\d]|\d{{1,2}} (?:times|x\b))*$"
)
_NO_PRACTICE = Expression(r"\s+(?:a day|per day|daily|each day|every|ago|later|earlier|old|a week|apart)")
_BY_THE_WAY = Expression(r"\s+(?:before|after)")
_SPENT = Expression(
    r"\b(?:rest|wait|pause|stay|hold|lie|sit|stand|relax|linger|remain|breathe)"
    r"(?! away)(?: (?!from\b)[a-z-]+){0,6} $"
)
"""A pattern of what a time is spent with: "Rest a minute before you get up"."""
_NEAR = 45
_FEW = Expression(r"\b(?:a few|several|some|a couple more) (seconds|moments|minutes)\b|\ba (moment)\b")
_FEW_MS = {"minutes": 180_000}
_COUNTING = Expression(
    rf"(?<!on the )(?<!on a )(?<!at the )\bcount(?:ing|s)?\b(?: [a-z-]+){{0,4}}? (?:to|of|until|till) {NUMBER}\b"
    rf"|\b(?:while|whilst|until|till|whereas) (?:one |you |slowly )*{NUMBER} (?:is|are|be|has been|have been)"
    r" (?:slowly )?counted\b"
    rf"|\bcounted (?:slowly )?(?:to |up to )?{NUMBER}\b"
    rf"|\bcount(?:ing)? (?:slowly )?{NUMBER}(?= slowly|\s*[.,;!]|$| before| and| then)"
)
_LABELLED = Expression(
    rf"\b(?:holds?(?: for)?|duration|time|how long|counts?|beats|seconds|secs|(minutes|mins))\s*:\s*(?:about )?{RANGE}"
    r"\s*(seconds?|secs?|s|minutes?|mins?)?\b"
)
_HOLDS = (
    "hold|work|tense|tensing|tighten|tension|squeeze|clench|press|stretch|contract|grip|push|pull|keep|stay"
    "|stretched|curl|make|raise|lift|"
    "stiff|hard|tight|bite|clamp|spread|bulge|puff|suck|squash|crush|wrinkle|knit|jut|purse|pucker|splay|"
    "shoulders up|toes up|eyebrows up|brows up|brace|harden|screw|bunch|scrunch|draw|arch|shrug|fist|frown|flex|point"
)
_LETS_GO = (
    "relax|release|rest|let go|let it|let them|let|relaxing|releasing|letting|smooth|loosen|loose|limp|"
    "soften|soft|slacken|slack|drop|ease|pause|down and|melt|spill|"
    "hang|fall|sink|floppy|noodle|jelly|unclench|undo|open|off|flop|breathe|wait|recover|free"
)
_DONE = r"(?:is|are|be|gets?) (?:[a-z]+ ){0,2}"
"""What stands before a participle: "is tensed for 7 seconds and relaxed for 20"."""
_ENDING = "(?:d|ed|ned|t)?"
_HOLD = Expression(
    rf"\b(?:(?:{_HOLDS})|{_DONE}(?:(?:{_HOLDS}){_ENDING}|held|kept))\b[^.;]{{0,80}}?\b"
    rf"(?<!sets of ){RANGE}(?:[\s-]*{UNIT}|(?= ?(?:[,;:.…)–-]|and |then |$)))[^.;\d]{{0,60}}?"
    r"[\s,;.…]*(?:(?:and|then|before|now|you|we|just)[\s,]+)*(?:slowly |gently |completely |go )*"
    rf"\b(?:{_LETS_GO}){_ENDING}\b[^.;\d]{{0,40}}?"
    rf"(?:(?<=for ){RANGE}(?:[\s-]*{UNIT})?|{RANGE}[\s-]*{UNIT}|{RANGE}(?=\s*(?:[.;,!]|$| and\b)))"
)
_HELD_SO_LONG = Expression(r"\b(?:hold|tens|tighten|squeeze|clench|contract|keep|stay)")
"""A pattern of what is held so many seconds, even if no unit is named: "Hold 7 and let go 20"."""
_GOES = Expression(rf"\b(?:{_LETS_GO})\b")
_HELD_FIRST = Expression(
    rf"{RANGE}[\s-]*{UNIT}(?: of)? (?:tension|tense|tensing|tight|squeezing|holding|hold|on)\b"
    r"[,;]? (?:and |then |followed by )*"
    rf"{RANGE}(?:[\s-]*{UNIT})?(?: of)? (?:to )?(?:rest|relax|let|loose|release|off|soft|ease)"
)
_INTO = (
    r"(?:breathe in|breath in|inhaled?|breathed in|breathing in"
    r"|(?<!it )(?<!them )(?<!belly )(?<!tummy )in(?! (?:an?|each|every|all|any|both|between|turn)\b)"
    r"(?! (?:the|your|his|her) (?!nose|mouth|nostril|left|right|breath|belly|chest|lungs)))"
)
_OUT = r"(?:breathe out|breath out|exhaled?|breathed out|breathing out|out)"
_OUT_AGAIN = rf"(?:{_OUT}|(?:release|let (?:it )?go)(?: it)?(?= (?:counting|for|in|during|to|until|\()))"
_KEPT = r"(?:hold|rest|pause|wait|stay|empty|keep|holding)"
_IN_OUT = Expression(
    rf"\b{_INTO}\b[^\d]{{0,50}}?{NUMBER}(?! ?(?:min|hour))[^\d]{{0,40}}?"
    rf"(?:\b(?:hold|keep|pause|retain|retained|held|kept)\b[^\d]{{0,30}}?{NUMBER}[^\d]{{0,40}}?)?"
    rf"\b{_OUT_AGAIN}\b(?:(?! in (?!\d))[^\d.]){{0,50}}?{NUMBER}"
    r"(?! (?:(?:to|or) \d+ )?(?:times|(?:[a-z]+ )?(?:breaths|rounds|cycles)))"
    rf"(?:[^\d]{{0,30}}?\b(?:hold|rest|pause|wait|stay|empty)\b[^\d]{{0,30}}?{NUMBER}(?! times)"
    rf"|(?: ?seconds?| ?counts?| ?s)?,? (?:and |then )*{NUMBER} (?:seconds?|counts?|s) "
    r"(?:of )?(?:rest|pause|holding)\b)?"
)
_COUNTED = (
    rf"{NUMBER}(?: ?(?:seconds?|secs?|s|counts?|beats?))?(?: for| of| on| to)*(?: the| your)?(?: breath(?:e|ing)?)?"
)
_NUMBERS_FIRST = Expression(
    rf"{_COUNTED} (?:in|inhale|inhaling|in-breath)\b[,;:]?[^.\d]{{0,12}}?(?:{_COUNTED} {_KEPT}\b[,;]?[^.\d]{{0,12}}?)?"
    rf"{_COUNTED} (?:out|exhale|exhaling|out-breath)\b(?:[,;]?[^.\d]{{0,12}}?{_COUNTED} {_KEPT}\b)?"
)
_TURNED = Expression(r"\b(?:circl|roll|rotat|swing|turn|feet|foot|toes|heels|knees|legs?|walk|step)[a-z]*\b")
_OF_BREATH = ("breath", "hale", "nose", "mouth", "lung", "air")
"""Pieces of what shows that something goes in and out which is breathed: not feet, nor circles."""
_LONGEST_BREATH_S = 60


def duration_in(plain: str) -> Amount | None:
    """Return the duration that a text states, in milliseconds; "about", "at least" and "a few" widen its bounds."""
    for match in _TIME.finditer(plain):
        spent = match[1] or _SPENT.search(plain, max(0, match.start() - _NEAR), match.start())
        by_the_way = _NO_PRACTICE.match(plain, match.end()) or (not spent and _BY_THE_WAY.match(plain, match.end()))
        if not by_the_way and (found := amount_of(match[3], match[4], UNIT_MS[match[5][0]])):
            return _bounded(found, (match[2] or "").strip())
    if ":" in plain and (labelled := _LABELLED.search(plain)):
        unit = UNIT_MS[(labelled[4] or labelled[1] or "s")[0]]
        return _bounded(amount_of(labelled[2], labelled[3], unit))
    if "count" in plain and (counted := _COUNTING.search(plain)):
        return _bounded(amount_of(next(filter(None, counted.groups())), unit=1_000))
    if few := _FEW.search(plain):
        natural = _FEW_MS.get(few[1], 5_000)
        return Amount(natural, natural * 3 // 5, natural * 2)
    return None


def without_wait(plain: str) -> str:
    """Return a text without the wait at its beginning, whose time is no practice."""
    match = _LATER.match(plain)
    return plain[match.end() :] if match else plain


def wait_in(plain: str) -> Amount | None:
    """Return the time that passes before what a text asks for: "10 minutes later, ...", "after 2 minutes, ..."."""
    if not (match := _LATER.match(plain) or _LATER_AT_END.search(plain)):
        return None
    low, high, unit = next(match.group(at, at + 1, at + 2) for at in range(1, len(match.groups()), 3) if match[at])
    return amount_of(low, high, UNIT_MS[unit[0]])


def _bounded(found: Amount | None, word: str = "") -> Amount | None:
    if found is None or found.most > LONGEST_MS:
        return None
    if not found.exact or not word:
        return found
    natural = found.natural
    if word == "at least":
        return Amount(natural, natural, 3 * natural)
    return (
        Amount(natural, natural // 2, natural)
        if word == "up to"
        else Amount(natural, natural * 3 // 4, natural * 3 // 2)
    )


def lets_go_in(small: str) -> bool:
    """Whether a lower-case text tells to let go of what is held."""
    return _GOES.search(small) is not None


def hold_in(plain: str) -> tuple[Amount, int] | None:
    """Return hold and rest of "hold for 10 seconds, then relax for 15", in milliseconds; they may share a unit."""
    if match := _HELD_FIRST.search(plain):
        unit = UNIT_MS[match[3][0]]
        first = amount_of(match[1], match[2], unit)
        second = amount_of(match[4], match[5], UNIT_MS[match[6][0]] if match[6] else unit)
        return (first, second.natural) if first and second else None
    if not (match := _HOLD.search(plain)):
        return None
    held_unit, rest_unit = match[3], match[6] or match[9]
    low, high = next(pair for pair in ((match[4], match[5]), (match[7], match[8]), (match[10], match[11])) if pair[0])
    named = held_unit or rest_unit or ("s" if _HELD_SO_LONG.search(match[0]) else "")
    if not named:
        return None
    held = _bounded(amount_of(match[1], match[2], UNIT_MS[(held_unit or named)[0]]))
    rest = _bounded(amount_of(low, high, UNIT_MS[(rest_unit or named)[0]]))
    return (held, rest.natural) if held and rest else None


class Breath(NamedTuple):
    """The seconds of one breath; 0 where it is not held, or where no rest follows it."""

    into: int
    hold: int
    out: int
    rest: int


def breath_in(plain: str) -> Breath | None:
    """Return the breath of "in for 4, hold for 7, out for 8", or None.

    >>> breath_in("breathe in for 4, hold for 7, out for 8")
    Breath(into=4, hold=7, out=8, rest=0)
    """
    match = _IN_OUT.search(plain) or _NUMBERS_FIRST.search(plain)
    if not match or (_TURNED.search(plain) and not has_any(plain, _OF_BREATH)):
        return None
    into, held, out, *rests = (int(float(group or 0)) for group in match.groups())
    breath = Breath(into, held, out, max(rests))
    return breath if min(into, out) > 0 and max(breath) <= _LONGEST_BREATH_S else None
