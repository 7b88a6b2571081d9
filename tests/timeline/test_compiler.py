from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.routine.breaths import Breaths
from coach.routine.duration_range import DurationRange, rigid
from coach.routine.for_listener import WORDS, adapt
from coach.routine.loader import parse_routine
from coach.routine.motion import pause_of, span_of
from coach.routine.narration import Ring, Words
from coach.routine.practice import Rounds, Timed
from coach.timeline.compiler import check_length, compile_routine, left_out, reach_of
from coach.timeline.expand import expand
from coach.timeline.head_and_tail import Margins
from coach.timeline.pieces import BREATH_MS
from coach.units import format_duration, parse_duration

pytestmark = pytest.mark.property

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.routine.model import Routine
    from coach.timeline.expand import Action
    from coach.timeline.timeline import Cue, Timeline

HEAD_MS, TAIL_MS = Margins().head_ms, Margins().tail_ms

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

words = st.sampled_from(
    ["Sit down.", "Breathe in, and out.", "Let go [pause 2s] slowly.", "[sound side-change] Rest. [pause 0.25s]", "Où?"]
)
worded = words | st.sampled_from(
    ["Press {how}, all over, {where}.", "{where} [pause 1s] {How} hold it.", "Sit {where}"]
)
"""Texts of a routine that has these words for conditions."""
HOW = {"how": {"default": "softly", "crps": "barely at all", "arthritis or pregnancy": "none"}}
WHERE = {"where": {"default": "none", "arthritis": "on their {hand}"}, "How": {"default": "Softly", "crps": "Hardly"}}
listeners = st.sampled_from([(), ("crps",), ("arthritis",), ("pregnancy", "arthritis")])
durations = st.sampled_from(["0s", "1ms", "0.5s", "20s", "1m30s", "1:05"])
practice_times = st.sampled_from(
    [
        "0s",
        "7ms",
        "20s",
        "1m1s",
        "12s exactly",
        {"time": "40s", "from": "20s", "to": "1m"},
        {"time": "9s", "to": "9s"},
        "until ready",
        "until ready, at most 25s",
        {"until": "ready", "at most": "3m", "remind": "Say next, {hand} hand."},
    ]
)
long_times = st.sampled_from(["20s", "1m1s", "15s exactly", {"time": "40s", "from": "11s"}])
times = st.sampled_from([1, 2, 7, "3 exactly", 12])
motions = st.one_of(
    st.fixed_dictionaries(
        {"times": times, "each": st.sampled_from(["2.5s", "4s", "7.001s"])}, optional={"count": st.just("aloud")}
    ),
    st.fixed_dictionaries({"times": times, "style": st.sampled_from(["tapping", "kneading", "stretching"])}),
    st.fixed_dictionaries({"strokes": times, "path": st.sampled_from(["18cm", "40cm"])}, optional={"turn": durations}),
    st.fixed_dictionaries({"circles": times, "across": st.just("2.5cm"), "speed": st.sampled_from(["3cm/s", "1cm/s"])}),
)
breaths = st.fixed_dictionaries(
    {"breaths": st.integers(1, 4), "in": st.sampled_from(["1s", "4s"]), "out": st.sampled_from(["1s", "6.5s"])},
    optional={"sound": st.just("none"), "words": st.just({"in": "In", "out": "Out"})},
)
held_breaths = st.fixed_dictionaries(
    {
        "breaths": st.integers(2, 4),
        "in": st.sampled_from(["4s", "3s to 4.5s"]),
        "hold": st.sampled_from(["7s", "1.5s to 2.001s"]),
        "out": st.sampled_from(["8s", "7.003s to 5s"]),
    },
    optional={
        "rest": st.sampled_from(["0s", "2s", "1.3s to 4s"]),
        "words": st.sampled_from(["yes", "none", {"in": "In", "hold": "Hold", "out": "Out"}]),
    },
)
rounds = st.fixed_dictionaries(
    {"rounds": st.integers(1, 3), "tense": st.just("5s"), "release": st.sampled_from(["2s", "10s"])},
    optional={"words": st.just({"tense": "Tight.", "release": "Soft."})},
)
guides = st.fixed_dictionaries(
    {},
    optional={
        "half": st.just("Half."),
        "last": st.sampled_from(["5s", {"time": "4s", "say": "Soon."}]),
        "at": st.sampled_from([{"0.3s": "Slow."}, {"1s": "One.", "2.5s": "Two."}]),
        "next": st.sampled_from(["yes", "no"]),
    },
).filter(bool)
rhythms = st.fixed_dictionaries({"every": st.sampled_from(["0.25s", "1.7s", "4s"])})
titles = st.sampled_from(["A", "Palm", "Your {hand}", "Knuckles."])
pauses = durations | st.sampled_from(["3s exactly", {"time": "4s", "from": "3s", "to": "5s"}])
around = {"title": titles, "pause": pauses, "keep": st.sampled_from(["optional", "optional 2"]), "rhythm": rhythms}
wordings = {"words": st.just({"how": {"default": "none", "pregnancy": "slowly, {where}"}})}
again = {"again": st.just("none") | st.sampled_from(["Once more.", "And {how} [pause 1s] again, {where}."])}
other_ways = worded | st.fixed_dictionaries(
    {"do": practice_times | motions | st.just("none")}, optional={"say": worded, "rhythm": rhythms}
).filter(lambda way: way["do"] != "none" or "rhythm" not in way)
instead = {"instead": st.dictionaries(st.sampled_from(["crps", "arthritis or pregnancy"]), other_ways, min_size=1)}


