from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from coach.errors import RoutineError, UsageError
from coach.folders import LIBRARY
from coach.routine.conditions import cautions, cautions_about
from coach.routine.for_listener import NothingLeft, adapt
from coach.routine.library import find_routine, open_routine
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import Words
from coach.routine.routine_files import bundled_routines, language_of_name, own_routines
from coach.timeline.compiler import compile_routine, reach_of
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.expand import Action, expand
from coach.timeline.timeline import Timeline

pytestmark = pytest.mark.unit

CAREGIVER, EYES_CLOSED = "caregiver-hand-massage", "eyes-closed-calm"
NAMES = [
    "box-breathing",
    CAREGIVER,
    "desk-break",
    EYES_CLOSED,
    "four-seven-eight",
    "gentle-pregnancy",
    "hands-and-wrists",
    "healing-hands",
    "muscle-relaxation",
    "paced-breathing",
    "reflex-points",
    "self-hand-massage",
    "sore-hands",
    "techniques",
]
BREATHS = ["box-breathing", "four-seven-eight", "paced-breathing"]
"""Those in which no hand does anything."""
CLOSED = sorted([EYES_CLOSED, "muscle-relaxation", *BREATHS])
FOR_THE_EYES = re.compile(
    r"\b(see|look|watch|read|below|above|click|tap here|screen|picture shows|figure)\b", re.IGNORECASE
)
PROMISES = re.compile(
    r"\b(cures?|heals?|treats|remed(y|ies)|guarantee[sd]?|proven|will (relieve|reduce|improve|help))\b"
)
SIDE = re.compile(r"\b(?:left|right)\b(?! (?:for you|away|now)\b)")
MINE = "title: Mine\nsteps: [say: Hi]\n"

FACTS = {
    "A": 21, "B": 12, "C": 9, "D": 6, "E": 5, "F": 14, "G": 10,
    "H": 12, "I": 5, "J": 13, "K": 18, "L": 4, "M": 3, "N": 4, "O": 3,
}  # fmt: skip
"""How many facts each of the documents gives, by its letter in SOURCES.md."""
TABLE = (LIBRARY / "SOURCES.md").read_text("utf-8")
CARRIERS = dict(re.findall(r"^## ([A-Z])\. ([\w-]+)", TABLE, re.MULTILINE))
"""Letter → the routine that carries its facts; those of `Conditions` stand in the table of conditions."""

NOT_FOR = {("reflex-points", "pregnancy"), *((name, "breathing-illness") for name in BREATHS)}
"""Routines of which nothing is left for someone with a condition."""
"""Routines that are heard with closed eyes."""

Typed = Callable[[bytes], None]

EACH = pytest.mark.parametrize("name", NAMES)


@cache
def bundled(name: str) -> Routine:
    """A routine of the library, read once for all tests: it cannot be changed."""
    return open_routine(name)


@cache
def timeline_of(name: str, condition: str = "") -> Timeline | None:
    """What is heard by someone with a condition, if anything."""
    routine = bundled(name)
    given = [condition] if condition else []
    try:
        routine = adapt(routine, given, [it for it in given if cautions()[it].effect == "stop"])
    except NothingLeft:
        return None
    return compile_routine(routine, estimate_by_pace(routine.voice.pace))


def minutes_of(name: str) -> float:
    timeline = timeline_of(name)
    assert timeline
    return timeline.duration_ms / 60_000


def spoken(name: str) -> set[str]:
    """All that may be heard: by someone without a condition, and by someone with any one of them."""
    timelines = (timeline_of(name, condition) for condition in ("", *cautions()))
    return {cue.text for timeline in timelines if timeline for cue in timeline.speech}


def sources_of(items: Sequence[Step | Group]) -> Iterator[str]:
    for item in items:
        yield from item.sources or ()
        if isinstance(item, Group):
            yield from sources_of(item.steps)


