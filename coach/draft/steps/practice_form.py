"""Quantities → the value that is written after `do`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.headings import is_place
from coach.draft.english.numbers import FEW_TIMES, ONCE, Amount
from coach.draft.english.patterns import pattern
from coach.draft.english.quantities import is_planned, quantities_in
from coach.draft.language import glossed, in_own_words
from coach.routine.motion import READY_MS
from coach.units import format_duration, parse_duration

if TYPE_CHECKING:
    from coach.draft.english.quantities import Quantities

LEAST_PHASE_MS = 3_000
"""The shortest phase that has room for the words "Hold" and "Relax", in milliseconds."""
GUESSED_MS, SHORT_MS = 15_000, 6_000
GUESSED = "no time is given"
"""The reason of a practice whose time is a guess."""
SAID_FOR_ALL = "said for all steps in line"
"""The beginning of the reason of a practice that a rule for all steps gives."""
_BREATHS = 4
_EACH_MS = 5_000
"""The milliseconds of one repetition where the text gives none: more than it takes."""
_OPEN = Expression(
    r"\b(?:(?:for )?(?:as|so) (?:long|much time) as|until) (?:you|they|she|he|it|your \w+)"
    r" (?:likes?|needs?|wants?|wish(?:es)?|pleases?|feels? (?:good|ready|like it|comfortable)|(?:are|is) ready)\b",
    re.IGNORECASE,
)
"""A pattern of what has no time but the listener's own: "Rest as long as you need"."""
_SEAM = re.compile(r"(?:\[pause [^\]]*\]|[.!?])\s+(?=\S)")
_BRIEF = pattern("brief", r"^\W*(?:now |then |next,? |first,? |gently |slowly )*(?:{})\b")


@dataclass(frozen=True, slots=True)
class Practice:
    """The value that is written after `do`, the reason if it is guessed, and the milliseconds that it takes."""

    do: str = ""
    why: str = ""
    ms: int = 0


NO_PRACTICE = Practice()


def practice_of(figures: Quantities, say: str) -> Practice:
    """Return the practice of a step, by its quantities or else by what it asks for."""
    if not figures.practice and is_open_ended(_last_sentence(say)):
        return Practice("until ready", "", READY_MS)
    return NO_PRACTICE if _is_for_all(say) or is_place(say) else _measured(figures, say)


def _is_for_all(say: str) -> bool:
    """Whether what gives an amount is about the whole session: not "water as warm as you like" in a sentence beside."""
    if not is_planned(say):
        return False
    sentences = _SEAM.split(say)
    return any(map(is_planned, [each for each in sentences if quantities_in(each).practice] or sentences))


def _measured(figures: Quantities, say: str) -> Practice:
    times = figures.times.natural if figures.times else 1
    if figures.time and figures.release:
        return _rounds(figures, figures.time, figures.release, times)
    if figures.breath or figures.breaths:
        return _breaths(figures)
    if figures.times == ONCE and not figures.time:  # "once more, from head to foot": nobody counts to one
        return _guessed(say)
    if figures.times and figures.times != ONCE:
        return _times(figures.times, figures.time)
    if figures.time:
        return Practice(_time(figures.time), _why(figures.time), figures.time.natural)
    return _guessed(say)


def is_its_time(pause: str, figures: Quantities) -> bool:
    """Whether a pause only marks the time of a practice: "Hold it for 5 seconds. [pause 5 seconds]"."""
    if not pause or not figures.time or figures.times or figures.release:
        return False
    return figures.time.natural == parse_duration(pause)


def _guessed(say: str) -> Practice:
    if re.search(r"\[pause [^\]]*\]$", say):
        return NO_PRACTICE
    ms = SHORT_MS if _is_brief(_last_sentence(say)) else GUESSED_MS
    return Practice(format_duration(ms), GUESSED, ms)


def _last_sentence(say: str) -> str:
    return _SEAM.split(say)[-1]


@glossed
def is_open_ended(sentence: str) -> bool:
    """Whether a sentence leaves its time to the listener."""
    return ("as " in sentence or "until" in sentence) and bool(_OPEN.search(sentence))


@glossed
def _is_brief(sentence: str) -> bool:
    return bool(_BRIEF.match(sentence))


def _breaths(figures: Quantities) -> Practice:
    if not figures.breath:
        assert figures.breaths
        breaths = figures.breaths.natural
        why = _why(figures.breaths) or "4 s in and 6 s out"
        return Practice(f"{{breaths: {breaths}, in: 4s, out: 6s}}", why, 10_000 * breaths)
    count = figures.times or figures.breaths
    breaths = count.natural if count else _BREATHS
    phases = zip(("in", "hold", "out", "rest"), figures.breath, strict=True)
    timed = "".join(f", {phase}: {seconds}s" for phase, seconds in phases if seconds)
    why = "" if count else f"{breaths} breaths"
    return Practice(f"{{breaths: {breaths}{timed}}}", why, 1_000 * breaths * sum(figures.breath))


def with_breaths(practice: Practice, breaths: int) -> Practice:
    """Return a practice of breaths with so many of them."""
    before = int(re.findall(r"\d+", practice.do)[0])
    return Practice(practice.do.replace(str(before), str(breaths), 1), "", practice.ms // before * breaths)


def _rounds(figures: Quantities, held: Amount, release: int, times: int) -> Practice:
    whole = held.natural + release
    if min(held.natural, release) < LEAST_PHASE_MS:
        return (
            _times(figures.times, Amount(whole, whole, whole))
            if figures.times
            else Practice(f"{_brief(whole)} exactly", "", whole)
        )
    phases = f"tense: {_brief(held.natural)}, release: {_brief(release)}"
    words = f"words: {{tense: {in_own_words('Hold.')}, release: {in_own_words('Relax.')}}}"
    return Practice(f"{{rounds: {times}, {phases}, {words}}}", _why(held, figures.times), times * whole)


def _times(times: Amount, time: Amount | None) -> Practice:
    each = f", each: {_brief(max(time.natural, 100))}" if time else ""
    ms = times.natural * (time.natural if time else _EACH_MS)
    return Practice(f"{{times: {_count(times)}{each}}}", _why(times, time), ms)


def _count(times: Amount) -> str:
    if times.exact:
        return f"{times.natural} exactly"
    return f"{times.natural}" if times == FEW_TIMES else f"{times.least} to {times.most}"


def _why(*amounts: Amount | None) -> str:
    return "the text says about how much" if any(amount and not amount.exact for amount in amounts) else ""


def _brief(ms: int) -> str:
    return format_duration(ms)


def _time(time: Amount) -> str:
    if time.exact:
        return f"{_brief(time.natural)} exactly"
    return f"{{time: {_brief(time.natural)}, from: {_brief(time.least)}, to: {_brief(time.most)}}}"
