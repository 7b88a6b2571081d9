"""What a draft says where, to be compared with the marks of its text (their form stands in test_documents.py)."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from coach.draft import draft_routine
from coach.draft.english.headings import is_generic, label_of
from coach.draft.english.pauses import with_pauses
from coach.draft.languages import LANGUAGES
from coach.draft.reading.listed_things import things_of
from coach.draft.reading.needs import listed_needs
from coach.draft.reading.passages import Sentence
from coach.draft.steps.phrases import phrases_of
from coach.draft.text.blocks import clean
from coach.draft.text.signs import is_step_label
from coach.routine.breaths import Breaths, Ramp
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Routine, Step
from coach.routine.practice import Rounds, Timed, Times
from coach.units import parse_duration

_NOT_SPOKEN = re.compile(r"^\W*\d{1,2}[.)] (?=\w)|\[?\b\d\d:\d\d\b\]?")
"""A pattern of what is not spoken: the number in front of a step, and the time code of a caption."""


def plain(text: str) -> str:
    """Its words and nothing else; left and right may have changed places."""
    text = re.sub(
        r"\b(?:link|recht|izquierd|derech)(?=(?:e[mnrs]?|s|o|a|os|as)\b)|\{(?:other_)?side\}",
        "side",
        text,
        flags=re.IGNORECASE,
    )
    bare = re.sub(r"[*]{1,2}|(?<!\w)_|_(?!\w)", "", re.sub(r"\[pause\s[^\]]*\]", " ", _NOT_SPOKEN.sub(" ", text)))
    words = re.sub(r"[^\w]+", " ", clean(bare)).casefold().strip()
    return re.sub(r"\b(?:left|right|other_side)\b", "side", words)


BEFORE = frozenset(["Before you begin", *(language().say("Before you begin") for language in LANGUAGES.values())])
"""What the step with the warnings for everybody is called."""


@dataclass
class Said:
    """What is said at one place of a draft: by a step, or between two turns of a group."""

    text: str
    item: Step | Group
    groups: tuple[Group, ...]

    @property
    def before(self) -> bool:
        return isinstance(self.item, Step) and self.item.title in BEFORE


def said_in(items: list[Step | Group], groups: tuple[Group, ...] = ()) -> Iterator[Said]:
    for item in items:
        if isinstance(item, Step):
            yield Said(item.say.text if item.say else "", item, groups)
        else:
            yield from said_in(item.steps, (*groups, item))
            if item.between:
                yield Said(item.between.text, item, (*groups, item))


class Draft:
    """A document's draft, and what it says where."""

    def __init__(self, path: Path) -> None:
        self.text = draft_routine(path.read_bytes(), path.name)
        self.routine: Routine = parse_routine(self.text.encode(), "draft.yaml")
        self.said = list(said_in(self.routine.steps))
        self.told = [plain(said.text) for said in self.said]
        self.all_told = " ".join(self.told)
        sections = [plain(group.section or "") for said in self.said for group in said.groups]
        self.heard = " | ".join([t for s, t in zip(self.said, self.told, strict=True) if not s.before] + sections)
        self.warned = " | ".join(plain(caution.say.text) for caution in self.routine.cautions if caution.say)
        self.needed = " | ".join(map(plain, self.routine.needs))
        unfolded = re.sub(r"\s*\n\s*# ", " ", self.text).replace("''", "'")
        self.whole = plain(unfolded)
        self.repeated = " | ".join(map(plain, re.findall(r'line \d+: "(.*?)" is done by this group', unfolded)))

    def tells(self, words: str) -> bool:
        places = (self.all_told, self.warned, self.needed, self.repeated)
        return any(plain(words) in place for place in places)

    def places_of(self, words: str) -> list[int]:
        """Return where these words begin to be told; a sentence may go on in the next step, or between two turns."""
        starts = list(accumulate((len(told) + 1 for told in self.told), initial=0))
        found = (match.start() for match in re.finditer(re.escape(plain(words)), self.all_told))
        return [bisect(starts, start) - 1 for start in found]

    def holds(self, sentence: str) -> bool:
        """Whether it stands somewhere, even if a pause in it is a rest, and its label the title of a step, or none."""
        if plain(with_pauses(sentence)) in self.whole or plain(with_pauses(sentence)) in self.all_told:
            return True
        phrases = phrases_of(Sentence(sentence, 0))
        if is_step_label(sentence) or (len(phrases) > 1 and all(self.holds(phrase.text) for phrase in phrases)):
            return True
        label, role, rest = label_of(sentence)
        if label and (is_generic(label) or role in ("needs", "warnings") or plain(label) in self.whole):
            return self.holds(rest)
        needed = listed_needs(sentence) or things_of(sentence)
        return bool(needed) and all(plain(thing) in self.needed for thing in needed)

    def does(self, after: str, expect: str) -> bool:
        kind, _, rest = expect.partition(" ")
        if plain(after) in self.repeated and rest.startswith("step"):
            return len(set(self.told)) < len(self.told) or any(is_repeated(said, rest) for said in self.said)
        repeated = plain(after) in self.repeated
        places = range(len(self.said)) if repeated else self.places_of(after)
        return any(self._does_at(place, kind, rest, expect) for place in places)

    def _does_at(self, place: int, kind: str, rest: str, expect: str) -> bool:
        near = self.said[max(0, place - 1) : place + 3]
        does = DOES.get(kind)
        if does:
            here = self.said[place : place + 2]
            same = {"rounds": has_phases, "pause": is_quiet_for}.get(kind)
            return bool(same and same(here, rest)) or any(does(said, rest) for said in near)
        if rest.startswith("to ") and rest.endswith(" times"):
            return any(repeats_between(said, int(kind), int(rest.split()[1])) for said in near)
        if rest.startswith("to "):
            return any(is_timed(said, kind, rest.removeprefix("to ")) for said in near)
        return any(repeats(said, int(kind)) if rest == "times" else lasts(said, expect) for said in near)


