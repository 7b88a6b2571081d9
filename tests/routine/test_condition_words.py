from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.condition_words import conditions_in, default_words, key_for, words_for
from coach.routine.for_listener import adapt
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.routine.narration import Words
from coach.timeline.expand import expand

pytestmark = pytest.mark.unit

HOW = {"default": "firmly", "crps": "barely at all", "arthritis or diabetes": "lightly"}


def routine(steps: str, top: str = "") -> Routine:
    return parse_routine(f"title: T\n{top}\nsteps:\n{steps}".encode(), "FILE")


def heard(found: Routine, *conditions: str) -> list[str]:
    """What is said, without the cautions at the start."""
    actions = [*expand(adapt(found, conditions))][len(conditions) :]
    return [" ".join(part.text for part in action.narration if isinstance(part, Words)) for action in actions]


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ([], "firmly"),
        (["pregnancy"], "firmly"),
        (["crps"], "barely at all"),
        (["diabetes"], "lightly"),
        (["arthritis", "crps"], "barely at all"),
    ],
)
def test_each_condition_has_its_words_and_what_stands_first_counts(conditions: list[str], words: str) -> None:
    assert HOW[key_for(HOW, conditions)] == words
    assert default_words(words_for({"how": HOW}, conditions)) == {"how": words}


def test_the_conditions_of_keys_are_told_one_by_one() -> None:
    assert [*conditions_in(HOW)] == ["crps", "arthritis", "diabetes"]


PRESS = "  - say: Press {how}, in small circles.\n    words: {how: {default: firmly, crps or diabetes: lightly}}\n"


@pytest.mark.parametrize(("conditions", "how"), [((), "firmly"), (("crps",), "lightly"), (("pregnancy",), "firmly")])
def test_words_stand_inside_a_sentence(conditions: tuple[str, ...], how: str) -> None:
    assert heard(routine(PRESS), *conditions) == [f"Press {how}, in small circles."]


def test_words_reach_all_that_stands_below_them() -> None:
    steps = """
  - section: The {hand} hand, {how}
    each: {hand: [left, right]}
    between: And {how} the {hand}.
    words: {where: {default: "on the {hand} palm", crps: none}}
    steps:
      - {title: "{how}", say: "Press {how}, {where}.", do: 9s, guide: {half: "{how}."}}
"""
    found = routine(steps, "words: {how: {default: firmly, crps: softly}}")
    assert heard(found) == [
        "Press firmly, on the left palm.",
        "And firmly the right.",
        "Press firmly, on the right palm.",
    ]
    assert heard(found, "crps") == ["Press softly.", "And softly the right.", "Press softly."]
    (_, first, *_) = expand(adapt(found, ["crps"]))
    assert (first.title, first.section, first.names["how"]) == ("softly", "The left hand, softly", "softly")


def test_nearer_words_hide_those_around_them() -> None:
    steps = "  - {say: 'Press {how}.', words: {how: {default: hard, crps: softly}}}\n  - say: Hold {how}.\n"
    found = routine(steps, "words: {how: {default: firmly, crps: barely}}")
    assert heard(found) == ["Press hard.", "Hold firmly."]
    assert heard(found, "crps") == ["Press softly.", "Hold barely."]


def test_other_words_of_a_step_use_words_too() -> None:
    steps = "  - say: Press {how}.\n    instead: {arthritis: 'Rest {how}.'}\n"
    found = routine(steps, "words: {how: {default: firmly, crps: barely, arthritis: a while}}")
    assert heard(found, "arthritis") == ["Rest a while."]


def test_a_sentence_can_be_for_a_condition_alone() -> None:
    steps = "  - say: 'Hold it. [pause 1s] {joints} [pause 1s] Let go.'\n"
    found = routine(steps, "words: {joints: {default: none, inflamed-joints: Leave out any inflamed joint.}}")
    assert heard(found) == ["Hold it. Let go."]
    assert heard(found, "inflamed-joints") == ["Hold it. Leave out any inflamed joint. Let go."]


def test_a_text_of_which_nothing_is_left_is_told() -> None:
    found = routine("  - say: '{joints}'\n", "words: {joints: {default: none, crps: Rest.}}")
    assert heard(found, "crps") == ["Rest."]
    with pytest.raises(RoutineError, match=r"FILE:4:5: with its \{names\} filled in, '' has no words to speak"):
        heard(found)


def test_several_conditions_can_share_whole_sentences() -> None:
    found = routine("  - say: Press.\n    instead: {crps or  arthritis: Rest your hand., pregnancy: Hold.}\n")
    told = [heard(found, name)[0] for name in ("crps", "arthritis", "pregnancy", "diabetes")]
    assert told == ["Rest your hand.", "Rest your hand.", "Hold.", "Press."]
