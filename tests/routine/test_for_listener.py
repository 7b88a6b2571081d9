from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from coach.errors import Contraindicated, RoutineError, UsageError
from coach.routine.conditions import cautions
from coach.routine.for_listener import AFTER_CAUTION_MS, adapt, changed_steps, forbidding, spoken_caution
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Routine, Step

pytestmark = pytest.mark.unit

STOPS = [name for name, caution in cautions().items() if caution.effect == "stop"]
OTHERS = [name for name in cautions() if name not in STOPS]


def routine(steps: str, top: str = "") -> Routine:
    return parse_routine(f"title: T\n{top}\nsteps:\n{steps}".encode(), "FILE")


def said(found: Routine) -> list[str]:
    return [step.say.text if step.say else "" for step in every_step(found.steps)]


def every_step(items: Sequence[Step | Group]) -> Iterator[Step]:
    for item in items:
        if isinstance(item, Group):
            yield from every_step(item.steps)
        else:
            yield item


PRESS = """
  - say: Press firmly.
    instead:
      arthritis: Rest your thumb.
      pregnancy: Press lightly.
    do: 20s
"""
POINTS = """
  - say: Sit.
  - section: Points
    skip_for: [pregnancy]
    steps:
      - say: Press the middle.
  - say: Press the wrist.
    skip_for: [crps, pregnancy]
  - section: Circles
    repeat: 2
    between: Again.
    steps:
      - steps:
          - say: Circle firmly.
            skip_for: [carpal-tunnel]
"""


def test_what_forbids_a_session_is_told_in_the_order_of_the_cautions() -> None:
    found = routine(PRESS, "cautions: [skin-infection, arthritis, recent-surgery]")
    assert forbidding(found) == ["skin-infection", "recent-surgery"]


def test_for_nobody_in_particular_nothing_changes() -> None:
    plain = routine(PRESS, "cautions: [pregnancy]")
    assert adapt(plain, []) is plain


def test_someone_with_a_condition_hears_other_words() -> None:
    assert said(adapt(routine(PRESS), ["pregnancy"]))[1:] == ["Press lightly."]


def test_everyone_else_hears_the_first_words() -> None:
    assert said(adapt(routine(PRESS), ["diabetes"]))[1:] == ["Press firmly."]


@pytest.mark.parametrize("conditions", [["arthritis", "pregnancy"], ["pregnancy", "arthritis"]])
def test_of_several_conditions_the_words_that_stand_first_hold(conditions: list[str]) -> None:
    assert said(adapt(routine(PRESS), conditions))[2:] == ["Rest your thumb."]


def test_with_other_words_all_else_in_the_step_stays() -> None:
    (before,), (_, after) = routine(PRESS).steps, adapt(routine(PRESS), ["pregnancy"]).steps
    assert isinstance(after, Step)
    assert after.model_copy(update={"say": None}) == before.model_copy(update={"say": None})
    assert after.place("do") == before.place("do")


def test_other_words_rest_where_they_say_so() -> None:
    step = "  - say: Press.\n    instead: {pregnancy: 'Rest. [pause 2s] Breathe.'}\n"
    (adapted,) = adapt(routine(step), ["pregnancy"]).steps[1:]
    assert isinstance(adapted, Step)
    assert adapted.say is not None
    assert len(adapted.say.parts) == 3


def test_a_step_and_a_group_are_left_out() -> None:
    assert said(adapt(routine(POINTS), ["pregnancy"]))[1:] == ["Sit.", "Circle firmly."]


def test_a_step_alone_is_left_out() -> None:
    assert said(adapt(routine(POINTS), ["crps"]))[1:] == ["Sit.", "Press the middle.", "Circle firmly."]


def test_a_group_without_steps_vanishes_with_the_groups_around_it() -> None:
    left = adapt(routine(POINTS), ["carpal-tunnel"]).steps
    assert [item.section for item in left if isinstance(item, Group)] == ["Points"]


def test_several_conditions_leave_out_what_each_of_them_leaves_out() -> None:
    assert said(adapt(routine(POINTS), ["pregnancy", "carpal-tunnel"]))[2:] == ["Sit."]


def test_a_loop_goes_on_with_the_steps_that_are_left() -> None:
    steps = "  - each: {hand: [left, right]}\n    between: Change.\n    steps:\n      - say: The {hand}.\n"
    steps += "      - say: Press the {hand}.\n        skip_for: [crps]\n"
    (_, group) = adapt(routine(steps), ["crps"]).steps
    assert isinstance(group, Group)
    assert (group.each, group.between is None, len(group.steps)) == ({"hand": ["left", "right"]}, False, 1)