def actions_of(name: str, condition: str = "") -> list[Action]:
    """Every step as it is done; without what is said between two turns."""
    routine = bundled(name)
    with_words = adapt(routine, [condition], [condition]) if condition else routine
    return [action for action in expand(with_words) if action.step]


def test_fourteen_routines_come_with_coach() -> None:
    assert [name for name in bundled_routines() if not language_of_name(name)] == NAMES
    assert all(bundled_routines()[name].parent == LIBRARY for name in NAMES)


@EACH
def test_every_bundled_routine_loads_and_introduces_itself(name: str) -> None:
    routine = open_routine(name)
    assert routine.title
    assert routine.summary
    assert routine.sources
    assert len({found.title for found in map(bundled, NAMES)}) == len(NAMES)


@EACH
def test_every_bundled_routine_says_what_people_find_it_good_for(name: str) -> None:
    assert bundled(name).good_for


@EACH
def test_no_sentence_is_longer_than_twenty_words(name: str) -> None:
    sentences = [part for text in spoken(name) for part in re.split(r"(?<=[.!?])\s+", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


@EACH
def test_no_cure_is_promised(name: str) -> None:
    routine = bundled(name)
    told = [routine.summary or "", *routine.good_for, *spoken(name)]
    assert [text for text in told if PROMISES.search(text.casefold())] == []


@EACH
def test_every_step_has_a_title_and_a_section(name: str) -> None:
    assert [action for action in actions_of(name) if not action.title or not action.section] == []


@EACH
@pytest.mark.parametrize("condition", cautions())
def test_every_bundled_routine_can_be_had_with_every_condition_or_is_not_for_it(name: str, condition: str) -> None:
    assert (timeline_of(name, condition) is None) == ((name, condition) in NOT_FOR)


@EACH
def test_every_bundled_routine_names_the_conditions_that_it_minds(name: str) -> None:
    assert bundled(name).cautions


def test_the_table_has_every_fact_of_the_documents_once() -> None:
    numbers = re.findall(r"^- ([A-Z]\d+) \S", TABLE, re.MULTILINE)
    assert numbers == [f"{letter}{number}" for letter, most in FACTS.items() for number in range(1, most + 1)]


def test_every_letter_of_the_table_has_its_routine() -> None:
    assert list(CARRIERS) == list(FACTS)
    assert sorted(CARRIERS.values()) == sorted(["Conditions", *NAMES])


@pytest.mark.parametrize("letter", FACTS)
def test_each_routine_carries_every_fact_of_its_document(letter: str) -> None:
    facts = {f"{letter}{number}" for number in range(1, FACTS[letter] + 1)}
    if CARRIERS[letter] == "Conditions":
        found = {source for caution in cautions().values() for source in caution.sources}
    else:
        found = {*sources_of(bundled(CARRIERS[letter]).steps)}
    assert facts - found == set()


@EACH
def test_every_source_of_a_step_is_a_number_of_the_table(name: str) -> None:
    numbers = set(re.findall(r"^- ([A-Z]\d+) ", TABLE, re.MULTILINE))
    assert set(sources_of(bundled(name).steps)) - numbers == set()


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        (CAREGIVER, 11, 16),
        (EYES_CLOSED, 7, 11),
        ("desk-break", 4.5, 5.5),
        ("hands-and-wrists", 5, 15),
        ("sore-hands", 5, 10),
        ("self-hand-massage", 10, 15),
    ],
)
def test_a_bundled_routine_takes_its_natural_length(name: str, least: float, most: float) -> None:
    assert least <= minutes_of(name) <= most


@EACH
def test_a_bundled_routine_can_take_half_as_long_and_half_as_long_again(name: str) -> None:
    routine = bundled(name).model_copy(update={"length": None})
    measure = estimate_by_pace(routine.voice.pace)
    natural = compile_routine(routine, measure).duration_ms
    shortest, longest = reach_of(routine, measure)
    assert shortest <= natural * 0.5
    assert longest >= natural * 1.5


