"""A plan may change while it is played; what was heard of it never does. What holds for all is in test_plan_always."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine, measure_again, plan_routine
from coach.timeline.plan import Plan

pytestmark = pytest.mark.unit

MORE_MS = 15_000
HEAD_MS = 4_000
LOOP = "{each: {hand: [left, right]}, between: Now change hands., steps: [%s]}"


def per_character(text: str) -> int:
    return 50 * len(text)


def planned(*steps: str, length_ms: int | None = None, settle: str = "no") -> Plan:
    text = f"title: T\nvoice: {{settle: {settle}}}\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    return plan_routine(parse_routine(text.encode(), "FILE"), per_character, length_ms)


def ms_of(plan: Plan, kind: str) -> list[int]:
    return [cue.end_ms - cue.start_ms for cue in plan.timeline.cues if cue.kind == kind]


def words_of(plan: Plan) -> list[tuple[int, str]]:
    return [(cue.start_ms, cue.text) for cue in plan.timeline.speech]


def titles_of(plan: Plan) -> str:
    return "".join(part.action.title or "-" for part in plan.parts[1:-1])


@pytest.mark.parametrize("length_ms", [None, 90_000])
def test_a_plan_has_the_timeline_that_is_compiled(length_ms: int | None) -> None:
    plan = planned("{say: Sit., do: {times: 3, each: 4s}}", LOOP % "{say: Rest., do: 20s}", length_ms=length_ms)
    assert plan.timeline == compile_routine(plan.routine, per_character, length_ms)


def test_steps_begin_where_their_first_cue_does_and_the_last_ends_where_the_tail_begins() -> None:
    plan = planned("say: Sit.", LOOP % "{say: Rest., do: 5s}")
    firsts = {cue.step: cue.start_ms for cue in reversed(plan.timeline.cues) if cue.step}
    assert plan.steps == (*(firsts[step] for step in sorted(firsts)), plan.timeline.tail_start_ms)


def test_it_is_known_what_is_said_and_done_and_waited_for_at_a_time() -> None:
    plan = planned("{title: Hold, say: Hold on., do: until ready}", "say: Well done.")
    said, done, then = (cue for cue in plan.timeline.cues if cue.step == 1 or cue.text == "Well done.")
    assert (plan.spoken_at(said.start_ms), plan.spoken_at(said.start_ms - 1)) == (said, None)
    assert (plan.spoken_at(said.end_ms - 1), plan.spoken_at(said.end_ms)) == (said, None)
    assert [plan.done_at(ms) for ms in (said.start_ms, done.start_ms, done.end_ms)] == ["", "Hold", ""]
    assert (plan.waits.from_(0), plan.waits.from_(done.end_ms - 1), plan.waits.from_(then.start_ms)) == (
        *[done] * 2,
        None,
    )


@pytest.mark.parametrize("at_ms", [HEAD_MS, HEAD_MS + 200, HEAD_MS + 20_000])
def test_more_time_goes_to_the_practice_of_the_step(at_ms: int) -> None:
    plan = planned("{say: Sit., do: 30s, pause: 4s}", "do: 10s")
    assert ms_of(plan.more_time(at_ms, MORE_MS), "practice") == [45_000, 10_000]
    assert ms_of(plan.more_time(at_ms, MORE_MS), "pause") == ms_of(plan, "pause")


def test_more_time_for_what_can_take_no_more_is_quiet() -> None:
    plan = planned("do: {time: 20s, to: 26s}", "say: Then.").more_time(HEAD_MS + 100, MORE_MS)
    assert [(cue.kind, cue.end_ms - cue.start_ms) for cue in plan.timeline.cues[1:3]] == [
        ("practice", 26_000),
        ("pause", 9_000),
    ]


@pytest.mark.parametrize("exact", ["20s exactly", "{breaths: 2, in: 4s, out: 6s}", "{times: 3 exactly, each: 6s}"])
def test_what_is_exact_stays_so_and_more_time_follows_it(exact: str) -> None:
    plan = planned(f"do: {exact}", "say: Then.")
    more = plan.more_time(HEAD_MS + 100, MORE_MS)
    assert ms_of(more, "practice") == ms_of(plan, "practice") == [20_000]
    assert words_of(more)[0][0] - words_of(plan)[0][0] == MORE_MS


def test_more_of_a_motion_is_whole_repetitions() -> None:
    plan = planned("do: {times: 3, each: 4s}").more_time(HEAD_MS + 100, MORE_MS)
    assert [cue.rule for cue in plan.timeline.cues if cue.kind == "practice"] == ["6 × 4s + 2s to place the hands"]
    assert [cue.end_ms - cue.start_ms for cue in plan.timeline.cues][2] == 3_000


def test_after_a_practice_is_over_more_time_is_quiet_and_the_practice_stays_over() -> None:
    plan = planned("do: {times: 3, each: 7s}", length_ms=HEAD_MS + 10_000 + 28_000)
    done, rest = plan.timeline.cues[1:3]
    assert (done.kind, rest.kind) == ("practice", "pause")
    more = plan.more_time(rest.start_ms + 1_000, MORE_MS)
    assert more.timeline.cues[1] == done
    assert more.timeline.duration_ms == plan.timeline.duration_ms + MORE_MS


def test_more_time_around_the_steps_is_nothing() -> None:
    plan = planned("do: 5s")
    ends = (0, HEAD_MS - 1, plan.timeline.tail_start_ms, plan.timeline.duration_ms)
    assert all(plan.more_time(at_ms, MORE_MS) is plan for at_ms in ends)


def test_more_time_leaves_the_length_that_was_asked_for() -> None:
    plan = planned("do: 30s", "do: 60s", length_ms=100_000).more_time(HEAD_MS + 10, MORE_MS)
    assert ms_of(plan, "practice") == [43_667, 42_333]
    assert plan.timeline.duration_ms == 100_000


def test_where_the_rest_cannot_give_it_a_session_is_longer_by_no_more_than_that() -> None:
    plan = planned("do: 30s exactly", "do: {time: 30s, from: 26s}", length_ms=74_000).more_time(HEAD_MS, MORE_MS)
    assert (ms_of(plan, "practice"), plan.timeline.duration_ms) == ([30_000, 26_000], 74_000 + MORE_MS - 4_000)


def optional(title: str, ms: int = 8_000, *, stays: bool = False) -> str:
    return f"{{title: {title}, do: {ms}ms exactly{'' if stays else ', keep: optional'}}}"


def test_steps_that_may_leave_do_when_there_is_no_time_for_them() -> None:
    plan = planned(optional("A", stays=True), *map(optional, "BCD"), length_ms=HEAD_MS + 10_000 + 4 * 8_000)
    more = plan.more_time(HEAD_MS + 100, MORE_MS)
    assert (titles_of(more), more.timeline.duration_ms) == ("AB", HEAD_MS + 10_000 + 16_000 + MORE_MS)


@pytest.mark.parametrize("loop", [LOOP, "{repeat: 2, between: Now change hands., steps: [%s]}"])
def test_a_step_of_which_a_turn_was_heard_never_leaves(loop: str) -> None:
    plan = planned(loop % f"{optional('A')}, {optional('B', stays=True)}", optional("C"), length_ms=58_000)
    assert titles_of(plan) == "AB-ABC"
    for at_ms in (plan.steps[0], plan.steps[1], plan.steps[2] + 10):
        assert titles_of(plan.more_time(at_ms, MORE_MS)) == "AB-AB"


@pytest.mark.parametrize(("ms", "left", "ends_ms"), [(90_000, "AB", 13_900), (16_000, "A", -1_000)])
def test_between_two_choices_of_steps_it_is_the_nearest(ms: int, left: str, ends_ms: int) -> None:
    plan = planned(
        optional("A", stays=True), optional("B", ms), "do: {time: 10s, from: 8.9s, to: 10s}", length_ms=32_000 + ms
    )
    more = plan.more_time(HEAD_MS + 100, MORE_MS)
    assert (titles_of(more), more.timeline.duration_ms - plan.timeline.duration_ms) == (left + "-", ends_ms)


def test_where_steps_have_left_what_is_said_between_turns_still_stands() -> None:
    plan = planned(LOOP % f"{{title: A, do: 10s}}, {optional('B')}, {optional('C')}", length_ms=39_000)
    assert titles_of(plan) == "A-A"
    more = plan.more_time(HEAD_MS + 100, 1_000)
    assert (titles_of(more), more.timeline.duration_ms) == ("A-A", 39_000)
    assert [text for _, text in words_of(more)] == ["Now change hands."]


GUIDED = "{do: 40s, guide: {half: Half way., last: 10s}}"


def test_words_to_come_move_with_the_practice() -> None:
    plan = planned(GUIDED).more_time(HEAD_MS + 15_000, 20_000)
    assert words_of(plan) == [(HEAD_MS + 30_000, "Half way."), (HEAD_MS + 50_000, "10 seconds left.")]


def test_half_way_is_said_once_and_the_last_seconds_are_told_anew() -> None:
    plan = planned(GUIDED).more_time(HEAD_MS + 31_000, 20_000)
    last = "10 seconds left."
    assert words_of(plan) == [(HEAD_MS + 20_000, "Half way."), (HEAD_MS + 30_000, last), (HEAD_MS + 50_000, last)]


def test_words_that_would_have_been_said_already_are_not_begun_in_their_middle() -> None:
    plan = planned(GUIDED)
    for at_ms in (HEAD_MS + 19_800, HEAD_MS + 29_900):
        faster = plan.with_pace(at_ms, 0.5)
        assert [start for start, _ in words_of(faster) if start < at_ms] == [
            start for start, _ in words_of(plan) if start < at_ms
        ]


def test_words_that_have_begun_are_spoken_to_their_end_however_fast_it_goes() -> None:
    plan = planned("{do: 40s, guide: {half: Half way.}}", "say: Then.")
    for _ in range(5):
        plan = plan.with_pace(HEAD_MS + 20_100, 0.5)
    assert words_of(plan) == [(HEAD_MS + 20_000, "Half way."), (HEAD_MS + 20_750, "Then.")]


def test_what_was_named_stays_what_was_named() -> None:
    steps = ["{do: 40s, guide: {next: yes}}", optional("A very long name of a step", 90_000), optional("B", stays=True)]
    plan = planned(*steps, length_ms=62_000)
    named = words_of(plan)
    assert [text for _, text in named] == ["Next: B."]
    more = plan.more_time(named[0][0] + 10, 20_000)
    assert words_of(more) == [*named, (named[0][0] + 20_000, "Next: B.")]


def test_a_practice_that_is_begun_again_has_its_words_where_they_belong() -> None:
    plan = planned(GUIDED).more_time(HEAD_MS + 31_000, 20_000).unheard(HEAD_MS)
    assert words_of(plan) == [(HEAD_MS + 30_000, "Half way."), (HEAD_MS + 50_000, "10 seconds left.")]
    assert plan.unheard(HEAD_MS) is plan


def test_practices_and_pauses_give_what_speech_does_not() -> None:
    plan = planned("{say: Sit., do: 20s, pause: 4s}", "{say: Rest., do: 10s exactly}")
    slower = plan.with_pace(0, 1.25)
    assert (ms_of(slower, "speech"), ms_of(slower, "practice")[1]) == (ms_of(plan, "speech"), 10_000)
    assert slower.timeline.duration_ms == plan.timeline.duration_ms + 6_000


def test_only_what_is_left_of_a_practice_is_slower() -> None:
    plan = planned("do: 20s", "say: Then.")
    slower = plan.with_pace(HEAD_MS + 16_000, 1.25)
    assert slower.timeline.duration_ms == plan.timeline.duration_ms + 1_000 + 300


def test_where_nothing_can_give_anything_the_plan_is_the_same() -> None:
    plan = planned("{do: 10s exactly, pause: 2s exactly}", "do: {breaths: 2, in: 4s, out: 4s}")
    assert plan.with_pace(0, 1.25) is plan.with_pace(5_000, 0.8) is plan
    assert plan.with_pace(plan.timeline.duration_ms, 0.8) is plan


def test_what_waits_for_the_listener_is_not_shortened_under_the_hands() -> None:
    plan = planned("do: until ready", "do: 10s")
    assert ms_of(plan.with_pace(HEAD_MS + 20_000, 0.5), "practice") == [30_000, 5_000]


def test_another_pace_becomes_the_length_that_is_asked_for() -> None:
    plan = planned("do: 30s", "do: 60s", length_ms=104_000).with_pace(0, 0.5)
    assert plan.timeline.duration_ms == 59_000 == plan.more_time(HEAD_MS, 5_000).timeline.duration_ms


def measured(plan: Plan, at_ms: int, factor: float) -> Plan:
    return measure_again(plan, at_ms, lambda text: round(factor * per_character(text)))


def test_what_is_spoken_from_a_place_on_can_be_measured_anew() -> None:
    plan = planned("{say: 'One. [pause 1s] Two.', do: 40s, guide: {half: Half way.}}", "say: Three.")
    for at_ms, longer in (
        (HEAD_MS, "1111"),
        (HEAD_MS + 1, "1111"),
        (HEAD_MS + per_character("One."), "0111"),
        (HEAD_MS + 1_500, "0011"),
        (HEAD_MS + 40_000, "0001"),
    ):
        anew = measured(plan, at_ms, 2)
        assert "".join(str(int(2 * was == now)) for was, now in both(plan, anew)) == longer


@pytest.mark.parametrize("at_ms", [1, 199, 200, 1_000])
@pytest.mark.parametrize("factor", [0.5, 1, 3])
def test_words_that_are_being_heard_get_their_length_unless_they_would_be_over(at_ms: int, factor: float) -> None:
    """Their beginning can be heard before it is known how long they take."""
    plan = planned("say: Rest your hands.", "say: Then.")
    anew = measured(plan, HEAD_MS + at_ms, factor)
    (first, _), (was, _) = ms_of(anew, "speech"), ms_of(plan, "speech")
    assert first == (factor * was if at_ms < min(was, factor * was) else was)
    assert anew.timeline.speech[0].start_ms == HEAD_MS


def both(plan: Plan, other: Plan) -> Iterator[tuple[int, int]]:
    return zip(ms_of(plan, "speech"), ms_of(other, "speech"), strict=True)


def test_what_was_made_slower_stays_so_when_its_words_are_measured() -> None:
    plan = planned("do: 20s", "{say: Sit., do: 20s}").with_pace(0, 1.25)
    assert ms_of(measured(plan, 1_000, 1.5), "practice") == [25_000, 25_000]


def test_other_words_leave_the_length_that_was_asked_for() -> None:
    plan = planned("{say: Sit., do: 20s}", "{say: Sit down., do: 20s}", length_ms=60_000)
    for at_ms in (0, HEAD_MS + 100, plan.steps[1] + 10, plan.timeline.tail_start_ms):
        anew = measured(plan, at_ms, 3)
        assert anew.timeline.duration_ms == 60_000


def test_reading_a_timeline_ten_times_changes_nothing() -> None:
    """It is a value: what it holds, it has from its beginning."""
    guide = "{next: yes, at: {1s: One.}}"
    plan = planned(f"{{title: A, say: Sit., do: 20s, guide: {guide}}}", "{title: B, say: Rest., do: 9s}")
    once = replace(plan)
    first = (once.timeline, once.problems)
    before = {each.name: getattr(plan, each.name) for each in fields(plan)}
    for _ in range(10):
        assert (plan.timeline, plan.problems) == first
        assert (replace(plan).timeline, replace(plan).problems) == first
    assert {each.name: getattr(plan, each.name) for each in fields(plan)} == before


def test_words_that_do_not_fit_are_problems_of_the_plan_alone() -> None:
    plan = planned("{say: Sit., do: 20s, guide: {at: {9s: Halfway., 12s: Soon.}}}")
    (number,) = (number for number, piece in enumerate(plan._pieces) if piece.signals)
    shorter = replace(plan, lengths=(*plan.lengths[:number], 10_000, *plan.lengths[number + 1 :]))
    told = {problem.message.partition(":")[0] for problem in shorter.problems}
    assert told == {"words of the practice do not fit"}
    assert (plan.problems, len(shorter.problems)) == ((), 1)
