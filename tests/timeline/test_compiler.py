from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.timeline.compiler import BREATH_MS, HEAD_MS, TAIL_MS, compile_routine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.model import Timeline

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

words = st.sampled_from(
    ["Sit down.", "Breathe in, and out.", "Let go [pause 2s] slowly.", "Rest. [pause 0.25s]", "Où?"]
)
durations = st.sampled_from(["0s", "1ms", "0.5s", "20s", "1m30s", "1:05"])
steps = st.fixed_dictionaries({"say": words}, optional={"title": words, "do": durations, "pause": durations})
"""Steps that a routine may hold; each says something, so that every routine takes some time."""


def groups(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    of_steps = {"steps": st.lists(inside, min_size=1, max_size=3)}
    repeated = st.fixed_dictionaries(of_steps | {"repeat": st.integers(1, 3)}, optional={"between": words})
    each = st.fixed_dictionaries(of_steps | {"each": st.just({"hand": ["left", "right"]})}, optional={"between": words})
    return st.fixed_dictionaries(of_steps, optional={"section": words}) | repeated | each


routines = st.lists(st.recursive(steps, groups, max_leaves=8), min_size=1, max_size=4).map(
    lambda items: json.dumps({"title": "Generated", "steps": items}).encode()  # JSON is YAML
)


def per_character(text: str) -> int:
    return 100 * len(text)


def lines_of(timeline: Timeline) -> Iterator[str]:
    for cue in timeline.cues:
        line = f"{cue.start_ms:6} {cue.end_ms:6} {cue.kind:8} {cue.step or '-':>2} | {cue.section or ''} | {cue.text}"
        yield line.rstrip(" |")


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


@settings(max_examples=150)
@given(routines)
def test_cues_follow_each_other_without_gap_or_overlap(data: bytes) -> None:
    timeline = compile_routine(parse_routine(data, "FILE"), per_character)
    starts = [cue.start_ms for cue in timeline.cues]
    ends = [cue.end_ms for cue in timeline.cues]
    assert [*starts, timeline.duration_ms] == [0, *ends]
    assert all(type(ms) is int for ms in (*starts, *ends))
    assert all(start < end for start, end in zip(starts, ends, strict=True))


@settings(max_examples=50)
@given(routines)
def test_steps_are_numbered_in_the_order_they_happen(data: bytes) -> None:
    _, *cues, _ = compile_routine(parse_routine(data, "FILE"), per_character).cues
    numbers = [cue.step or 0 for cue in cues]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, numbers[-1] + 1))


@settings(max_examples=50)
@given(routines)
def test_the_same_routine_gives_the_same_timeline(data: bytes) -> None:
    one, two = (compile_routine(parse_routine(data, "FILE"), per_character) for _ in range(2))
    assert one == two


def test_a_session_that_is_longer_than_a_day_with_its_speech_is_refused() -> None:
    routine = parse_routine(b"title: T\nsteps:\n  - repeat: 20\n    steps:\n      - say: In.\n", "r.yaml")
    with pytest.raises(RoutineError, match=r"r\.yaml:2:1: with its speech, this takes longer than a day"):
        compile_routine(routine, lambda text: 5_000_000)  # noqa: ARG005 - whatever the text


def test_a_text_that_its_names_make_too_long_to_speak_is_refused() -> None:
    text = f"title: T\nsteps:\n  - each: {{a: [{'x' * 900}]}}\n    steps:\n      - say: 'Go {{a}} {{a}} {{a}}'\n"
    with pytest.raises(RoutineError, match=r"r\.yaml:5:9: with its \{names\} filled in, more than 1,000 characters"):
        compile_routine(parse_routine(text.encode(), "r.yaml"), len)
