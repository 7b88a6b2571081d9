"""Sentence → the durations, counts and repetitions in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from coach.draft.english.breath_counts import breaths_for, breaths_in
from coach.draft.english.counted_out import with_sums
from coach.draft.english.counts import Counts, counts_in
from coach.draft.english.durations import Breath, breath_in, duration_in, hold_in, lets_go_in, wait_in, without_wait
from coach.draft.english.each_of_several import things_timed_each
from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.named_exercises import names_exercise
from coach.draft.english.numbers import NUMBER, NUMBERS, Amount, with_digits
from coach.draft.english.patterns import has_any, pattern, pieces
from coach.draft.english.pauses import is_pause, without_pauses
from coach.draft.english.totals import without_total
from coach.draft.english.turns import turns_in
from coach.draft.english.unit_words import NAMED_UNIT as TIMED
from coach.draft.language import glossed

_LONGEST_FIGURE = 60
"""The most characters of a text that is a figure and little else."""
_ONE_SIDE = Expression(
    r"(?:left|right) side\.?|(?:which )?(?:sides?|foot|feet|hands?|legs?|arms?|eyes?|ears?|knees?|shoulders?): \w+\.?",
    re.IGNORECASE,
)
_ENOUGH = Expression(
    r"(?: (?:is|are|being|will|will be|should be|would be|would)(?: usually| generally| normally| always| quite|"
    r" more than| about| be)*"
    r" (?:plenty|enough|fine|ample|sufficient|right|do|suffice)| suffices?| (?:should|will|would|does|ought to) do"
    r"(?: it| the trick)?| does (?:it|the trick))\b(?=[^\w]*$)"
)
"""A pattern of what may follow a number that counts: "Seven hums will do"."""
_ENOUGHS = ("plenty", "enough", "fine", "ample", "sufficient", "right", "do", "suffice", "suffices", "it", "trick")
_OF_FIGURES, _OF_TURNS = (*NUMBERS, *pieces("figures")), pieces("turns")
_LIMIT = Expression(
    r"\W*(?:do not|don't|never|avoid|not|no more than|no longer than)\b"
    rf"|\W*(?:(?:and|but),? )*(?:if|when|should) (?:(?:even|the|all) )*(?:\d+|{'|'.join(NUMBERS)}|that|this|it|they)\b"
    r"(?: of (?:them|these|those)| \w+){0,2}?(?:'s|'re| is| are| be| feels?| seems?| proves?| gets?| sounds?)"
    r"(?: (?:a bit|a little|still|just|already|all))* (?:too|a (?:stretch|struggle|strain|lot)|(?:very |so )?"
    r"(?:hard|difficult|tough|tiring|much|like \w+ing))\b"
)
"""A pattern of prohibitions, upper limits and amounts for whom others are too much, which are no repetitions to do."""
_MOVES_ON = Expression(
    r"\b(?:without|no|not|don't|never)(?: (?:any|a|the|to|being))? (?:hold|held|paus|stop|wait|rest|stay|keep)\w*"
    r"|\b(?:brisk|quick|rapid|swift|continuous)(?:ly)?\b|\bin a flow\b",
    re.IGNORECASE,
)
_BREAKS_AS_NEEDED = re.compile(
    r"\b(?:as (?:many|much|long)|a) (?:\w+ )?(?:breathers?|breaks?|rests?|pauses?|support|help) as you \w+"
    r"|\b(?:slow|gent|soft|firm|hard|fast|light|warm|cold|cool|deep|far|high|low|quiet|big|small|wide|loud|quick|strong|close"
    r"|comfortab)[a-z]* as you \w+",
    re.IGNORECASE,
)
"""A pattern of what may be taken beside a practice, or how it may be done: "with as many breaks as you need"."""
_PLANNED = pattern("planned", "{}")
_BREATHS = ("breath", "sigh", "inhal", "exhal")
_ALL_OF_IT = Expression(
    r"\b(?:the )?(?:whole|entire) (?:thing|lot|exercise|movement|sequence|of (?:it|this|that))\b|\bth[eo]se\b|\bthem\b"
)
_ALTERNATIVE = Expression(rf"{NUMBER} [a-z -]{{1,25}},? or (?:for )?(?:about )?{NUMBER} ?{TIMED}")
"""A pattern of a time that is another way to say how often: "thirty strokes or twenty seconds"."""
_AT_ONCE = Expression(r"\bboth (?!.*\b(?:each|per|either|turns?|first|other|(?:one|1) (?:after|by|at))\b)")
"""A pattern of a pair that is tensed and let go together: "Both fists: tense for 5 seconds, relax for 30"."""
_ALL_ROUND = Expression(
    r"\d times (?:all )?(?:round|around)\b|(?:seconds|minutes?),? (?:altogether|in all|in total|all told)\b"
)
"""A pattern of how often all of several are gone through: "the tip of each finger, ten times round"."""
_LONGEST_MS = 3_600_000
"""The longest that repetitions take which have a time each, in milliseconds."""
_LONGEST_HOLD_MS = 10_000
"""The longest time of a step that is done as often as the others are; a longer one is all that it takes."""
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
    def only_rest(self) -> bool:
        """Whether the quantities say how long to rest between, and nothing else."""
        return self.rest is not None and not self.practice

    def in_turns(self) -> Quantities:
        """Return the quantities with repetitions as sets, where a rest is between two of them, or each may vary."""
        if self.only_rest:
            return replace(self, time=self.rest, rest=None)
        if self.each and self.rest and self.times and self.sets == 1:
            return self
        varies = self.time is not None and not self.time.exact and not self.release
        if self.times and self.sets == 1 and (self.rest or (varies and self.times.exact)) and self.times.natural > 1:
            return replace(self, sets=self.times.natural, times=None)
        return self

    def in_turns_of_breaths(self) -> Quantities:
        """Return the quantities with repetitions as sets where each of them takes some breaths."""
        if self.times and self.breaths and self.sets == 1:
            return replace(self, sets=self.times.natural, times=None)
        return self

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

    def completed_by(self, rule: Quantities, text: str, *, sided: bool) -> Quantities:
        """Return the quantities of a step that has some of its own, with what a rule says beside those.

        A step that is held for a time of its own is let go as the others, if its text lets go, and done as often as
        they are, if the hold is short; one with a count of its own is held as long as the others are each time, unless
        it moves on. `sided`: whether it is done on each side as the others.
        """
        held = self.times and rule.times and not (self.time or rule.release or moves_on(text))
        lets_go = self.time is not None and not self.release and lets_go_in(text.casefold())
        short = self.time is not None and self.time.most <= _LONGEST_HOLD_MS and not is_between(text)
        again = short and not (self.times or self.breaths or self.release)
        return replace(
            self,
            time=rule.time if held else self.time,
            times=rule.times if again else self.times,
            release=rule.release if lets_go else self.release,
            each=self.each or (rule.each if sided else None),
            sets=max(self.sets, rule.sets) if self.times else self.sets,
            rest=self.rest or (rule.rest if self.times and max(self.sets, rule.sets) > 1 else None),
        )


NONE = Quantities()


def _is_count(held: Amount, counts: Counts) -> bool:
    """Whether what seems to be a hold is the count of sets with a rest: "3 x 10, rest 20 s"."""
    times = counts.times if counts.sets > 1 and counts.rest else None
    return times is not None and held.natural == times.natural * 1_000


def _not_both(time: Amount | None, counts: Counts) -> tuple[Amount | None, Amount | None]:
    """Return a time and a count, of which one stays where both say how much, or where the time is that of all."""
    times = counts.times
    if not (time and times):
        return time, times
    if _ALTERNATIVE.search(counts.plain):  # "thirty strokes or twenty seconds"
        return None, times
    all_of_them = counts.sets == 1 and times.natural * time.natural > _LONGEST_MS
    return time, None if all_of_them else times


@glossed
@lru_cache(20_000)
def quantities_in(text: str) -> Quantities:
    """Return the quantities in a text; NONE for a prohibition, and no numbers beyond reason."""
    small = text.casefold()
    if _LIMIT.match(small):
        return NONE
    if not has_any(small, _OF_FIGURES) and not any(map(str.isnumeric, small)):
        return NONE
    plain = with_sums(with_digits(without_pauses(small)))
    if plain.rstrip(" .!").endswith(_ENOUGHS):
        plain = _ENOUGH.sub("", plain)
    digits = any(map(str.isdecimal, plain))
    counted = digits or has_any(plain, _VAGUE)
    phases, total = without_total(plain) if digits else (plain, None)
    hold, breath = (hold_in(phases), breath_in(phases)) if digits else (None, None)
    if total and (hold or breath):
        once = sum(breath) * 1_000 if breath else hold[0].natural + hold[1] if hold else 0
        plain = f"{phases} {max(1, round(total.natural / once))} times"
    wait = wait_in(plain) if digits else None
    bare = without_wait(plain) if wait else plain
    worded = small.upper() != small  # "6." alone is the number of something
    counts = counts_in(bare, fragments=worded and not breath) if counted else Counts(plain=bare)
    _, sets, rest, bare = counts
    if sets > 1 and not rest and "(" in small:  # what is in brackets looks like a pause mark: "3x8 (rest 45 s)"
        rest = counts_in(with_digits(small)).rest
    hold = None if hold and _is_count(hold[0], counts) else hold
    time = None if breath or not counted else hold[0] if hold else duration_in(bare)
    time, times = _not_both(time, counts)
    several = things_timed_each(bare) if time and not (times or hold) else None
    named = breaths_in(plain) if has_any(plain, _BREATHS if not breath else ("breaths",)) else None
    breaths = (breaths_for(breath, plain) if breath else None) or named
    at_once = several or (hold and _AT_ONCE.search(plain))
    return Quantities(
        time=time,
        times=several or (None if breaths and breaths == times else times),
        sets=sets,
        rest=rest,
        wait=wait,
        breaths=None if times and breaths and breaths.natural == 1 and breaths != times else breaths,
        breath=breath,
        release=hold[1] if hold and not breath else None,
        each=turns_in(plain) if not at_once and has_any(plain, _OF_TURNS) and not _ALL_ROUND.search(plain) else None,
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
    words = [word for word in re.findall(r"[a-z]+(?:-[a-z]+)*", plain) if not is_one_of("figure-words", word)]
    if words and names_exercise(words[0], plain):
        return False
    told = (re.search(r"\d|sides?:", plain) and (figures.practice or figures.each)) or (
        figures.each and re.search(r"\b(?:both|each|either|per)\b", plain)
    )
    return bool(told) and len(words) <= 1


@glossed
def is_bare_count(text: str) -> bool:
    """Whether a text only says how often all before it is done: "ten of these", "and all of it six times"."""
    figures = quantities_in(text)
    words = re.findall(r"[a-z]+", with_digits(_ALL_OF_IT.sub("it", text.casefold())))
    return bool(figures.times) and not figures.time and all(is_one_of("figure-words", word) for word in words)


@glossed
def is_between(text: str) -> bool:
    """Whether a text says what is done between others: "Between the exercises close your eyes for 10 seconds"."""
    return "between" in text.casefold()


@glossed
def moves_on(text: str) -> bool:
    """Whether a text says that nothing is held: "20 times, without holding"."""
    return bool(_MOVES_ON.search(text))


@glossed
def is_planned(text: str) -> bool:
    """Whether a text is about the whole session, or says "as often as you like": it gives no timed practice."""
    match = _PLANNED.search(_BREAKS_AS_NEEDED.sub("", text))
    limited = match is not None and match[0].startswith("as ") and quantities_in(text[match.end() :]).practice
    return match is not None and not limited


@glossed
def is_limit(text: str) -> bool:
    """Whether a text forbids something, or says how much is too much."""
    return bool(_LIMIT.match(text.casefold()))
