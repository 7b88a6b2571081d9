"""Text with its numbers in digits → how often something is done, in how many sets, and with how much rest between."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from coach.draft.english.durations import UNIT as TIMED
from coach.draft.english.durations import UNIT_MS
from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import FEW_TIMES, NUMBER, RANGE, Amount, amount_of
from coach.draft.english.patterns import alternatives, has_any
from coach.draft.english.turns import PAIRED
from coach.draft.english.unit_words import UNIT

MOST = 100
"""The most repetitions that are counted; a higher number is only spoken."""
_NOT_DAILY = (
    r"(?!(?: ?/ ?| (?:(?:a|an|per|each|every|in the|in a|during the|through the|throughout the|over the) )?)"
    r"(?:days?|d|weeks?|wks?|months?|nights?|mornings?|evenings?|hours?|hr|year)\b|,? (?:daily|weekly|nightly"
    r"|hourly)\b)"
)
_HOW = (
    r"(?:(?!(?:in|with|and|of|to|on|at|for|by|or|as|fingers?|thumbs?|hands?|times|sets?|x|the|each|a|an|your)\b"
    rf"|{UNIT})[a-z-]+ )?"
    r"(?:more |slow |gentle |full |complete |deep |long |light |big |small |feather-light |firm |quick |short |soft |"
    r"little |tiny |easy |lazy |loose |wide |brisk |even |smooth |steady |careful |generous |good |proper |"
    r"\d{1,3}[ -](?:second|minute) )*"
)
_TURN = rf"(?:directions?|ways?|{PAIRED})s?\b"
_TIMES = Expression(
    rf"{RANGE}\s*{_HOW}(?:{alternatives('repetitions')}){_NOT_DAILY}|{RANGE}\s?x\b(?!-){_NOT_DAILY}"
    rf"|\bx\s?(\d{{1,3}})\b(?!\s?(?:s|m|h|count|breath)){_NOT_DAILY}"
    rf"|(?<!each )(?<!every )(?<!any ){RANGE} (?:(?:more )?of (?:these|those|them|each|this|that|it)\b"
    rf"|(?:(?:steps|paces|marches) )?(?:in|on|to|for|with) (?:each|every|both|either) (?:\w+ )?{_TURN}"
    rf"|(?:each|per) (?:\w+ )?{_TURN})"
    rf"|{RANGE}(?: ?/ ?|,? (?:an? |either ))(?:{PAIRED})s?\b"
    rf"|{NUMBER} (?:(?:anti-?|counter-?)?clockwise|(?:the |in the )?(?:other|opposite|same|one|1) (?:way|direction)"
    r"(?: round| around)?|forwards?|backwards?|outwards?|inwards?|upwards?|downwards?|sideways)(?=\s*(?:$|[.,;:!]))"
    rf"|{NUMBER} (?:up|down|in|out),? (?:and |then )*\d{{1,3}} (?:back )?(?:up|down|in|out)\b"
    rf"|{NUMBER} (?:(?:on|to|for|with) )?(?:the |your )?(?:(?:left|right)(?: (?:{PAIRED}))?|l|r|(?:one|1) way|"
    r"(?:one|1) side|clockwise|anti-?clockwise|"
    r"counter-?clockwise|forwards?|backwards?)\b,? (?:and |then )*\d"
)
_BEGINS = Expression(r"(?<![\w.:/-])\d|\bx(?=\s?\d)")
"""A pattern of where that pattern can begin: to try only there takes a tenth of the time of a search."""
_SPANS = (0, 2, 5, 7)
"""The groups of that pattern that begin a span, whose end is in the group after it."""
_ENDS = (
    r"(?:,? (?:in all|altogether|all told|in total|all in all|or so|please|like (?:that|this)|more|over|through|slowly|"
    r"apiece|each|of (?:these|them|those|it)|all in|at it|here|to (?:begin|start) with|or thereabouts|in a row"
    r"|running|as well|too|again|there|back|there and back|without (?:a )?(?:stop\w*|break|pause)"
    r"|(?:for|back|up|out)wards?|on the spot|round|(?:to|on|with|for) (?:the|your|each|either) (?:left|right)))*"
    r"(?=\s*(?:$|[.,;:!()–—…]| with \d| -))"
)
_DO = Expression(
    rf"\b(?:do|done|perform|complete) (?:just |only |exactly |another )?{NUMBER}(?!\s*(?:-|–|to)\s*\d)"
    r"(?: (?:of (?:these|them|each)|(?!sec|min|breath|hour|set|thing)\w+s))?\b"
    r"(?! (?:second|minute|breath|set|slow|deep))"
    rf"|\bonly (?:do )?{NUMBER}(?: of (?:this|these|it|them)(?: one)?)?\s*[.!]?$"
    r"|\b(?:do|done|perform|complete|(?:aim|go|going|shoot|repeat|try) for|make (?:it|that|this)|work up to|build up to"
    r"|try|manage|counted|reached|have|give (?:it|them|this|that|me|us)|repeat(?: it| this)?) "
    rf"(?:about |around |some |roughly |up to |at least |another |a further )?{RANGE}{_ENDS}"
    rf"|\b(?:walk|march|take|for) (?:about |around |another )?{RANGE} (?:slow |small |big |long )*"
    r"(?:steps|paces|strides)\b"
    rf"|{RANGE} more (?=(?:with|without|in|on|at|from|like|but|this time|only|as|while)\b)"
)
_FRAGMENT = Expression(
    r"(?:(?<=^)|(?<=[.,;:!(–—…] )|(?<=- )|(?<=[(]))"
    r"(?:(?:and|then|now|only|just|about|around|some|roughly|say|perhaps|maybe|next|another|up to|at least|all|have"
    r"|repeat|likewise|also|again|do|perform|complete|make|add|the|a (?:second|third|fourth)|first|last"
    r"|final|next|anywhere|anything|from|of (?:which|these)) )*"
    rf"{RANGE}(?![\d.,]*\d|\s*[-–—]\s*\d)(?P<kind>(?: (?!{UNIT})[a-z][a-z'-]*)*?)(?P<end>{_ENDS})"
)
"""A pattern of a clause that has little but a number: "Eight slow pinches." """
_FEW_TIMES = Expression(
    r"\b(?:a few|several|some|a number of|as many) (?:more )?(?:times|circles|strokes|rounds|repetitions|rotations)\b"
)
_LABELLED = Expression(
    rf"\b(reps?|repetitions?|repeats?|times|sets?|rounds?)"
    rf"(?:\.?\s*:\s*(?:about )?|(?<=reps)\s+|(?<=sets)\s+| (?:is|are|will be)(?: always)? ){RANGE}"
    r"(?!\d|\s*(?:s|secs?|seconds?|mins?|minutes?|x|reps(?!\.?:)|of)\b)"
)
_LOTS = "lots|rounds|blocks|series|bouts|goes|batches|circuits|runs|turns|groups"
_SETS = Expression(
    rf"{NUMBER} sets?\b(?:(?: of|,? (?:each )?(?:of|with)|,| x)? {RANGE}(?!\.?\d|[ -]?{UNIT}))?"
    rf"|{NUMBER} (?:{_LOTS}) of {RANGE}(?!\.?\d|[ -]?{UNIT})"
    rf"|{NUMBER} x {RANGE}(?!\.?\d|[ -]?{UNIT}| sets?\b)"
    rf"|{RANGE} (?:reps?|repetitions|times)[,:;]? (?:x |in |for )?{NUMBER} sets?\b"
)
_CLAUSE = re.compile(
    r"[.,;()–—·•|]|\s[-/]\s|\b(?:with|and|then|as though|as if)\b|(?=\b(?:rest|pause|break|hold|reps|sets|side)\s*:)"
)
_DURATION = Expression(rf"{RANGE}[ -]?{TIMED}")
_RESTS = Expression(
    r"\b(?:rest(?:s|ing)?|breaks?|paus(?:e|es|ing)|breathers?|off|recover|recovery|breath back|catch|breath for|wait)\b"
)
_BETWEEN = Expression(
    rf"\b(?:(?:in )?between|after (?:each|every)|(?:paus|rest)[^.]{{0,40}} each time|"
    rf"before the next|{UNIT} off|to recover|recovery|breath back|breathers?)"
    r"|'s? (?:rest|break|pause)\b"
)
_NO_RANGE = Expression(r"\b(\d{1,3}) [-–—] (\d{1,3})\b")
_CLEARLY_BETWEEN = Expression(
    r"\bbetween (?:the |each |every |your )?(?:(?:two|2|them|one|1)\b|(?:sets|rounds|reps|goes|repetitions|lots"
    r"|turns|times|set|round|rep|go)\b)|\bin between\b|\bafter (?:each|every) (?:set|round|one|1|go|exercise"
    r"|movement)\b"
)
_REPEATED = Expression(
    r"\b(?:between|each time|every time|after (?:each|every))\b|\b(?:x|rounds of|lots of|holds of) \d"
)
"""A pattern of a rest that comes again and again, rather than once when all repetitions are done."""
_DIGIT = Expression(r"\d")
_TOLD_OTHERWISE = Expression(
    r"\b(?:in|out|inhale|exhale|breathe|breath|hold|holding|count|counting|stay|keep|page|step|number|part|day|week"
    r"|at)\b"
)
"""A pattern of what shows that a number at the end counts seconds, or is the number of something."""
_FEW = 3
"""The most words between a number and the end of a clause that only counts."""


class Counts(NamedTuple):
    """How often something is done, in how many sets, and the milliseconds of rest between two of them."""

    times: Amount | None = None
    sets: int = 1
    rest: Amount | None = None
    plain: str = ""
    """The text without the rest, so that nobody takes it for a time of practice."""


def counts_in(plain: str, *, fragments: bool = True) -> Counts:
    """Return the counts in a text, and the text without the rest between sets or repetitions.

    `fragments`: whether a clause with little but a number counts, as in "Eight slow pinches".
    """
    if has_any(plain, (" – ", " - ", " — ")):
        plain = _NO_RANGE.sub(_parted, plain)
    bare, rest = _rest_between(plain)
    times, sets = _times_and_sets(bare, fragments=fragments)
    if rest and sets == 1 and not times:
        times = counted_fragment(bare, anything=True)
    between = _CLEARLY_BETWEEN if not times else _REPEATED
    if rest and sets == 1 and not between.search(plain):
        return Counts(*_times_and_sets(plain, fragments=fragments), None, plain)
    return Counts(times, sets, rest, bare)


def _parted(match: re.Match[str]) -> str:
    """Return two numbers with a comma between if they are no range: "4 sets of 5 – 1 minute off"."""
    return match[0] if int(match[1]) < int(match[2]) else f"{match[1]}, {match[2]}"


def _rest_between(plain: str) -> tuple[str, Amount | None]:
    """Return a text without the clause that says how long to rest between, and that rest."""
    if not has_any(plain, ("rest", "break", "paus", "breath", "off", "between", "recover", "after e", "each time")):
        return plain, None
    many = re.search(r"\b(?:sets?|lots|rounds|blocks|bouts|circuits)\b|\bx\b", plain) is not None
    for match in _DURATION.finditer(plain):
        start = max((cut.end() for cut in _CLAUSE.finditer(plain, 0, match.start())), default=0)
        cut = next((cut for cut in _CLAUSE.finditer(plain, match.end()) if _ends_clause(plain, cut)), None)
        end = cut.start() if cut else len(plain)
        clause = plain[start:end]
        if _BETWEEN.search(clause) or (many and _RESTS.search(clause) and not re.search(r"\bhold\b", clause)):
            rest = amount_of(match[1], match[2], UNIT_MS[match[3][0]])
            return f"{plain[:start].rstrip(' ,')}{plain[end:]}", rest
    return plain, None


def _ends_clause(plain: str, cut: re.Match[str]) -> bool:
    """Whether a clause ends here: "rest 30 s with the eyes shut" goes on, "30 s with 15 s of rest" does not."""
    return cut[0] not in ("with", "and") or bool(_DURATION.match(plain, cut.end() + 1))


def _times_and_sets(plain: str, *, fragments: bool) -> tuple[Amount | None, int]:
    sets = 1
    if has_any(plain, ("set", "x", " of ")) and (match := _SETS.search(plain)):
        sets = int(float(match[1] or match[4] or match[7] or match[12]))
        low, high = next((match.group(at, at + 1) for at in (2, 5, 8, 10) if match[at]), (None, None))
        if low:
            return counted(amount_of(low, high) or amount_of(low)), sets if 1 < sets <= MOST else 1
    labelled = None
    for match in _LABELLED.finditer(plain):
        if match[1].startswith("set"):
            sets = int(float(match[2]))
        else:
            labelled = labelled or counted(amount_of(match[2], match[3]))
    return labelled or _times(plain, fragments=fragments), sets if 1 <= sets <= MOST else 1


def _times(plain: str, *, fragments: bool) -> Amount | None:
    if match := next(filter(None, (_TIMES.match(plain, at.start()) for at in _BEGINS.finditer(plain))), None):
        groups = match.groups()
        low = next(place for place, group in enumerate(groups) if group)
        return counted(amount_of(groups[low], groups[low + 1] if low in _SPANS else None))
    if match := _DO.search(plain):
        once, only, least, most, *others = match.groups()
        steps, most_steps, more, most_more = others
        return counted(amount_of(once or only or least or steps or more, most or most_steps or most_more))
    fragment = counted_fragment(plain) if fragments else None
    return fragment or (FEW_TIMES if _FEW_TIMES.search(plain) else None)


def counted_fragment(plain: str, *, anything: bool = False) -> Amount | None:
    """Return the number of a clause that counts what is done; `anything`: whatever stands behind the number."""
    for match in _FRAGMENT.finditer(plain):
        words = match["kind"].split()
        whole = match.start() == 0 or plain[match.start() - 2 : match.start() - 1] in (".", ":", "–", "—")
        more = match[0].startswith("another ") and not _DURATION.search(plain)
        told = more or match["end"].strip(" ,") != "" or _ends_it(plain, match)
        if len(words) <= _FEW and (_is_action(words[-1]) or anything if words else whole or told):
            return counted(amount_of(match[1], match[2]))
    return None


def _ends_it(plain: str, match: re.Match[str]) -> bool:
    """Whether a number is the last word of a text, and no other number stands there: "nod yes, tiny, 15"."""
    before = plain[: match.start()]
    return plain[match.end() :].strip(" .!") == "" and not (_TOLD_OTHERWISE.search(before) or _DIGIT.search(before))


@lru_cache(2_000)
def _is_action(word: str) -> bool:
    """Whether a word is the name of something that is done, of which there are several: "pinches", and not "cups"."""
    if not word.endswith("s") or is_one_of("things", word) or is_one_of("no-counts", word):
        return word in ("more", "times")
    if is_one_of("act-nouns", word):
        return True
    stem = word.removesuffix("ings")
    stems = (word[:-1], word[:-2], f"{word[:-3]}y", *((stem, f"{stem}e", stem[:-1]) if stem != word else ()))
    return any(is_one_of("verbs", stem) and not is_one_of("things", stem) for stem in stems)


def counted(found: Amount | None) -> Amount | None:
    """Return an amount, or None if it is more than is counted."""
    return found if found and found.most <= MOST else None