def step_of(does: st.SearchStrategy[Any], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    optional = {key: value for key, value in around.items() if key not in {"title", "rhythm"}}
    optional |= {"say": worded, "rhythm": rhythms, **wordings, **more}
    unsaid = {key: value for key, value in optional.items() if key != "say"}
    silent = st.fixed_dictionaries({"title": titles, "do": does}, optional=optional)
    return silent | st.fixed_dictionaries(
        {"title": titles, "do": does, "say": worded}, optional=again | instead | unsaid
    )


steps = st.one_of(
    st.fixed_dictionaries(
        {"say": worded, "title": titles},
        optional={"pause": pauses, "keep": around["keep"], **wordings, **instead, **again},
    ),
    step_of(practice_times | motions | breaths | held_breaths | rounds),
    step_of(long_times, guide=guides),
)
"""Steps with all that the language knows; their words fit into their natural lengths."""


def groups(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    of_steps = {"steps": st.lists(inside, min_size=1, max_size=3)}
    keep = {"keep": around["keep"]}
    more = {"between": worded, **again, **keep}
    repeated = st.fixed_dictionaries(of_steps | {"repeat": st.integers(1, 3)}, optional=more)
    each = st.fixed_dictionaries(of_steps | {"each": st.just({"hand": ["left", "right"]})}, optional=more)
    return st.fixed_dictionaries(of_steps, optional={"section": worded, **wordings, **again, **keep}) | repeated | each


def routine_of(items: list[Any], settle: str, around: dict[str, str]) -> bytes:
    """JSON is YAML. The first step is always heard, so that every routine takes some time."""
    inside = {"each": {"hand": ["left"]}, "words": WHERE, "steps": [{"title": "Begin", "say": "Begin."}, *items]}
    top = {"title": "Generated", "words": HOW, "voice": {"settle": settle}, **around}
    return json.dumps({**top, "steps": [inside]}).encode()


routines = st.builds(
    routine_of,
    st.lists(st.recursive(steps, groups, max_leaves=8), min_size=1, max_size=4),
    st.sampled_from(["yes", "no"]),
    st.fixed_dictionaries(
        {}, optional={"beginning": st.sampled_from(["bell", "none"]), "ending": st.sampled_from(["bell", "fade 12s"])}
    ),
)


def routine_for(data: bytes, conditions: Sequence[str], many: str = "full") -> Routine:
    """A generated routine for someone with these conditions, without what is said about them first."""
    adapted = adapt(parse_routine(data, "FILE"), conditions, (), many)
    return adapted.model_copy(update={"steps": adapted.steps[len(conditions) :]})


def per_character(text: str) -> int:
    return 100 * len(text)


def lines_of(timeline: Timeline) -> Iterator[str]:
    for cue in timeline.cues:
        line = f"{cue.start_ms:6} {cue.end_ms:6} {cue.kind:8} {cue.step or '-':>2} | {cue.section or ''} | {cue.text}"
        sound = f" ~ {cue.sound}" if cue.sound else ""
        prosody = f" @ {cue.pace}" * bool(cue.pace) + f" {cue.level_db} dB" * bool(cue.level_db)
        yield line.rstrip(" |") + sound + prosody


def compiled(*steps: str, title: str = "A rest") -> Timeline:
    text = f"title: {title}\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    return compile_routine(parse_routine(text.encode(), "FILE"), per_character)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_routine_gives_its_timeline(case: Path) -> None:
    routine, expected = case.read_text("utf-8").split("\n# output\n")
    timeline = compile_routine(parse_routine(routine.encode(), case.name), per_character)
    assert list(lines_of(timeline)) == expected.splitlines()


def test_a_session_begins_and_ends_in_silence() -> None:
    first, *_, last = compiled("say: Sit.").cues
    assert (first.kind, first.start_ms, first.end_ms, first.step) == ("pause", 0, HEAD_MS, None)
    assert (last.kind, last.end_ms - last.start_ms, last.step) == ("pause", TAIL_MS, None)


def test_two_narrations_never_run_into_each_other() -> None:
    one, two = compiled("say: One.", "say: Two.").speech
    assert two.start_ms - one.end_ms == BREATH_MS


def test_a_practice_needs_no_rest_after_it() -> None:
    _, practice, speech, *_ = compiled("do: 5s", "say: Two.").cues
    assert (practice.kind, speech.start_ms) == ("practice", practice.end_ms)


def test_what_takes_no_time_is_no_cue() -> None:
    assert [cue.kind for cue in compiled("{say: One., do: 0s, pause: 0s}").cues] == ["pause", "speech", "pause"]


def test_steps_count_on_through_loops() -> None:
    timeline = compiled("{repeat: 2, steps: [{say: A.}, {say: B.}]}", "say: C.")
    assert [(cue.step, cue.text) for cue in timeline.speech] == [(1, "A."), (2, "B."), (3, "A."), (4, "B."), (5, "C.")]


def test_the_measure_is_asked_for_the_words_as_they_are_spoken() -> None:
    asked: list[str] = []
    text = (
        b"title: T\nsteps:\n  - {each: {hand: [left, right]}, steps: [{say: 'The {hand} hand. [pause 1s] Go on.'}]}\n"
    )
    compile_routine(parse_routine(text, "FILE"), lambda words: asked.append(words) or 700)  # type: ignore[func-returns-value]
    assert asked == ["The left hand.", "Go on.", "The right hand.", "Go on."]


def test_a_routine_that_takes_no_time_is_refused() -> None:
    with pytest.raises(RoutineError, match="nothing in this routine takes any time") as error:
        compiled("pause: 0s")
    assert (error.value.problems[0].place.line, error.value.problems[0].place.column) == (2, 1)


def outer(timeline: Timeline) -> Iterator[Cue]:
    """The cues that follow each other: all but what is heard during a practice."""
    until = 0
    for cue in timeline.cues:
        if cue.start_ms >= until:
            yield cue
            until = cue.end_ms


def inner(timeline: Timeline) -> Iterator[tuple[Cue, list[Cue]]]:
    """Each practice, and what is heard during it."""
    starts = [cue.start_ms for cue in timeline.cues]
    for practice in (cue for cue in timeline.cues if cue.kind == "practice"):
        others = timeline.cues[bisect_left(starts, practice.start_ms) : bisect_left(starts, practice.end_ms)]
        yield practice, [cue for cue in others if cue is not practice]


def pieces_of(action: Action) -> Iterator[tuple[str, DurationRange]]:
    """What an action becomes by the reference: what each is, and how long it can be."""
    step = action.step
    for part in action.narration:
        if isinstance(part, Words):
            ms = per_character(part.text)
            yield "speech", DurationRange(ms, ms, round(ms / 0.88))
        else:
            yield "sound" if isinstance(part, Ring) else "pause", rigid(part.ms)
    if step and step.do:
        yield "practice", span_of(step.do)
    if step and step.pause:
        yield "pause", pause_of(step.pause)
    elif not (step and step.do):
        yield "pause", DurationRange(BREATH_MS, 1_000, 4_000)


@dataclass(frozen=True)
class Match:
    """A cue, and where it comes from."""

    cue: Cue
    action: Action
    span: DurationRange


def kept_of(routine: Routine, timeline: Timeline) -> list[Action]:
    """The actions for which there is time."""
    gone = {id(step) for step in left_out(routine, per_character, timeline.duration_ms)}
    actions = list(expand(routine))
    stays = [action.step is not None and id(action.step) not in gone for action in actions]

    def is_said(number: int) -> bool:
        before, after = actions[number].turns
        return (not before or any(stays[number - before : number])) and any(stays[number + 1 : number + 1 + after])

    return [action for number, action in enumerate(actions) if stays[number] or (not action.step and is_said(number))]


def matched(actions: list[Action], timeline: Timeline) -> tuple[list[Match], list[Cue]]:
    """Each outer cue with its origin, all origins in their order; and what is left over after the last motion."""
    pieces = [
        (number, kind, Match(timeline.cues[0], action, span))
        for number, action in enumerate(actions, start=1)
        for kind, span in pieces_of(action)
        if span.most_ms
    ]
    last_motion = max((index for index, (_, _, match) in enumerate(pieces) if match.span.one_ms), default=-1)
    cues = [cue for cue in outer(timeline) if cue.step]
    found, rests = [], []
    for index, (number, kind, match) in enumerate(pieces):
        if cues and (cues[0].step, cues[0].kind) == (number, kind):
            found.append(replace(match, cue=cues.pop(0)))
        else:
            assert match.span.least_ms == 0
        pauses = [cue for cue in cues[:2] if (cue.step, cue.kind) == (number, "pause")]
        if index == last_motion and len(pauses) > len([piece for piece in pieces[index + 1 :] if piece[0] == number]):
            rests.append(cues.pop(0))
    assert cues == []
    return found, rests


@dataclass(frozen=True)
class Case:
    """A routine and its timeline, and what several claims want to know of them."""

    routine: Routine
    timeline: Timeline

    @cached_property
    def kept(self) -> list[Action]:
        return kept_of(self.routine, self.timeline)

    @cached_property
    def matched(self) -> tuple[list[Match], list[Cue]]:
        return matched(self.kept, self.timeline)


def compiled_to(routine: Routine, length: int | None) -> Timeline:
    """The timeline of a length, unless it lies between two choices of steps, or has too many ticks."""
    try:
        return compile_routine(routine, per_character, length)
    except RoutineError as error:
        if "(without an optional step " in str(error) or "unrolls to more than 100,000 cues" in str(error):
            reject()
        raise


@st.composite
def timelines(draw: st.DrawFn) -> Case:
    """A routine, and its timeline at its natural length or at one that it can take."""
    routine = routine_for(draw(routines), draw(listeners), draw(st.sampled_from(WORDS)))
    length = draw(st.none() | st.integers(*reach_of(routine, per_character)))
    timeline = compiled_to(routine, length)
    assert length in {None, timeline.duration_ms}
    return Case(routine, timeline)


made = timelines()


def assert_cues_follow_each_other_without_gap_or_overlap(case: Case) -> None:
    cues = list(outer(case.timeline))
    assert [*(cue.start_ms for cue in cues), case.timeline.duration_ms] == [0, *(cue.end_ms for cue in cues)]
    assert {cue.kind for cue in cues} <= {"speech", "practice", "pause", "sound"}
    assert all(type(cue.start_ms) is int and type(cue.end_ms) is int for cue in case.timeline.cues)
    assert all(cue.start_ms < cue.end_ms for cue in case.timeline.cues)


def assert_cues_stand_in_the_order_in_which_they_begin(case: Case) -> None:
    starts = [cue.start_ms for cue in case.timeline.cues]
    assert starts == sorted(starts)


def assert_what_is_heard_during_a_practice_lies_within_it(case: Case) -> None:
    within = [(practice, cue) for practice, cues in inner(case.timeline) for cue in cues]
    assert all(cue.end_ms <= practice.end_ms and cue.step == practice.step for practice, cue in within)
    assert len(case.timeline.cues) == len(list(outer(case.timeline))) + len(within)


def assert_no_cue_overlaps_another_of_its_kind(case: Case) -> None:
    for kind in {cue.kind for cue in case.timeline.cues}:
        assert all(
            one.end_ms <= two.start_ms for one, two in pairwise(cue for cue in case.timeline.cues if cue.kind == kind)
        )


def assert_words_during_a_practice_keep_their_distance(case: Case) -> None:
    for practice, cues in inner(case.timeline):
        spoken = [(cue.start_ms, cue.end_ms) for cue in cues if cue.kind == "speech"]
        framed = [(0, practice.start_ms), *spoken, (practice.end_ms, 0)] if spoken else []
        assert all(start - end >= 300 for (_, end), (start, _) in pairwise(framed))


def assert_every_step_that_stays_is_heard_in_its_order(case: Case) -> None:
    found, _ = case.matched
    for match in found:
        assert (match.cue.title, match.cue.section) == (match.action.title, match.action.section)
    spoken = [part.text for match in found[:1] for part in match.action.narration if isinstance(part, Words)]
    assert spoken == ["Begin."]


def assert_every_practice_and_pause_takes_its_least_at_least_and_its_most_at_most(case: Case) -> None:
    for match in case.matched[0]:
        assert match.span.least_ms <= match.cue.end_ms - match.cue.start_ms <= match.span.most_ms


def assert_a_motion_is_done_a_whole_number_of_times(case: Case) -> None:
    found, rests = case.matched
    motions = [match for match in found if match.span.one_ms]
    for match in motions:
        ms = match.cue.end_ms - match.cue.start_ms - match.span.place_ms
        assert (ms >= match.span.one_ms, ms % match.span.one_ms) == (True, 0)
    assert sum(rest.end_ms - rest.start_ms for rest in rests) < max((m.span.one_ms for m in motions), default=1)


def assert_breaths_rounds_and_exact_times_never_change(case: Case) -> None:
    for match in case.matched[0]:
        practice = match.action.step.do if match.action.step and match.cue.kind == "practice" else None
        ms = match.cue.end_ms - match.cue.start_ms
        match practice:
            case Breaths():
                assert ms == practice.duration_ms
            case Rounds():
                assert ms == practice.rounds * (practice.tense + practice.release)
            case Timed() if practice.from_ == practice.to == practice.time:
                assert ms == practice.time


def assert_counting_counts_every_repetition_that_is_done(case: Case) -> None:
    counted = {m.cue: m.span for m in case.matched[0] if m.action.step and m.action.step.counts and m.span.one_ms}
    for practice, cues in inner(case.timeline):
        if span := counted.get(practice):
            done = (practice.end_ms - practice.start_ms - span.place_ms) // span.one_ms
            assert [cue.text for cue in cues if cue.kind == "speech"] == [str(number + 1) for number in range(done)]


def assert_the_step_that_is_named_is_the_next_one(case: Case) -> None:
    actions = case.kept
    for practice, cues in inner(case.timeline):
        for named in (cue.text for cue in cues if cue.text.startswith("Next: ")):
            following = next(action.title for action in actions[practice.step or 0 :] if action.title)
            assert named == f"Next: {following.rstrip('.')}."


def assert_the_same_routine_gives_the_same_timeline(case: Case) -> None:
    routine, timeline = case.routine, case.timeline
    assert compile_routine(routine, per_character, timeline.duration_ms) == timeline
    assert compile_routine(routine, per_character) == compile_routine(routine, per_character)


PROMISES = [
    assert_cues_follow_each_other_without_gap_or_overlap,
    assert_cues_stand_in_the_order_in_which_they_begin,
    assert_what_is_heard_during_a_practice_lies_within_it,
    assert_no_cue_overlaps_another_of_its_kind,
    assert_every_step_that_stays_is_heard_in_its_order,
    assert_every_practice_and_pause_takes_its_least_at_least_and_its_most_at_most,
    assert_a_motion_is_done_a_whole_number_of_times,
    assert_breaths_rounds_and_exact_times_never_change,
    assert_words_during_a_practice_keep_their_distance,
    assert_counting_counts_every_repetition_that_is_done,
    assert_the_step_that_is_named_is_the_next_one,
    assert_the_same_routine_gives_the_same_timeline,
]


def assert_the_shortest_and_the_longest_can_be_had_and_what_is_beyond_names_them(routine: Routine, beyond: int) -> None:
    shortest, longest = reach_of(routine, per_character)
    for length in (shortest, longest):
        assert compiled_to(routine, length).duration_ms == length
    for length in (shortest - 1, longest + 1):
        with pytest.raises(RoutineError, match=f"this cannot take {re.escape(format_duration(length))}: "):
            compile_routine(routine, per_character, length)
    with pytest.raises(RoutineError, match="this cannot take") as error:
        compile_routine(routine, per_character, longest + beyond if beyond > 0 else max(0, shortest + beyond))
    named = re.findall(r"it takes (\w[\w.]*) at least and (\w[\w.]*) at most", str(error.value))
    assert [[parse_duration(text) for text in both] for both in named] == [[shortest, longest]]


@given(made, st.integers(-100_000, 100_000).filter(bool))
def test_whatever_is_written_its_timeline_keeps_every_promise(case: Case, beyond: int) -> None:
    for assert_it_is_kept in PROMISES:  # on one case: making it takes the time
        assert_it_is_kept(case)
    assert_the_shortest_and_the_longest_can_be_had_and_what_is_beyond_names_them(case.routine, beyond)


@given(made, st.floats(0.51, 3.9))
def test_no_length_that_a_voice_can_keep_is_refused_by_an_estimate(case: Case, slower: float) -> None:
    def estimated(text: str, pace: int | None = None) -> int:
        return round(per_character(text) * (case.routine.voice.pace / pace if pace else 1))

    for length in reach_or_none(case.routine, lambda text: round(per_character(text) * slower)):
        check_length(case.routine, so_many_times(estimated), length)


def so_many_times(estimated: Callable[..., int]) -> Callable[[float], Callable[..., int]]:
    """A measure of words that take so many times as long as by an estimate."""
    return lambda times: lambda *spoken: round(times * estimated(*spoken))


def reach_or_none(routine: Routine, measure: Callable[[str], int]) -> tuple[int, ...]:
    """The shortest and the longest length; none where the words of a slow voice have no room."""
    try:
        return reach_of(routine, measure)
    except RoutineError:
        return ()


def test_a_length_that_no_voice_could_keep_is_refused_by_an_estimate_and_one_that_is_near_is_not() -> None:
    routine = parse_routine(b"title: T\nsteps: [{say: Let your shoulders sink., do: 10s exactly}]\n", "r.yaml")
    shortest, longest = reach_of(routine, per_character)
    for length in (None, shortest - 1_000, longest + 5_000):
        check_length(routine, so_many_times(per_character), length)
    for length in (shortest - 5_000, longest + 30_000):
        with pytest.raises(RoutineError, match=f"this cannot take {re.escape(format_duration(length))}: it takes "):
            check_length(routine, so_many_times(per_character), length)


def test_a_length_between_what_a_fast_and_a_slow_voice_need_is_not_refused_however_rigid_a_routine_is() -> None:
    """Words of 5 s take 4 s or 6 s: neither gives 5.5 s, and a voice between them may."""
    routine = parse_routine(
        b"title: T\nending: none\nsteps: [{say: Let your shoulders sink., do: 1s exactly}]\n", "r.yaml"
    )
    (length,) = {*reach_of(routine, lambda text: round(1.1 * per_character(text)))}
    check_length(routine, so_many_times(per_character), length, times=(0.8, 1.25))
    with pytest.raises(RoutineError, match="this cannot take"):
        check_length(routine, so_many_times(per_character), length + 30_000, times=(0.8, 1.25))


def test_a_routine_that_cannot_stretch_names_its_only_length() -> None:
    routine = parse_routine(b"title: T\nsteps: [{say: Sit., do: 5s exactly}]", "r.yaml")
    with pytest.raises(RoutineError, match=r"this cannot take 1m: it takes 19\.4s at least and 19\.4s at most"):
        compile_routine(routine, per_character, 60_000)


def test_a_length_between_two_choices_names_the_nearest_that_can_be_had() -> None:
    text = b"title: T\nsteps:\n  - do: 5.5s exactly\n  - {do: 20.2s exactly, keep: optional}\n"
    routine = parse_routine(text, "r.yaml")
    with pytest.raises(RoutineError) as error:
        compile_routine(routine, per_character, 30_000)
    (named,) = re.findall(r"without an optional step (\S+) at most, with it (\S+) at least", str(error.value))
    for ms in map(parse_duration, named):
        assert compile_routine(routine, per_character, ms).duration_ms == ms


def test_what_cannot_be_had_says_what_holds_it_there() -> None:
    text = b"title: T\nsteps:\n  - {say: Sit., do: 20s, pause: 2s exactly}\n  - {do: 4s, keep: optional}\n"
    routine = parse_routine(text, "r.yaml")
    with pytest.raises(RoutineError) as error:
        compile_routine(routine, per_character, 20_000)
    assert str(error.value).endswith("; 1 optional step is left out)")
    assert (error.value.problems[0].place.line, error.value.problems[0].place.column) == (1, 1)


def test_a_length_that_cannot_be_had_is_told_where_it_is_written() -> None:
    with pytest.raises(RoutineError, match=r"^r\.yaml:2:1: this cannot take 10s: it takes "):
        compile_routine(parse_routine(b"title: T\nlength: 10s\nsteps: [do: 1s]", "r.yaml"), per_character)


def test_a_length_that_is_asked_for_wins_over_the_routine() -> None:
    routine = parse_routine(b"title: T\nlength: 30s\nsteps: [do: 10s]", "r.yaml")
    assert compile_routine(routine, per_character).duration_ms == 30_000
    assert compile_routine(routine, per_character, 20_000).duration_ms == 20_000


def test_the_rest_before_the_first_word_and_after_the_last_never_change() -> None:
    routine = parse_routine(b"title: T\nsteps: [do: 10s]", "r.yaml")
    for length in (18_000, 44_000):
        cues = compile_routine(routine, per_character, length).cues
        assert (cues[0].end_ms, cues[-1].end_ms - cues[-1].start_ms) == (HEAD_MS, TAIL_MS)


def test_a_session_of_nothing_but_silence_cannot_be_had() -> None:
    routine = parse_routine(b"title: T\nsteps: [{say: One., keep: optional}]", "r.yaml")
    with pytest.raises(RoutineError):
        compile_routine(routine, per_character, HEAD_MS + TAIL_MS)


def test_between_two_turns_nothing_is_said_if_the_turns_have_left() -> None:
    text = b"title: T\nsteps: [{repeat: 2, between: Again., steps: [{do: 9s exactly, keep: optional}]}, {say: End.}]"
    cues = compile_routine(parse_routine(text, "r.yaml"), per_character, 18_000).speech
    assert [cue.text for cue in cues] == ["End."]


def test_a_problem_of_a_practice_is_told_by_all_who_ask() -> None:
    routine = parse_routine(b"title: T\nsteps: [{do: 3s, guide: {last: 2s, half: Half way.}}]", "r.yaml")
    for ask in (compile_routine, reach_of, left_out):
        with pytest.raises(RoutineError, match="words of the practice do not fit"):
            ask(routine, per_character)


def test_a_count_that_grows_too_long_bounds_the_repetitions() -> None:
    # “99” and “100” take 200 and 300 ms, and a tap 300: there has to be some silence.
    text = b"title: T\nsteps: [{title: Tap, do: {times: 60, each: 300ms, count: aloud}}]"
    routine = parse_routine(text, "r.yaml")
    assert compile_routine(routine, per_character, reach_of(routine, per_character)[1]).speech[-1].text == "99"


def test_a_session_that_is_longer_than_a_day_with_its_speech_is_refused() -> None:
    routine = parse_routine(b"title: T\nsteps:\n  - repeat: 20\n    steps:\n      - say: In.\n", "r.yaml")
    with pytest.raises(RoutineError, match=r"r\.yaml:2:1: with its speech, this takes longer than a day"):
        compile_routine(routine, lambda text: 5_000_000)  # noqa: ARG005 - whatever the text


def test_a_text_that_its_names_make_too_long_to_speak_is_refused() -> None:
    text = f"title: T\nsteps:\n  - each: {{a: [{'x' * 900}]}}\n    steps:\n      - say: 'Go {{a}} {{a}} {{a}}'\n"
    with pytest.raises(RoutineError, match=r"r\.yaml:5:9: with its \{names\} filled in, more than 1,000 characters"):
        compile_routine(parse_routine(text.encode(), "r.yaml"), len)


def test_a_name_that_cannot_be_spoken_is_told_however_far_ahead_it_stands() -> None:
    named = "{title: First, do: 20s, guide: {next: yes}}"
    optional = [f"{{title: Step {number}, do: 9s exactly, keep: optional}}" for number in range(25)]
    text = "title: T\nsteps:\n" + "".join(f"  - {step}\n" for step in (named, *optional, "{title: '...', say: End.}"))
    with pytest.raises(RoutineError, match=r"FILE:3:29: 'next: yes', but the title '...' cannot be spoken"):
        compile_routine(parse_routine(text.encode(), "FILE"), per_character, 30_000)