@pytest.mark.parametrize("name", [CAREGIVER, "desk-break", "healing-hands", "techniques"])
def test_most_of_a_massage_belongs_to_the_hands(name: str) -> None:
    timeline = timeline_of(name)
    assert timeline
    assert sum(cue.end_ms - cue.start_ms for cue in timeline.speech) <= 0.37 * timeline.duration_ms


@pytest.mark.parametrize("name", [CAREGIVER, "desk-break", "healing-hands", "techniques"])
def test_the_second_hand_hears_at_most_two_thirds_of_the_first(name: str) -> None:
    said = [action for action in actions_of(name) if "hand" in action.names]
    words = {
        hand: [
            part.text
            for each in said
            if each.names["hand"] == hand
            for part in each.narration
            if isinstance(part, Words)
        ]
        for hand in ("left", "right")
    }
    first, second = (len(" ".join(texts).split()) for texts in words.values())
    assert second <= first * 2 / 3


def test_these_routines_are_heard_with_closed_eyes() -> None:
    closed = [name for name in NAMES if any("close your eyes" in text.casefold() for text in spoken(name))]
    assert closed == CLOSED


@pytest.mark.parametrize("condition", ["trauma", "hallucinations", "delirium"])
@pytest.mark.parametrize("name", CLOSED)
def test_eyes_stay_open_and_nothing_is_pictured_where_that_may_harm(name: str, condition: str) -> None:
    timeline = timeline_of(name, condition)
    assert timeline
    first, *others = timeline.speech
    assert first.text == cautions()[condition].say
    closing = re.compile(r"\b(eyes|shut|imagine|picture)\b", re.IGNORECASE)
    assert [cue.text for cue in others if closing.search(cue.text)] == []


def test_nobody_with_a_severe_breathing_illness_is_told_how_to_breathe() -> None:
    timeline = timeline_of(EYES_CLOSED, "breathing-illness")
    assert timeline
    assert [cue for cue in timeline.cues if cue.kind == "breath" or "deep" in cue.text] == []


@pytest.mark.parametrize("name", CLOSED)
def test_a_routine_with_closed_eyes_names_whom_they_may_harm_and_who_gets_up_with_care(name: str) -> None:
    named = {declared.name for declared in bundled(name).cautions}
    minded = [caution for concern in ("closed-eyes", "breathing", "getting-up") for caution in cautions_about(concern)]
    assert {caution.name for caution in minded} - named <= {"epilepsy"}
    timeline = timeline_of(name)
    assert timeline
    assert any(re.search(r"\b[Ss]it(ting)? for a minute", cue.text) for cue in timeline.speech[-3:])


@pytest.mark.parametrize("name", CLOSED)
def test_nothing_has_to_be_seen_with_eyes_closed(name: str) -> None:
    assert [text for text in spoken(name) if FOR_THE_EYES.search(text)] == []


@pytest.mark.parametrize("name", [CAREGIVER, "healing-hands"])
def test_whoever_is_cared_for_is_asked_first_and_once_in_the_middle(name: str) -> None:
    timeline = timeline_of(name)
    assert timeline
    said = [(cue.start_ms / timeline.duration_ms, cue.text) for cue in timeline.speech]
    assert [share < 0.1 for share, text in said if "may I massage your hands" in text] == [True]
    assert [share < 0.1 for share, text in said if "say stop, or draw your hand away" in text] == [True]
    assert [0.4 < share < 0.6 for share, text in said if "is it still pleasant" in text] == [True]
    assert sum("a frown" in text.casefold() for _, text in said) == 2


@pytest.mark.parametrize("name", [CAREGIVER, "healing-hands"])
def test_nobody_waits_for_the_answer_in_the_middle(name: str) -> None:
    between = [action for action in expand(bundled(name)) if "still pleasant" in repr(action.narration)]
    assert len(between) == 1
    assert between[0].step is None


