"""What holds for every plan, at every place, however it is changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.routine.duration_range import added
from coach.routine.for_listener import WORDS
from coach.routine.guide import QUICKEST_RHYTHM_MS
from coach.timeline.compiler import plan_routine, reach_of
from coach.timeline.optional_steps import choices
from coach.timeline.plan import Plan
from tests.kinds import at_most
from tests.timeline.test_compiler import (
    Case,
    assert_cues_follow_each_other_without_gap_or_overlap,
    assert_cues_stand_in_the_order_in_which_they_begin,
    assert_no_cue_overlaps_another_of_its_kind,
    assert_what_is_heard_during_a_practice_lies_within_it,
    listeners,
    routine_for,
    routines,
)
from tests.timeline.test_plan import MORE_MS, measured, per_character

pytestmark = pytest.mark.property


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """At the natural length, or at one that was asked for."""
    routine = routine_for(draw(routines), draw(listeners), draw(st.sampled_from(WORDS)))
    length_ms = draw(st.none() | st.integers(*reach_of(routine, per_character)))
    try:
        return plan_routine(routine, per_character, length_ms)
    except RoutineError:  # between two choices of steps
        reject()


Change = Callable[[Plan, int], Plan]


def remeasured(factor: float) -> Change:
    def measured_anew(plan: Plan, at_ms: int) -> Plan:
        return measured(plan, at_ms, factor)

    return measured_anew


changes = st.one_of(
    st.sampled_from([1, 5_000, MORE_MS, 100_000]).map(lambda ms: lambda plan, at_ms: plan.more_time(at_ms, ms)),
    st.sampled_from([0.01, 0.8, 1.25, 9.0]).map(lambda factor: lambda plan, at_ms: plan.with_pace(at_ms, factor)),
    st.sampled_from([0.3, 1.0, 1.7]).map(remeasured),
)


def heard(plan: Plan, at_ms: int, *, open_words: bool) -> list[object]:
    """All that began before a time, words to their end; but for a beat that a practice has only just room for.

    Of open words, whose beginning alone may be there, it is what came before that time.
    """
    open_at = at_ms if open_words and plan.is_open_at(at_ms) else plan.timeline.duration_ms
    begun = [cue for cue in plan.timeline.cues if cue.start_ms < at_ms - QUICKEST_RHYTHM_MS * (cue.kind == "rhythm")]
    return [
        (cue.start_ms, min(cue.end_ms, open_at if cue.kind == "speech" else at_ms), cue.kind, cue.text, cue.step)
        for cue in begun
    ]


def places(plan: Plan, *, at_least: int = 0) -> st.SearchStrategy[int]:
    """Any time; times near the beginning or the end of a cue more often."""
    edges = {edge for cue in plan.timeline.cues for edge in (cue.start_ms, cue.end_ms)}
    near = {max(at_least, min(edge + off, plan.timeline.duration_ms)) for edge in edges for off in (-100, 0, 1, 100)}
    return st.sampled_from(sorted(near)) | st.integers(at_least, max(at_least, plan.timeline.duration_ms))


@at_most(400)  # each makes a routine and changes its plan several times
@given(plans(), st.lists(changes, min_size=1, max_size=5), st.data())
def test_however_a_plan_changes_what_was_heard_stays_and_all_follows_without_a_gap(
    plan: Plan, asked: list[Change], data: st.DataObject
) -> None:
    at_ms = 0
    for change in asked:
        at_ms = data.draw(places(plan, at_least=at_ms))
        changed = change(plan, at_ms)
        anew = change.__name__ == "measured_anew"
        assert heard(changed, at_ms, open_words=anew) == heard(plan, at_ms, open_words=anew)
        case = Case(plan.routine, changed.timeline)
        assert_cues_follow_each_other_without_gap_or_overlap(case)
        assert_cues_stand_in_the_order_in_which_they_begin(case)
        assert_what_is_heard_during_a_practice_lies_within_it(case)
        assert_no_cue_overlaps_another_of_its_kind(case)
        plan = changed


@at_most(300)  # as above
@given(plans(), st.data())
def test_more_time_is_exactly_so_much_or_as_little_as_need_be(plan: Plan, data: st.DataObject) -> None:
    at_ms = data.draw(places(plan))
    more = plan.more_time(at_ms, MORE_MS)
    longer = more.timeline.duration_ms - plan.timeline.duration_ms
    now = sum(start <= at_ms for start in plan.steps)
    if more is plan:
        assert now in {0, len(plan.steps)}
        return
    if plan.asked_ms is None:
        assert (longer, more.parts[now + 1 :]) == (MORE_MS, plan.parts[now + 1 :])
        return
    assert more.steps[now] - plan.steps[now] == MORE_MS
    assert longer <= MORE_MS
    if longer:
        coming = added(part.span for part in more.parts[now + 1 :])
        took = more.timeline.duration_ms - more.steps[now]
        assert took == (coming.least_ms if longer > 0 else coming.most_ms)


@at_most(300)  # as above
@given(plans(), st.sampled_from([0.5, 0.8, 1.25, 2.0]), st.data())
def test_another_pace_leaves_speech_alone_and_goes_the_right_way(
    plan: Plan, factor: float, data: st.DataObject
) -> None:
    at_ms = data.draw(places(plan))
    paced = plan.with_pace(at_ms, factor)
    pieces = [piece for part in paced.parts for piece in part.pieces]
    assert [(part.action, len(part.pieces)) for part in paced.parts] == [(p.action, len(p.pieces)) for p in plan.parts]
    for piece, was, now in zip(pieces, plan.lengths, paced.lengths, strict=True):
        assert now == was if piece.kind in {"speech", "sound"} else piece.span.least_ms <= now <= piece.span.most_ms
    change = paced.timeline.duration_ms - plan.timeline.duration_ms
    assert change >= 0 if factor > 1 else change <= 0
    assert abs(change) <= abs(factor - 1) * (plan.timeline.duration_ms - at_ms) + 8_000


@at_most(200)  # as above
@given(plans())
def test_other_steps_are_what_may_leave(plan: Plan) -> None:
    number = len(plan.every) // 2
    stays = {id(part) for part in plan.every[:number]}
    for choice in choices(plan.every, number):
        assert stays <= {id(part) for part in choice.kept}
