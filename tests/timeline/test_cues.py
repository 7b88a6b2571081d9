from __future__ import annotations

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.timeline import Cue

pytestmark = pytest.mark.unit


def cues(*steps: str, length_ms: int | None = None) -> tuple[Cue, ...]:
    text = "title: T\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    return compile_routine(parse_routine(text.encode(), "r.yaml"), lambda text: 100 * len(text), length_ms).cues


def test_what_is_heard_in_a_practice_belongs_to_its_step() -> None:
    text = "{section: Hands, steps: [{title: Palm, do: 4s, rhythm: {every: 2s}, guide: {half: Half.}}]}"
    inner = [cue for cue in cues(text) if cue.kind in {"rhythm", "speech"}]
    assert [(cue.step, cue.section, cue.title) for cue in inner] == [(1, "Hands", "Palm")] * 3


def test_a_practice_comes_before_what_is_heard_in_it() -> None:
    kinds = [cue.kind for cue in cues("{do: {breaths: 1, in: 1s, out: 1s}}")]
    assert kinds == ["pause", "practice", "breath", "breath", "pause"]


def test_only_a_practice_says_where_its_length_comes_from() -> None:
    found = cues("{say: Go., do: {times: 2, each: 4s}, pause: 1s}")
    assert [cue.rule for cue in found if cue.kind == "practice"] == ["2 × 4s + 2s to place the hands"]
    assert {cue.rule for cue in found if cue.kind != "practice"} == {""}


def test_the_rule_tells_the_repetitions_that_are_done() -> None:
    (practice,) = (
        cue for cue in cues("do: {times: 2, each: 4s, style: friction}", length_ms=28_000) if cue.kind == "practice"
    )
    assert (practice.end_ms - practice.start_ms, practice.rule) == (14_000, "3 × 4s + 2s to place the hands")


def test_counting_ends_with_the_repetitions_that_are_done() -> None:
    found = cues("do: {times: 4, each: 4s, count: aloud}", length_ms=24_000)
    assert [cue.text for cue in found if cue.kind == "speech"] == ["1", "2"]


def test_only_a_practice_waits() -> None:
    found = cues("{say: Go., do: until ready, guide: {at: {9s: Half.}}, pause: 1s}")
    assert [cue.kind for cue in found if cue.waits] == ["practice"]


NAMING = [
    "{title: First, do: 10s, guide: {next: yes}}",
    "{title: Palm, do: 10s, keep: optional}",
    "{title: End, do: 9s}",
]


def test_the_step_that_follows_is_named() -> None:
    assert [cue.text for cue in cues(*NAMING) if cue.kind == "speech"] == ["Next: Palm."]


def test_a_step_that_has_left_is_not_named() -> None:
    (named,) = (cue for cue in cues(*NAMING, length_ms=22_000) if cue.kind == "speech")
    (first, *_) = (cue for cue in cues(*NAMING, length_ms=22_000) if cue.kind == "practice")
    assert (named.text, first.end_ms - named.end_ms) == ("Next: End.", 300)


def test_where_nobody_follows_nobody_is_named() -> None:
    found = cues(
        "{title: First, do: 10s, guide: {next: yes}}", "{title: End, do: 9s, keep: optional}", length_ms=19_000
    )
    assert [cue.text for cue in found if cue.kind == "speech"] == []


def test_what_is_left_over_rests_after_the_last_motion() -> None:
    found = cues(
        "do: {times: 2, each: 4s}", "{title: M, do: {times: 2, each: 5s}}", "do: 3s exactly", length_ms=14_000 + 26_000
    )
    assert [(cue.kind, cue.end_ms - cue.start_ms, cue.step) for cue in found[1:-1]] == [
        ("practice", 10_000, 1),
        ("practice", 12_000, 2),
        ("pause", 1_000, 2),
        ("practice", 3_000, 3),
    ]