@pytest.mark.parametrize("name", [CAREGIVER, "healing-hands"])
def test_hands_are_clean_before_and_washed_after(name: str) -> None:
    timeline = timeline_of(name)
    assert timeline
    first = " ".join(cue.text for cue in timeline.speech if cue.step == 1)
    assert re.search(r"wash your hands|clean hands", first)
    assert "wash your hands" in timeline.speech[-1].text


def mirrored(text: str) -> str:
    """Left for right, and right for left."""
    return SIDE.sub(lambda side: "left" if side[0] == "right" else "right", text)


def one_sided(action: Action) -> tuple[str, ...] | None:
    """What a step is, if it is done for the left or for the right alone."""
    assert action.step
    said = " ".join(part.text for part in action.whole if isinstance(part, Words))
    shown = (action.section or "", action.title or "", said)
    sides = {*action.names.values()} & {"left", "right"} or {*SIDE.findall(" ".join(shown))}
    looped = not {"left", "right"}.isdisjoint(action.names.values())
    return (*shown, repr(action.step.do), repr(action.step.pause)) if looped or len(sides) == 1 else None


@pytest.mark.parametrize("condition", ["", *cautions()])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in BREATHS])
def test_left_and_right_get_the_same(name: str, condition: str) -> None:
    if timeline_of(name, condition) is None:
        return
    sided = Counter(found for found in map(one_sided, actions_of(name, condition)) if found)
    assert sided
    assert Counter(tuple(map(mirrored, found)) for found in sided.elements()) == sided


def test_a_name_wins_over_a_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / CAREGIVER).write_text(MINE)
    assert find_routine(CAREGIVER) == LIBRARY / f"{CAREGIVER}.yaml"
    assert open_routine(f"./{CAREGIVER}").title == "Mine"


@pytest.mark.parametrize("name", ["mine", "mine.yaml", "mine.txt"])
def test_a_file_of_ones_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(MINE)
    assert open_routine(name).title == "Mine"


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_routine_in_ones_routines_folder_has_a_name(own: Path, suffix: str) -> None:
    (own / f"mine{suffix}").write_text(MINE)
    assert own_routines() == {"mine": own / f"mine{suffix}"}
    assert open_routine("mine").title == "Mine"


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_routine_of_ones_own_comes_before_the_bundled_one(own: Path, suffix: str) -> None:
    (own / f"{CAREGIVER}{suffix}").write_text(MINE)
    assert find_routine(CAREGIVER) == own / f"{CAREGIVER}{suffix}"
    assert open_routine(CAREGIVER).title == "Mine"
    assert open_routine(EYES_CLOSED).title != "Mine"


def test_a_routine_of_ones_own_comes_before_a_file_of_that_name(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (own / "mine.yaml").write_text(MINE)
    (tmp_path / "mine").write_text("title: A file\nsteps: [say: Hi]\n")
    assert (open_routine("mine").title, open_routine("./mine").title) == ("Mine", "A file")


def test_what_is_no_routine_in_ones_routines_folder_has_no_name(own: Path) -> None:
    for name in ("notes.txt", "mine.yaml.bak", "yaml", ".yaml"):
        (own / name).write_text(MINE)
    (own / "inner").mkdir()
    (own / "inner" / "deep.yaml").write_text(MINE)
    assert own_routines() == {}


def test_names_come_in_the_order_of_the_alphabet(own: Path) -> None:
    for name in ("c.yml", "a.yml", "b.yaml"):
        (own / name).write_text(MINE)
    assert list(own_routines()) == ["a", "b", "c"]


def test_without_a_folder_of_ones_own_there_are_the_bundled_routines(own: Path) -> None:
    own.rmdir()
    assert own_routines() == {}
    assert find_routine(CAREGIVER) == LIBRARY / f"{CAREGIVER}.yaml"


def test_a_file_in_the_place_of_ones_routines_folder_is_told(own: Path) -> None:
    own.rmdir()
    own.write_text(MINE)
    with pytest.raises(UsageError, match=f"COACH_ROUTINES names {own}, which is no folder; name the one that it is in"):
        own_routines()


@pytest.mark.parametrize(
    ("name", "near"),
    [("caregiver-hand-masage", CAREGIVER), ("eyes-closed", EYES_CLOSED), ("desk-brake", "desk-break")],
)
def test_a_misspelled_name_is_answered_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"there is no routine called '{name}'; did you mean '{near}'"):
        find_routine(name)