_BETWEEN_MS = 2_000
"""The longest rest that only parts two sentences or stands for an ellipsis."""
_WORD_MS = 300
"""The time before the first of the words that guide a breath."""


def practice_of(said: Said) -> Any:
    return said.item.do if isinstance(said.item, Step) else None


def lasts(said: Said, time: str) -> bool:
    practice, ms = practice_of(said), parse_duration(time)
    if isinstance(said.item, Step) and said.item.guide and said.item.guide.at and isinstance(practice, Timed):
        starts = [*sorted(said.item.guide.at), practice.time]  # a held breath, guided by words at their times
        return any(abs(end - start - ms) <= _WORD_MS for start, end in pairwise(starts))
    times = [getattr(practice, key, None) for key in ("time", "each", "tense", "release", "in_", "hold", "out")]
    return ms in [time.first_ms if isinstance(time, Ramp) else time for time in times]


def is_timed(said: Said, least: str, most: str) -> bool:
    practice = practice_of(said)
    return isinstance(practice, Timed) and (practice.from_, practice.to) == (
        parse_duration(least),
        parse_duration(most),
    )


def repeats(said: Said, times: int) -> bool:
    practice = practice_of(said)
    counts = (
        practice.times.natural if isinstance(practice, Times) else None,
        getattr(practice, "rounds", None),
        getattr(practice, "breaths", None),
        *(group.repeat for group in said.groups),
    )
    return times in counts


def repeats_between(said: Said, least: int, most: int) -> bool:
    practice = practice_of(said)
    return isinstance(practice, Times) and (practice.times.least, practice.times.most) == (least, most)


def has_sets(said: Said, asked: str) -> bool:
    """Whether a group repeats so many times so many repetitions, with so much rest between: "3x10 rest 20s"."""
    sets, times, _, rest = re.fullmatch(r"(\d+)x(\d+)( rest (\w+))?", asked).groups()  # type: ignore[union-attr]
    groups = [group for group in said.groups if group.repeat == int(sets)]
    within = [inner for group in groups for inner in said_in([group])]
    counted = any(repeats(inner, int(times)) for inner in within)
    return counted and (not rest or any(lasts(inner, rest) or has_pause(inner, rest) for inner in within))


