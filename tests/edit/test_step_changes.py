from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.edit.step_changes import StepChange, are_heard_everywhere, changed_settings, changed_steps_of
from coach.routine.loader import parse_routine
from coach.timeline.compiler import plan_routine
from coach.timeline.plan import Plan
from tests.edit.conftest import ROUTINE, PlanOf

pytestmark = pytest.mark.unit

SHOULDERS = ROUTINE[ROUTINE.index("  - title: Shoulders") : ROUTINE.index("  - section")]


def news(changes: tuple[StepChange, ...]) -> list[tuple[str, str, int | None]]:
    return [(each.kind, each.title, each.number) for each in changes if each.kind != "same"]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], []),
        ([("# the breath", "# a breath"), ("\nsteps", "\n\n\nsteps")], []),
        ([("Let your shoulders sink", "Let them sink")], [("changed", "Shoulders", 1)]),
        ([("to: 20s}\n  - section", "to: 21s}\n  - section")], [("changed", "Shoulders", 1)]),
        ([("title: The end", "title: The very end")], [("changed", "The very end", 7)]),
        ([("time: 4s", "time: 5s")], [("changed", "Breathe slowly.", 3), ("changed", "Breathe slowly.", 6)]),
        ([("Breathe slowly", "Breathe")], [("changed", "Breathe.", 3), ("changed", "Breathe.", 6)]),
        ([("between: Now", "between: And now")], [("changed", "And now change hands.", 4)]),
        ([("[left, right]", "[left, other]")], [("changed", "Rest", 5)]),
        ([("steps:\n", "steps:\n  - {title: New, say: Sit down.}\n")], [("new", "New", 1)]),
        ([(SHOULDERS, "")], [("gone", "Shoulders", None)]),
        ([(SHOULDERS, ""), ("  - title: The end", SHOULDERS + "  - title: The end")], [("moved", "Shoulders", 6)]),
        ([(SHOULDERS, SHOULDERS + SHOULDERS)], [("new", "Shoulders", 1)]),
        (
            [(SHOULDERS, "  - {title: Eyes, say: Close your eyes.}\n"), ("The end\n", "An end\n")],
            [("changed", "Eyes", 1), ("changed", "An end", 7)],
        ),
    ],
)
def test_what_an_author_did_is_told_of_the_steps_and_of_no_others(
    plan_of: PlanOf, edits: list[tuple[str, str]], expected: list[tuple[str, str, int | None]]
) -> None:
    text = ROUTINE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    assert news(changed_steps_of(plan_of(ROUTINE), plan_of(text))) == expected


def test_a_name_that_only_stands_in_words_of_the_practice_counts_too(plan_of: PlanOf) -> None:
    guide = "to: 20s}\n        guide: {half: 'The {hand} one.'}\n        skip_for"
    text = ROUTINE.replace("Rest your {hand} hand.", "Rest it.").replace("to: 20s}\n        skip_for", guide)
    before, after = plan_of(text), plan_of(text.replace("[left, right]", "[left, other]"))
    assert news(changed_steps_of(before, after)) == [("changed", "Rest", 5)]


def test_at_first_all_are_the_same(plan_of: PlanOf) -> None:
    changes = changed_steps_of(None, plan_of(ROUTINE))
    assert [each.number for each in changes] == [1, 2, 3, 4, 5, 6, 7]
    assert {each.kind for each in changes} == {"same"}
    assert changes[1].section == "The left hand"
    assert all(each.length_ms == each.before_ms for each in changes)


def test_a_step_has_its_length_before_and_after(plan_of: PlanOf) -> None:
    before, after = plan_of(ROUTINE), plan_of(ROUTINE.replace("time: 5s, from: 3s", "time: 8s, from: 3s", 1))
    (step,) = (each for each in changed_steps_of(before, after) if each.is_news)
    assert step.length_ms is not None
    assert step.before_ms is not None
    assert step.length_ms - step.before_ms == 3_000
    (gone,) = (each for each in changed_steps_of(before, plan_of(ROUTINE.replace(SHOULDERS, ""))) if not each.number)
    assert (gone.before_ms, gone.length_ms, gone.is_news) == (step.before_ms, None, False)


def test_steps_that_only_take_another_length_are_the_same(plan_of: PlanOf) -> None:
    longer = changed_steps_of(plan_of(ROUTINE), plan_of(ROUTINE, length_ms=70_000))
    assert news(longer) == []
    assert any(each.length_ms != each.before_ms for each in longer)


def test_what_is_left_out_for_a_condition_is_gone(plan_of: PlanOf) -> None:
    gone = news(changed_steps_of(plan_of(ROUTINE), plan_of(ROUTINE, ["crps"])))
    assert [kind for kind, title, _ in gone if title == "Rest"] == ["gone", "gone"]
    assert ("new", 1) in [(kind, number) for kind, _, number in gone], "its caution is said first"


@pytest.mark.parametrize(
    ("old", "new", "settings", "everywhere"),
    [
        ("title: A short", "title: A long", ("title",), False),
        ("steps:\n", "voice: {pace: 100}\nsteps:\n", ("voice",), True),
        ("sound: none", "sound: rain", ("background",), True),
        ("steps:\n", "pronounce: {Breathe: breeth}\nending: bell\nsteps:\n", ("pronounce", "ending"), True),
        ("steps:\n", "for: caregiver\nlength: 1m\nsteps:\n", ("for", "length"), False),
        ("Breathe slowly", "Breathe", (), False),
    ],
)
def test_what_is_said_around_the_steps_is_told_by_its_keys(
    plan_of: PlanOf, old: str, new: str, settings: tuple[str, ...], everywhere: bool
) -> None:
    found = changed_settings(plan_of(ROUTINE), plan_of(ROUTINE.replace(old, new, 1)))
    assert (found, are_heard_everywhere(found)) == (settings, everywhere)


def plan_of_words(words: list[str]) -> Plan:
    steps = "\n".join(f"  - {{say: {word}., do: 1s}}" for word in words)
    return plan_routine(parse_routine(f"title: T\nsteps:\n{steps}\n".encode(), "mine.yaml"), len)


WORDS = st.lists(st.sampled_from(["rest", "breathe", "hold", "press"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_each_step_before_and_after_is_told_exactly_once(before: list[str], after: list[str]) -> None:
    changes = changed_steps_of(plan_of_words(before), plan_of_words(after))
    kinds = [each.kind for each in changes]
    there = [each for each in changes if each.number]
    assert [each.number for each in there] == [*range(1, len(after) + 1)]
    assert [each.title for each in there] == [f"{word}." for word in after]
    assert len(before) == len(kinds) - kinds.count("new")
    kept = [each.title for each in changes if each.kind in ("same", "moved", "gone")]
    assert all(kept.count(title) <= before.count(title[:-1]) for title in kept), "none is kept that was not there"
    assert (set(kinds) == {"same"}) == (before == after)


def test_a_loop_of_thousands_is_compared_in_no_time(plan_of: PlanOf) -> None:
    text = ROUTINE.replace("each: {hand: [left, right]}", "repeat: 500").replace("{hand}", "left")
    changes = changed_steps_of(plan_of(text), plan_of(text.replace("Breathe slowly", "Breathe")))
    assert sum(each.kind == "changed" for each in changes) == 500
    assert sum(each.kind == "same" for each in changes) == len(changes) - 500
