"""Whole how-to texts. Beside each stands what its draft has to hold, and what it misses as yet.

title, for, needs    of the routine
instructions         beginnings of sentences that have to be told
not                  ... that may stand in comments only
cautions             ... that have to be said to somebody with a condition, or to everybody at first
do                   behind which sentence which practice, pause or repetition stands

missed, slipped, uncautioned, unneeded, undone, mistitled:
    of these, what the draft gets wrong today. A test fails if it gets more of them wrong, or fewer.
lost                 sentences that stand nowhere in the draft, not even in a comment
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.draft import draft_routine
from coach.draft.english.headings import GENERIC, label_of
from coach.draft.english.pauses import with_pauses
from coach.draft.english.sentences import sentences_of
from coach.draft.reading.needs import listed_needs
from coach.draft.text.blocks import clean
from coach.draft.text.html import blocks_of_page
from coach.draft.text.plain_text import blocks_of_text
from coach.routine.breaths import Breaths
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Routine, Step
from coach.routine.practice import Rounds, Timed, Times
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.units import parse_duration

pytestmark = pytest.mark.unit

FOLDER = Path(__file__).with_name("documents")
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".yaml")


def plain(text: str) -> str:
    """Its words and nothing else; left and right may have changed places."""
    bare = re.sub(r"[*]{1,2}|(?<!\w)_|_(?!\w)", "", re.sub(r"\[pause\s[^\]]*\]", " ", text))
    words = re.sub(r"[^\w]+", " ", clean(bare)).casefold().strip()
    return re.sub(r"\b(?:left|right|other_side)\b", "side", words)


@dataclass
class Said:
    """What is said at one place of a draft: by a step, or between two turns of a group."""

    text: str
    item: Step | Group
    groups: tuple[Group, ...]

    @property
    def before(self) -> bool:
        return isinstance(self.item, Step) and self.item.title == "Before you begin"


def said_in(items: list[Step | Group], groups: tuple[Group, ...] = ()) -> Iterator[Said]:
    for item in items:
        if isinstance(item, Step):
            yield Said(item.say.text if item.say else "", item, groups)
        else:
            if item.between:
                yield Said(item.between.text, item, (*groups, item))
            yield from said_in(item.steps, (*groups, item))


class Draft:
    """A document's draft, and what it says where."""

    def __init__(self, path: Path) -> None:
        self.text = draft_routine(path.read_bytes(), path.name)
        self.routine: Routine = parse_routine(self.text.encode(), "draft.yaml")
        self.said = list(said_in(self.routine.steps))
        self.told = [plain(said.text) for said in self.said]
        sections = [plain(group.section or "") for said in self.said for group in said.groups]
        self.heard = " | ".join([t for s, t in zip(self.said, self.told, strict=True) if not s.before] + sections)
        self.warned = " | ".join(plain(caution.say.text) for caution in self.routine.cautions if caution.say)
        self.needed = " | ".join(map(plain, self.routine.needs))
        unfolded = re.sub(r"\s*\n\s*# ", " ", self.text).replace("''", "'")
        self.whole = plain(unfolded)
        self.repeated = " | ".join(map(plain, re.findall(r'line \d+: "(.*?)" is done by this group', unfolded)))

    def tells(self, words: str) -> bool:
        places = (" | ".join(self.told), self.warned, self.needed, self.repeated)
        return any(plain(words) in place for place in places)

    def holds(self, sentence: str) -> bool:
        """Whether it stands somewhere, even if a pause in it is a rest, and its label the title of a step, or none."""
        if plain(with_pauses(sentence)) in self.whole:
            return True
        label, role, rest = label_of(sentence)
        if label and (GENERIC.match(label) or role == "needs" or plain(label) in self.whole):
            return self.holds(rest)
        needed = listed_needs(sentence)
        return bool(needed) and all(plain(thing) in self.needed for thing in needed)

    def does(self, after: str, expect: str) -> bool:
        kind, _, rest = expect.partition(" ")
        if plain(after) in self.repeated and rest.startswith("step"):
            return len(set(self.told)) < len(self.told)
        repeated = plain(after) in self.repeated
        places = [place for place, told in enumerate(self.told) if repeated or plain(after) in told]
        return any(self._does_at(place, kind, rest, expect) for place in places)

    def _does_at(self, place: int, kind: str, rest: str, expect: str) -> bool:
        near = self.said[max(0, place - 1) : place + 3]
        does = DOES.get(kind)
        if does:
            return any(does(said, rest) for said in near)
        if rest.startswith("to "):
            return any(is_timed(said, kind, rest.removeprefix("to ")) for said in near)
        return any(repeats(said, int(kind)) if rest == "times" else lasts(said, expect) for said in near)


def practice_of(said: Said) -> Any:
    return said.item.do if isinstance(said.item, Step) else None


def lasts(said: Said, time: str) -> bool:
    practice, ms = practice_of(said), parse_duration(time)
    return ms in (getattr(practice, key, None) for key in ("time", "each", "tense", "in_", "out"))


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


def has_rounds(said: Said, phases: str) -> bool:
    practice = practice_of(said)
    return isinstance(practice, Rounds) and [practice.tense, practice.release] == list(
        map(parse_duration, phases.split("/"))
    )


def has_breaths(said: Said, count: str) -> bool:
    practice = practice_of(said)
    return isinstance(practice, Breaths) and practice.breaths == int(count)


def has_pause(said: Said, time: str) -> bool:
    after = isinstance(said.item, Step) and said.item.pause is not None and said.item.pause.time == parse_duration(time)
    return after or f"[pause {time}]" in said.text


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
}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_draft_holds_what_its_text_tells(path: Path) -> None:
    wanted: dict[str, Any] = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    draft = Draft(path)
    compile_routine(draft.routine, estimate_by_pace(draft.routine.voice.pace))
    wrong = {
        "missed": [words for words in wanted["instructions"] if not draft.tells(words)],
        "slipped": [words for words in wanted.get("not", []) if plain(words) in draft.heard],
        "uncautioned": [words for words in wanted.get("cautions", []) if plain(words) not in draft.warned],
        "unneeded": [thing for thing in wanted.get("needs", []) if plain(thing) not in draft.needed],
        "undone": [done for done in wanted.get("do", []) if not draft.does(done["after"], done["expect"])],
        "mistitled": plain(wanted["title"]) != plain(draft.routine.title),
    }
    assert wrong == {key: wanted.get(key, type(value)()) for key, value in wrong.items()}
    assert draft.routine.for_ == wanted["for"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_nothing_of_a_text_is_lost(path: Path) -> None:
    data = path.read_bytes()
    blocks = blocks_of_page(data)[0] if path.suffix == ".html" else blocks_of_text(data.decode())
    draft = Draft(path)
    lost = [sentence for block in blocks for sentence in sentences_of(block.text) if not draft.holds(sentence)]
    assert lost == yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8")).get("lost", [])


def test_each_document_has_its_labels() -> None:
    assert len(DOCUMENTS) == 55
    assert {path.stem for path in DOCUMENTS} == {path.stem for path in FOLDER.glob("*.yaml")}