def test_a_misspelled_name_of_ones_own_is_answered_with_it(own: Path) -> None:
    (own / "evening-calm.yml").write_text(MINE)
    with pytest.raises(UsageError, match="there is no routine called 'evning-calm'; did you mean 'evening-calm'"):
        find_routine("evning-calm")


def test_a_name_like_no_other_is_answered_with_where_to_look() -> None:
    with pytest.raises(UsageError, match="`coach list` shows the names"):
        find_routine("xylophone")


@pytest.mark.parametrize("name", ["gone.yaml", "gone.yml", "gone/away"])
def test_what_looks_like_a_path_is_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=f"there is no file {name}"):
        open_routine(name)


def test_a_name_too_long_for_the_system_is_told() -> None:
    with pytest.raises(RoutineError, match="cannot be read"):
        open_routine("x" * 5000)


@pytest.fixture
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Put bytes on standard input."""

    def typed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return typed


def test_a_dash_is_the_routine_on_standard_input(standard_input: Typed) -> None:
    standard_input(MINE.encode())
    assert open_routine("-").title == "Mine"


def test_a_problem_on_standard_input_has_its_place(standard_input: Typed) -> None:
    standard_input(b"title: T\nsteps:\n  - sya: Hi\n")
    with pytest.raises(RoutineError, match=r"^<stdin>:3:5: unknown key 'sya' \(did you mean 'say'\?\)$"):
        open_routine("-")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "<stdin>:1:1: this file is empty"),
        (b"title: \xff\n", "<stdin>:1:8: this is not text in UTF-8"),
        (b"#" * 8_000_001, "<stdin>:1:1: this file is larger than 8 MB"),
    ],
    ids=["nothing", "no text", "too much"],
)
def test_what_is_no_routine_on_standard_input_is_told(standard_input: Typed, data: bytes, told: str) -> None:
    standard_input(data)
    with pytest.raises(RoutineError, match=told):
        open_routine("-")


def test_standard_input_uses_the_library_and_ones_routines_folder(standard_input: Typed, own: Path) -> None:
    (own / "mine.yaml").write_text(MINE)
    standard_input(b"title: T\nsteps: [use: mine, use: eyes-closed-calm/gratitude]\n")
    assert [action.section for action in expand(open_routine("-"))] == ["Mine", None]


def test_standard_input_uses_nothing_from_the_folder_that_coach_runs_in(
    standard_input: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(MINE)
    standard_input(b"title: T\nsteps: [use: mine]\n")
    with pytest.raises(RoutineError, match="there is no routine called 'mine' to use"):
        open_routine("-")


def test_a_file_that_is_called_dash_has_a_path(
    standard_input: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text(MINE)
    standard_input(b"title: Standard input\nsteps: [say: Hi]\n")
    assert (open_routine("./-").title, open_routine("-").title) == ("Mine", "Standard input")


@pytest.mark.parametrize("language", ["", "de/", "es/"])
def test_for_a_condition_that_coach_does_not_know_a_caregiver_s_massage_is_as_light_as_for_one_that_it_knows(
    language: str,
) -> None:
    massage = open_routine(f"{language}caregiver-hand-massage")
    _, *unknown = adapt(massage, ["any-condition"]).steps
    _, *known = adapt(massage, ["diabetes"]).steps
    everybody = adapt(massage, []).steps
    assert unknown == known != [*everybody]
