"""Sentence → the durations, counts and repetitions in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from coach.draft.english.durations import UNIT, UNIT_MS, Breath, breath_in, duration_in, hold_in, wait_in
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import FEW_TIMES, NUMBER, NUMBERS, RANGE, Amount, amount_of, with_digits
from coach.draft.english.patterns import alternatives, has_any, pattern, pieces
from coach.draft.english.pauses import is_pause, without_pauses
from coach.draft.language import glossed

MOST = 100
"""The most repetitions that are counted; a higher number is only spoken."""
_LONGEST_FIGURE = 60
_A_UNIT = f"(?:{UNIT[1:]}"
"""The units, in no group of their own."""
_NOT_DAILY = r"(?! (?:a|per|each|every) (?:day|week|month|night|morning)| daily)"
_HOW = "(?:more |slow |gentle |full |complete |deep |long |light |big |small |feather-light |firm )*"
_TIMES = re.compile(
    rf"{RANGE}\s*{_HOW}(?:{alternatives('repetitions')}){_NOT_DAILY}|\b(\d{{1,3}})\s?x\b(?!-)"
    rf"|\bx\s?(\d{{1,3}})\b(?!\s?(?:s|m|h|count|breath))"
    rf"|(?<!each )(?<!every )(?<!any ){RANGE} (?:of (?:these|those|them|each)\b"
    r"|(?:in|on|to|for|with) (?:each|every|both|either) (?:\w+ )?"
    rf"(?:directions?|ways?|{alternatives('paired')})s?\b|(?:each|per) (?:\w+ )?"
    rf"(?:directions?|ways?|{alternatives('paired')})s?\b)"
)
_DO = re.compile(
    rf"\b(?:do|done|perform|complete) {NUMBER}(?!\s*(?:-|–|to)\s*\d)"
    r"(?: (?:of (?:these|them|each)|(?!sec|min|breath|hour|set|thing)\w+s))?\b"
    r"(?! (?:second|minute|breath|set|slow|deep))"
    rf"|\bonly (?:do )?{NUMBER}(?: of (?:this|these|it|them)(?: one)?)?\s*[.!]?$"
)
_FEW_TIMES = re.compile(
    r"\b(?:a few|several|some|a number of|as many) (?:more )?(?:times|circles|strokes|rounds|repetitions|rotations)\b"
)
_LABELLED = re.compile(rf"\b(reps?|repetitions?|repeats?|times|sets?|rounds?)\s*:\s*(?:about )?{RANGE}(?!\s*(?:s|min))")
_SETS = re.compile(
    rf"{NUMBER} (?:sets?|lots(?= of)|rounds?(?= of \d[\d to-]* (?:rep|times)))\b"
    rf"(?: (?:of|with) {RANGE}(?! ?{_A_UNIT}))?"
    rf"|{NUMBER} x {RANGE}(?!\.?\d|[ -]?{_A_UNIT})"
)
_REST_BETWEEN = re.compile(
    rf"(?:\bwith |\band |, )?(?:\b(?:a )?(?:rest|break|pause)(?:s|ing)?(?: for| of)? (?:about )?{RANGE}[ -]?{UNIT}"
    rf"|{RANGE}[ -]?{UNIT}(?: of|'s?)?[ -](?:rest|breathers?|breaks?|pauses?|between|in between|off)\b)"
)
_BREATHS = re.compile(rf"{RANGE} (?!(?:{_A_UNIT}|times))(?:[a-z-]+,? ){{0,4}}?(?:breaths?|sighs?)\b(?! count)")
_BREATHE = re.compile(
    rf"\b(?:breathe|inhale)\b(?! (?:in|out)\b(?! and))[^.\d]{{0,40}}? {RANGE} times\b"
    rf"|\bbreathe in {RANGE} times (?:and|then) (?:breathe )?out\b"
)
_SOME_BREATHS = re.compile(
    r"\b(?:some|a few|several|a couple of) (?:\w+ ){0,3}?breaths\b"
    r"|\bbreathe (?:deeply|slowly)\b.*\b(?:a few|several) times\b"
)
_ONE_BREATH = re.compile(r"\btake (?:in )?a (?:\w+,? ){0,3}breath\b")

_FINGERS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")
_TOES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")
_ONE = r"(?: (?:the|your|his|her|their|my|\w+'s))?(?: (?:four|five|other|remaining|individual|4|5|single|small))*"
_BOTH = "hand|sides?|feet|arms?|legs?|knees|ankles|shoulders|wrists|palms"
_EACH = re.compile(
    rf"\b(?<!between )(?:each|every|per)(?: one)?(?: of)?{_ONE}(?: (?!time|other|second|day|of)[a-z-]+)?"
    rf" (finger|toe|{alternatives('paired')})(?:tip|nail)?s?\b(?! bone)"
    r"|\b(?:one|1) (finger|toe|hand|foot|arm|leg|side) at a time"
    rf"|\b(?:on|for|with|to) both ({_BOTH})s?\b(?! (?:at|together|flat|on|against|side))"
    rf"|\bboth ({_BOTH})s?\b[^.;]{{0,40}}\beach\b"
    rf"|\b({alternatives('paired')}|feet)s?\b[^.;]{{0,60}}\b(?:{_A_UNIT}|times),? "
    r"(?:(?:on|for|in|to|with|at|of) )?each(?: one| of them| 1)?\s*[.!,;]?$"
    rf"|(?:seconds?|secs?|s|minutes?|mins?|times|reps|repetitions) ?(?:/ ?|an? )({alternatives('paired')})s?\b"
)
_SINGULAR = {"feet": "foot", "sides": "side", "arms": "arm", "legs": "leg", "hands": "hand"}
_REST = r"\b(?:same|other|remaining|four|4)\b"
_CLOCK, _COUNTER = r"\b(?<!counter)(?<!anti)clockwise\b", r"\b(?:counter|anti)[- ]?clockwise\b"
_BOTH_CLOCKS = re.compile(rf"{_CLOCK}.{{1,50}}?{_COUNTER}|{_COUNTER}.{{1,50}}?{_CLOCK}")
_ONE_THEN_OTHER = re.compile(r"\b(left|right) (\w+)(?: first)?,? (?:and )?then\b[^.;]{0,20}\b(?:left|right) \2\b")
_SIDES = re.compile(
    r"\b(?:sides?|foot|feet|hands?|legs?|arms?|eyes?|ears?|knees?|shoulders?): "
    r"(?:both|each|2|left (?:and|&|\+) right|left ?/ ?right|l ?/ ?r)\b|\bper side\b"
)
_LEFT_AND_RIGHT = re.compile(r"\d[^.;]{0,15} (?:on the )?left[,;]? (?:and |then )*\d[^.;]{0,15} (?:on the )?right\b")
_ONE_SIDE = re.compile(
    r"(?:left|right) side\.?|(?:which )?(?:sides?|foot|feet|hands?|legs?|arms?|eyes?|ears?|knees?|shoulders?): \w+\.?",
    re.IGNORECASE,
)
_WAYS = re.compile(
    r"\b(?:in )?(?:each|both|either) (?:directions?|ways?)\b"
    r"|\b(?:one|1) (?:way|direction),? (?:and )?then (?:in )?the other\b"
    r"|\bthen (?:reverse|switch|change) (?:the )?directions?\b|\bin the (?:other|opposite) direction\b"
    r"|\bforwards?,? (?:(?:and|then) )+(?:\w+ times )?backwards?\b"
    r"|\b(?:one|1) way,? (?:and|then) (?:\w+ )?(?:times )?the other\b"
    r"|\bbackwards?,? (?:(?:and|then) )+(?:\w+ times )?forwards?\b|\breverse (?:the )?(?:direction|circles?)\b"
)
_OF_FIGURES, _OF_TURNS = (*NUMBERS, *pieces("figures")), pieces("turns")
_LIMIT = re.compile(r"\W*(?:do not|don't|never|avoid)\b|.*\b(?:no|not) more than\b")
"""A pattern of prohibitions and upper limits, whose numbers are no repetitions to do."""
_PLANNED = pattern("planned", "{}")
_VAGUE = ("few", "several", "some", "number of", "as many", "moment")


@dataclass(frozen=True, slots=True)
class Quantities:
    """The durations and repetitions that a text states."""

    time: Amount | None = None
    """The duration, in milliseconds."""
    times: Amount | None = None
    sets: int = 1
    rest: Amount | None = None
    """The rest between two sets, in milliseconds."""
    breaths: Amount | None = None
    breath: Breath | None = None
    release: int | None = None
    """Milliseconds of rest after `time` has been held."""
    wait: Amount | None = None
    """The milliseconds that pass first: "10 minutes later, ..."."""
    each: tuple[str, tuple[str, ...]] | None = None
    """A name and the values that it takes in turn: "finger" and the fingers."""

    @property
    def practice(self) -> bool:
        """Whether the quantities say how long or how often something is done."""
        return bool(self.time or self.times or self.breaths or self.breath or self.sets > 1)

    def filled_from(self, rule: Quantities) -> Quantities:
        """Return these quantities, with gaps filled from a rule that holds for all steps."""
        return replace(
            self,
            time=self.time or rule.time,
            times=self.times or rule.times,
            sets=max(self.sets, rule.sets),
            rest=self.rest or rule.rest,
            breaths=self.breaths or rule.breaths,
            release=self.release or (rule.release if not self.time else None),
            each=self.each or rule.each,
        )


NONE = Quantities()


@glossed
@lru_cache(20_000)
def quantities_in(text: str) -> Quantities:
    """Return the quantities in a text; NONE for a prohibition, and no numbers beyond reason."""
    small = text.casefold()
    if _LIMIT.match(small):
        return NONE
    if not has_any(small, _OF_FIGURES) and not any(map(str.isdecimal, small)):
        return NONE
    plain = with_digits(without_pauses(small))
    digits = any(map(str.isdecimal, plain))
    counted = digits or has_any(plain, _VAGUE)
    hold, breath = (hold_in(plain), breath_in(plain)) if digits else (None, None)
    times, sets = _times_and_sets(plain) if counted else (None, 1)
    plain, rest = _rest_between(plain) if sets > 1 else (plain, None)
    return Quantities(
        time=None if breath or not counted else hold[0] if hold else duration_in(plain),
        times=times,
        sets=sets,
        rest=rest,
        wait=wait_in(plain) if digits else None,
        breaths=_breaths(plain) if has_any(plain, ("breath", "sigh")) and not breath else None,
        breath=breath,
        release=hold[1] if hold and not breath else None,
        each=_each(plain) if has_any(plain, _OF_TURNS) else None,
    )


@glossed
@lru_cache(20_000)
def is_quantity(text: str) -> bool:
    """Whether a text is a quantity or a pause and little else: "5 times on each side", "(pause)"."""
    if len(text) > _LONGEST_FIGURE:
        return False
    if is_pause(text):
        return True
    if _ONE_SIDE.fullmatch(text):
        return True
    plain, figures = with_digits(text.casefold()), quantities_in(text)
    words = [word for word in re.findall(r"[a-z]+", plain) if not is_one_of("figure-words", word)]
    told = re.search(r"\d|sides?:", plain) and (figures.practice or figures.each)
    return bool(told) and len(words) <= 1


@glossed
def is_planned(text: str) -> bool:
    """Whether a text is about the whole session, or says "as often as you like": it gives no timed practice."""
    return bool(_PLANNED.search(text))


@glossed
def is_limit(text: str) -> bool:
    """Whether a text forbids something, or says how much is too much."""
    return bool(_LIMIT.match(text.casefold()))


def _times_and_sets(plain: str) -> tuple[Amount | None, int]:
    sets = 1
    if has_any(plain, ("set", "x", "lots", "round")) and (match := _SETS.search(plain)):
        sets = int(float(match[1] or match[4]))
        if times := match[2] or match[5]:
            return _counted(amount_of(times, match[3] or match[6])), sets if 1 < sets <= MOST else 1
    for match in _LABELLED.finditer(plain) if ":" in plain else ():
        if not match[1].startswith("set"):
            return _counted(amount_of(match[2], match[3])), sets
        sets = int(float(match[2]))
    return _times(plain), sets if 1 <= sets <= MOST else 1


def _rest_between(plain: str) -> tuple[str, Amount | None]:
    """Return a text without the rest between its sets, and that rest."""
    if not (match := _REST_BETWEEN.search(plain)):
        return plain, None
    rest = amount_of(match[1] or match[4], match[2] or match[5], UNIT_MS[(match[3] or match[6])[0]])
    return plain[: match.start()] + plain[match.end() :], rest


def _times(plain: str) -> Amount | None:
    if match := _DO.search(plain):
        return _counted(amount_of(match[1] or match[2]))
    if match := _TIMES.search(plain):
        return _counted(amount_of(match[1] or match[3] or match[4] or match[5], match[2] or match[6]))
    return FEW_TIMES if _FEW_TIMES.search(plain) else None


def _counted(found: Amount | None) -> Amount | None:
    return found if found and found.most <= MOST else None


def _breaths(plain: str) -> Amount | None:
    if match := _BREATHE.search(plain) or _BREATHS.search(plain):
        return _counted(amount_of(*next(pair for pair in _pairs(match) if pair[0])))
    if _SOME_BREATHS.search(plain):
        return Amount(3, 2, 4)
    return Amount(1, 1, 1) if _ONE_BREATH.search(plain) else None


def _pairs(match: re.Match[str]) -> list[tuple[str, str | None]]:
    """Return the ends of the ranges that a pattern may have found."""
    groups = match.groups()
    return list(zip(groups[::2], groups[1::2], strict=True))


def _each(plain: str) -> tuple[str, tuple[str, ...]] | None:
    if "wise" in plain and (match := _BOTH_CLOCKS.search(plain)):
        clocks = ("clockwise", "counterclockwise")
        return "direction", clocks[::-1] if match[0].startswith(("counter", "anti")) else clocks
    if match := _EACH.search(plain):
        part = next(group for group in match.groups() if group)
        if part not in ("finger", "toe"):
            return _SINGULAR.get(part, part.rstrip("s")), ("left", "right")
        parts = _FINGERS if part == "finger" else _TOES
        return part, parts[1:] if re.search(_REST, plain) else parts
    if "then" in plain and (match := _ONE_THEN_OTHER.search(plain)):
        return match[2], (match[1], "right" if match[1] == "left" else "left")
    if _SIDES.search(plain) or _LEFT_AND_RIGHT.search(plain):
        return "side", ("left", "right")
    turned = has_any(plain, ("way", "direction", "ward", "reverse")) and _WAYS.search(plain)
    return ("direction", ("one way", "the other way")) if turned else None
