from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError

from coach.errors import Place
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import parse_narration

pytestmark = pytest.mark.unit

TEXT = b"""title: Hands
for: caregiver
steps:
  - say: Sit.
  - each: {hand: [left, right]}
    steps:
      - do: 5s
"""


def each(*values: str) -> Group:
    return Group(each={"hand": list(values)}, steps=[Step(do=1_000)])


def test_what_the_author_left_out_has_its_default() -> None:
    routine = parse_routine(b"title: T\nsteps: [say: Hi]\n", "FILE")
    assert (routine.for_, routine.language, routine.voice.pace) == ("self", "en", 125)
    assert (routine.background.sound, routine.summary, routine.sources) == ("warm-pad", None, [])
    assert (routine.good_for, routine.steps[0].sources) == ([], None)
    assert (routine.background.level, routine.beginning, routine.ending) == (16, "none", None)


def test_steps_and_groups_say_which_facts_they_carry() -> None:
    text = b"title: T\ngood_for: [sleep]\nsteps:\n  - {sources: [A3], steps: [{say: Hi, sources: [A1, a book]}]}\n"
    routine = parse_routine(text, "FILE")
    (group,) = routine.steps
    assert isinstance(group, Group)
    assert (routine.good_for, group.sources, group.steps[0].sources) == (["sleep"], ["A3"], ["A1", "a book"])
    assert group.place("sources") == Place("FILE", 4, 6)


def test_a_routine_remembers_where_things_stand() -> None:
    routine = parse_routine(TEXT, "FILE")
    _, group = routine.steps
    assert isinstance(group, Group)
    assert routine.place("for") == Place("FILE", 2, 1)
    assert group.place("each") == Place("FILE", 5, 5)
    assert group.steps[0].place("do") == Place("FILE", 7, 9)


def test_a_key_that_is_not_written_stands_where_its_item_begins() -> None:
    assert parse_routine(TEXT, "FILE").steps[1].place("between") == Place("FILE", 5, 5)


def test_an_item_made_without_a_file_has_a_place_too() -> None:
    assert str(Step(do=1_000).place("do")) == "routine:1:1"


def test_a_routine_cannot_be_changed() -> None:
    routine = parse_routine(TEXT, "FILE")
    with pytest.raises(ValidationError, match="frozen"):
        routine.title = "Feet"  # type: ignore[misc]


def test_a_routine_can_be_made_without_a_file() -> None:
    routine = Routine.model_validate(
        {"title": "T", "steps": [{"say": "Sit."}, {"repeat": 2, "steps": [{"do": 1_000}]}]}
    )
    made = Routine(title="T", steps=[Step(say=parse_narration("Sit.")), Group(repeat=2, steps=[Step(do=1_000)])])
    assert routine == made


def test_a_routine_knows_what_it_was_read_from() -> None:
    assert parse_routine(TEXT, "FILE").sha256 == hashlib.sha256(TEXT).hexdigest()
    assert parse_routine(TEXT, "FILE").sha256 != parse_routine(TEXT + b"# more\n", "FILE").sha256


def test_a_routine_that_was_no_file_was_read_from_nothing() -> None:
    assert Routine(title="T", steps=[Step(do=1_000)]).sha256 == ""


def test_a_key_that_stands_in_no_file_has_no_known_place() -> None:
    assert Step(do=1_000).known_place("do") is None
    assert parse_routine(TEXT, "FILE").known_place("for") == Place("FILE", 2, 1)


def test_of_two_values_each_is_the_other_of_the_other() -> None:
    assert each("left", "right").turn_values == (
        {"hand": "left", "other_hand": "right"},
        {"hand": "right", "other_hand": "left"},
    )


@pytest.mark.parametrize("values", [("left",), ("left", "right", "middle")])
def test_of_one_or_three_values_there_is_no_other(values: tuple[str, ...]) -> None:
    assert each(*values).turn_values == tuple({"hand": value} for value in values)


def test_a_group_happens_once_or_as_often_as_it_says() -> None:
    turns = [
        Group(steps=[Step(do="1s")]).turns,
        Group(repeat=4, steps=[Step(do="1s")]).turns,
        each("a", "b", "c").turns,
    ]
    assert turns == [1, 4, 3]


@pytest.mark.parametrize("tag", ["en", "de", "pt-BR", "zh-Hant-TW", "sr-Latn", "yue"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert parse_routine(f"title: T\nlanguage: {tag}\nsteps: [say: Hi]\n".encode(), "FILE").language == tag


def test_a_routine_tells_how_words_are_said() -> None:
    text = "title: T\npronounce:\n  Raynaud: ray-NOH\n  De Quervain: /də kɛɹˈvan/\nsteps: [say: Hi]\n"
    assert parse_routine(text.encode(), "FILE").pronounce == {"Raynaud": "ɹeɪnˈoʊ", "De Quervain": "də kɛɹvˈan"}
    assert parse_routine(TEXT, "FILE").pronounce == {}