def has_rounds(said: Said, phases: str) -> bool:
    practice = practice_of(said)
    return isinstance(practice, Rounds) and [practice.tense, practice.release] == list(
        map(parse_duration, phases.split("/"))
    )


def has_phases(here: Sequence[Said], phases: str) -> bool:
    """Whether a step is held for exactly the first time, and exactly the second follows at once, in the same group.

    That is for a listener what one round is, with the text's own words at the right moment. The second time is the
    rest of the step, or else the practice of the next step, or a rest in the words of that.
    """
    (held, *later), (tense, release) = here, map(parse_duration, phases.split("/"))
    if not is_exactly(held, tense):
        return False
    if isinstance(held.item, Step) and held.item.pause:
        return held.item.pause.time == release
    return any(are_beside(held, following) and lets_pass_first(following, release) for following in later)


def is_quiet_for(here: Sequence[Said], time: str) -> bool:
    """Whether the step itself lasts for exactly that time after its words: what a listener hears of a rest, too."""
    return is_exactly(here[0], parse_duration(time)) and not (isinstance(here[0].item, Step) and here[0].item.guide)


def is_exactly(said: Said, ms: int) -> bool:
    practice = practice_of(said)
    return isinstance(practice, Timed) and (practice.time, practice.from_, practice.to) == (ms, ms, ms)


def are_beside(one: Said, other: Said) -> bool:
    """Whether both are steps of the same group."""
    return isinstance(other.item, Step) and [*map(id, one.groups)] == [*map(id, other.groups)]


def lets_pass_first(said: Said, ms: int) -> bool:
    """Whether that time is the first that a step lets pass: a rest in its words, its practice, or the rest after it."""
    assert isinstance(said.item, Step)
    rests = [rest for rest in map(parse_duration, re.findall(r"\[pause ([^\]]*)\]", said.text)) if rest > _BETWEEN_MS]
    if rests or said.item.do:
        return rests[0] == ms if rests else is_exactly(said, ms)
    return said.item.pause is not None and said.item.pause.time == ms


def has_breaths(said: Said, count: str) -> bool:
    """Whether it counts so many breaths; of a span ("10 to 15"), which the language lacks here, any of them."""
    least, _, most = count.partition(" to ")
    practice = practice_of(said)
    return isinstance(practice, Breaths) and int(least) <= practice.breaths <= int(most or least)


def has_pause(said: Said, time: str) -> bool:
    ms = parse_duration(time)
    after = isinstance(said.item, Step) and said.item.pause is not None and said.item.pause.time == ms
    return after or any(parse_duration(rest) == ms for rest in re.findall(r"\[pause ([^\]]*)\]", said.text))


def is_for_each(said: Said, what: str) -> bool:
    return any(group.each and (what in group.each or "side" in group.each) for group in said.groups)


def is_repeated(said: Said, what: str) -> bool:
    del what
    return any(group.repeat == 2 or (group.each and "side" in group.each) for group in said.groups)


DOES: dict[str, Callable[[Said, str], bool]] = {
    "rounds": has_rounds,
    "breaths": has_breaths,
    "pause": has_pause,
    "each": is_for_each,
    "repeat": is_repeated,
    "sets": has_sets,
}


def wrongs(draft: Draft, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a draft gets wrong of the marks of its text, by the names that the marks have for it."""
    return {
        "missed": [words for words in wanted["instructions"] if not draft.tells(words)],
        "slipped": [words for words in wanted.get("not", []) if plain(words) in draft.heard],
        "uncautioned": [words for words in wanted.get("cautions", []) if plain(words) not in draft.warned],
        "unneeded": [thing for thing in wanted.get("needs", []) if plain(thing) not in draft.needed],
        "undone": [done for done in wanted.get("do", []) if not draft.does(done["after"], done["expect"])],
        "mistitled": plain(wanted["title"]) != plain(draft.routine.title),
    }