def test_where_every_step_is_left_out_nothing_can_be_made() -> None:
    steps = "  - say: Press.\n    skip_for: [crps]\n"
    with pytest.raises(RoutineError, match=r"FILE:3:1: for crps, every step is left out \("):
        adapt(routine(steps), ["crps"])


@pytest.mark.parametrize("name", OTHERS)
def test_a_caution_is_said_at_the_start(name: str) -> None:
    first = adapt(routine(PRESS), [name]).steps[0]
    assert isinstance(first, Step)
    assert first.say is not None
    assert (first.title, first.say.text) == (None, cautions()[name].say)  # a screen shows titles in large letters


def test_after_a_caution_there_is_silence_to_take_it_in() -> None:
    first = adapt(routine(PRESS), ["crps"]).steps[0]
    assert isinstance(first, Step)
    assert first.pause is not None
    assert first.pause.time == AFTER_CAUTION_MS


def test_a_caution_is_said_once_however_often_it_is_asked_for() -> None:
    assert said(adapt(routine(PRESS, "cautions: [crps]"), ["crps", "pregnancy", "crps"])) == [
        cautions()["crps"].say,
        cautions()["pregnancy"].say,
        "Press lightly.",
    ]


def test_a_caution_of_a_condition_that_nobody_has_is_not_said() -> None:
    assert said(adapt(routine(PRESS, "cautions: [crps, pregnancy]"), ["crps"])) == [
        cautions()["crps"].say,
        "Press firmly.",
    ]


def test_a_routine_says_a_caution_in_its_own_words() -> None:
    own = routine(PRESS, "cautions: [crps, {pregnancy: Gently now.}]")
    assert said(adapt(own, ["pregnancy"]))[0] == "Gently now."


@pytest.mark.parametrize("name", STOPS)
def test_a_condition_that_forbids_a_massage_refuses_it(name: str) -> None:
    with pytest.raises(Contraindicated) as error:
        adapt(routine(PRESS), ["crps", name])
    assert error.value.sentences == {name: cautions()[name].say}


def test_all_that_forbids_is_told_at_once() -> None:
    with pytest.raises(Contraindicated) as error:
        adapt(routine(PRESS), STOPS)
    assert list(error.value.sentences) == STOPS


def test_a_refusal_uses_the_routines_own_words() -> None:
    with pytest.raises(Contraindicated) as error:
        adapt(routine(PRESS, "cautions: [{recent-surgery: Ask your surgeon.}]"), ["recent-surgery"])
    assert error.value.sentences == {"recent-surgery": "Ask your surgeon."}


@pytest.mark.parametrize("name", STOPS)
def test_despite_it_the_session_is_made_and_says_so_first(name: str) -> None:
    assert said(adapt(routine(PRESS), [name], [name])) == [cautions()[name].say, "Press firmly."]


def test_despite_one_condition_another_still_refuses() -> None:
    with pytest.raises(Contraindicated) as error:
        adapt(routine(PRESS), STOPS, STOPS[:1])
    assert list(error.value.sentences) == STOPS[1:]


def test_despite_without_its_condition_makes_no_sense() -> None:
    with pytest.raises(UsageError, match="--despite recent-surgery goes with --condition recent-surgery"):
        adapt(routine(PRESS), ["crps"], ["recent-surgery"])


@pytest.mark.parametrize(("conditions", "despite"), [(["pregnant"], []), (["crps"], ["pregnant"])])
def test_an_unknown_condition_is_a_wrong_request(conditions: list[str], despite: list[str]) -> None:
    with pytest.raises(UsageError, match="there is no condition 'pregnant'; did you mean 'pregnancy'"):
        adapt(routine(PRESS), conditions, despite)


GERMAN = "  - say: Setz dich.\n"


def test_in_a_language_without_cautions_a_routine_needs_its_own_sentence() -> None:
    with pytest.raises(RoutineError) as error:
        adapt(routine(GERMAN, "language: sv\ncautions: [crps]"), ["crps"])
    (problem,) = error.value.problems
    assert str(problem) == "FILE:3:1: coach has no sentence for 'crps' in 'sv' (write one: 'cautions: [{crps: ...}]')"


@pytest.mark.parametrize("language", ["de", "de-AT", "es", "es-MX"])
def test_in_a_language_with_cautions_the_sentence_is_in_it(language: str) -> None:
    mine = routine(GERMAN, f"language: {language}\ncautions: [crps]")
    sentence = cautions(language)["crps"].say
    assert said(adapt(mine, ["crps"])) == [sentence, "Setz dich."]
    assert spoken_caution(mine, "crps") == sentence != cautions()["crps"].say


def test_in_another_language_its_own_sentence_is_said() -> None:
    own = routine(GERMAN, "language: de-CH\ncautions: [{crps: Sei sanft.}]")
    assert said(adapt(own, ["crps"])) == ["Sei sanft.", "Setz dich."]


