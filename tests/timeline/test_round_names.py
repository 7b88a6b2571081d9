from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.routine.narration import Words
from coach.timeline.expand import expand
from coach.timeline.round_names import round_names

pytestmark = pytest.mark.unit


def said(*lines: str, language: str = "en") -> list[str]:
    text = f"title: T\nlanguage: {language}\nsteps:\n" + "".join(f"  {line}\n" for line in lines)
    actions = expand(parse_routine(text.encode(), "FILE"))
    return [part.text for action in actions for part in action.narration if isinstance(part, Words)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("zwei", "drei", "zweite")),
        ("de-AT", ("zwei", "drei", "zweite")),
        ("en", ("two", "three", "second")),
        ("es", ("dos", "tres", "segundo")),
        ("fr", ("deux", "trois", "deuxième")),
        ("it", ("due", "tre", "secondo")),
        ("nl", ("twee", "drie", "tweede")),
        ("pt-BR", ("dois", "três", "segundo")),
        ("ku", ("2", "3", "2")),
    ],
)
def test_a_turn_is_counted_in_words_of_the_language(language: str, words: tuple[str, str, str]) -> None:
    assert tuple(round_names(2, 3, language).values()) == words


def test_each_turn_of_a_repetition_says_its_number() -> None:
    steps = ("- repeat: 3", "  between: Now the {nth}.", "  steps: [say: 'Round {round} of {rounds}.']")
    assert said(*steps) == [
        "Round one of three.",
        "Now the second.",
        "Round two of three.",
        "Now the third.",
        "Round three of three.",
    ]


def test_inside_of_two_repetitions_the_inner_one_is_counted() -> None:
    inner = "    - {repeat: 2, steps: [say: '{hand}, {round} of {rounds}.']}"
    steps = ("- each: {hand: [left, right, both]}", "  steps:", inner, "    - say: Hand {round} of {rounds}.")
    assert said(*steps)[:4] == ["left, one of two.", "left, two of two.", "Hand one of three.", "right, one of two."]


def test_a_group_that_does_not_repeat_goes_on_with_the_turn_around_it() -> None:
    assert said("- {repeat: 2, steps: [{section: S, steps: [say: 'Round {round}.']}]}") == ["Round one.", "Round two."]


def test_an_outer_turn_can_be_handed_in() -> None:
    inner = "    - {repeat: 2, with: {set: '{round}'}, steps: [say: 'Set {set}, round {round}.']}"
    assert said("- repeat: 2", "  steps:", inner)[1:3] == ["Set one, round two.", "Set two, round one."]


def test_a_name_that_an_author_sets_wins_however_deep() -> None:
    steps = "- {each: {round: [warm, calm]}, steps: [{repeat: 2, steps: [say: 'A {round} round of {rounds}.']}]}"
    assert said(steps) == ["A warm round of two."] * 2 + ["A calm round of two."] * 2


@pytest.mark.parametrize("name", ["round", "rounds", "nth"])
def test_outside_of_a_repetition_there_is_no_turn(name: str) -> None:
    with pytest.raises(RoutineError) as error:
        said("- section: S", f"  steps: [say: 'The {{{name}}}.']")
    told = f"{{{name}}} is never set (it counts the turns of a 'repeat' or an 'each' around it, and there is none)"
    assert str(error.value) == f"FILE:5:13: {told}"


def test_a_misspelled_name_is_answered_with_the_right_one() -> None:
    with pytest.raises(RoutineError, match=r"\{ronud\} is never set \(did you mean \{round\}\?\)"):
        said("- {repeat: 2, steps: [say: 'The {ronud}.']}")


@given(st.integers(1, 300), st.integers(1, 300), st.sampled_from(["de", "en", "es", "fr", "it", "nl", "pt"]))
def test_no_two_turns_are_said_alike(one: int, other: int, language: str) -> None:
    first, second = round_names(one, 300, language), round_names(other, 300, language)
    assert (first["round"] == second["round"], first["nth"] == second["nth"]) == (one == other, one == other)
    assert max(map(len, first.values())) <= 60