def test_a_region_of_english_is_english() -> None:
    assert said(adapt(routine(PRESS, "language: en-GB"), ["crps"]))[0] == cautions()["crps"].say


@pytest.mark.parametrize("name", STOPS)
def test_what_is_forbidden_is_refused_in_every_language(name: str) -> None:
    with pytest.raises(Contraindicated, match=name):
        adapt(routine(GERMAN, "language: de"), [name])


def test_the_routine_itself_stays_as_it_was() -> None:
    plain = routine(POINTS)
    before = plain.model_dump()
    adapt(plain, ["pregnancy", "carpal-tunnel"])
    assert plain.model_dump() == before


COUNTED = """
title: T
steps:
  - {say: One., instead: {crps: Softly., diabetes: Lightly.}}
  - section: S
    skip_for: [crps]
    steps: [{say: Two.}, {repeat: 2, steps: [{say: Three.}, {say: Four.}]}]
  - section: R
    steps: [{say: Five., skip_for: [diabetes]}, {say: Six., instead: {crps: Slowly.}}]
"""


@pytest.mark.parametrize(
    ("conditions", "changed"),
    [
        ((), (0, 0)),
        (("crps",), (2, 3)),
        (("diabetes",), (1, 1)),
        (("crps", "diabetes"), (2, 4)),
        (("arthritis",), (0, 0)),
    ],
)
def test_steps_that_a_condition_changes_can_be_counted_as_they_are_written(
    conditions: tuple[str, ...], changed: tuple[int, int]
) -> None:
    assert changed_steps(parse_routine(COUNTED.encode(), "FILE"), conditions) == changed


def short(found: Routine) -> list[str | None]:
    return [step.again.text if step.again else None for step in every_step(found.steps)]


HOW = "words: {how: {default: firmly, crps: softly}, where: {default: here, arthritis: there}}"


@pytest.mark.parametrize(
    ("again", "conditions", "expected"),
    [
        ("Press {how}.", ["crps"], "Press {how}."),
        ("Press.", ["crps"], "Press the palm {how}."),
        ("none", ["crps"], "Press the palm {how}."),
        ("Press.", ["arthritis"], "Press."),
        ("Press {where}.", ["crps"], "Press the palm {how}."),
        ("Press.", ["pregnancy"], "Rest."),
        ("Press {how}.", ["pregnancy"], "Rest."),
        ("Press {how}.", ["crps", "pregnancy"], "Rest."),
    ],
)
def test_what_a_condition_changes_is_said_each_time(again: str, conditions: list[str], expected: str) -> None:
    step = f"  - {{say: 'Press the palm {{how}}.', again: '{again}', instead: {{pregnancy: Rest.}}}}\n"
    assert short(adapt(routine(step, HOW), conditions))[-1] == expected


def test_short_words_for_the_same_condition_stay_beside_other_whole_sentences() -> None:
    step = "  - {say: Press the palm., again: 'Palm, {how}.', instead: {crps or diabetes: Rest your hand.}}\n"
    assert short(adapt(routine(step, HOW), ["crps"]))[-1] == "Palm, {how}."
    assert short(adapt(routine(step, HOW), ["diabetes"]))[-1] == "Rest your hand."


@pytest.mark.parametrize(
    ("again", "conditions", "expected"),
    [
        ("The same.", [], None),
        ("The same.", ["arthritis"], None),
        ("The same.", ["crps"], "Press {how}."),
        ("none", ["crps"], "Press {how}."),
        ("The same, {how}.", ["crps"], None),
        ("The same, {how}.", ["pregnancy"], "Rest."),
        ("The same, {how}.", ["pregnancy", "crps"], "Rest."),
    ],
)
def test_the_words_of_a_group_never_take_the_place_of_what_a_condition_changes(
    again: str, conditions: list[str], expected: str | None
) -> None:
    steps = "[{say: 'Press {how}.', instead: {pregnancy: Rest.}}]"
    group = f"  - {{again: '{again}', steps: [{{section: S, steps: {steps}}}]}}\n"
    assert short(adapt(routine(group, HOW), conditions))[-1] == expected


def test_with_full_words_nothing_changes_and_brief_ones_stay_for_a_condition() -> None:
    plain = routine(PRESS)
    assert adapt(plain, [], [], "full") is plain
    assert not adapt(plain, ["crps"]).is_brief
    assert adapt(plain, ["crps"], [], "brief").is_brief
    assert adapt(adapt(plain, [], [], "brief"), ["crps"]).is_brief


def test_words_are_full_or_brief() -> None:
    with pytest.raises(UsageError, match="--words short is not possible; it can be full or brief"):
        adapt(routine(PRESS), [], [], "short")
