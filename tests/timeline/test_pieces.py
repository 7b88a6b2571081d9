from __future__ import annotations

from typing import Any

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.expand import expand
from coach.timeline.pieces import Part, PartMaker

pytestmark = pytest.mark.unit


def made(*steps: str, language: str = "en") -> tuple[list[Part], PartMaker]:
    text = f"title: T\nlanguage: {language}\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    routine = parse_routine(text.encode(), "r.yaml")
    maker = PartMaker(routine, lambda text, _: 100 * len(text))
    return maker.parts(list(expand(routine))), maker


def glue(step: str) -> list[tuple[str, int, int, int]]:
    """The pieces of a step: what each is, and how long naturally, at least and at most."""
    (part,), _ = made(step)
    spans = [(piece.kind, piece.span) for piece in part.pieces]
    return [(kind, span.natural_ms, span.least_ms, span.most_ms) for kind, span in spans]


def test_speech_and_the_rests_in_it_never_stretch() -> None:
    assert glue("{say: 'One. [pause 2s] Two.', do: 0s}")[:3] == [
        ("speech", 400, 400, 400),
        ("pause", 2_000, 2_000, 2_000),
        ("speech", 400, 400, 400),
    ]


def test_a_sound_is_heard_to_its_end_and_never_stretches() -> None:
    assert glue("{say: '[sound side-change] One. [sound end-bell]', do: 0s}")[:3] == [
        ("sound", 2_000, 2_000, 2_000),
        ("speech", 400, 400, 400),
        ("sound", 8_000, 8_000, 8_000),
    ]


def test_a_sound_knows_its_name_and_has_no_words() -> None:
    (part,), _ = made("say: '[sound soft-tick] One.'")
    assert [(piece.sound, piece.text) for piece in part.pieces[:2]] == [("soft-tick", ""), (None, "One.")]


def test_a_practice_is_called_by_the_words_before_it_and_not_by_a_sound() -> None:
    (part,), _ = made("{say: 'One. [sound soft-tick]', do: 5s}")
    assert [(piece.kind, piece.text) for piece in part.pieces] == [
        ("speech", "One."),
        ("sound", ""),
        ("practice", "One."),
    ]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("do: 40s", ("practice", 40_000, 16_000, 120_000)),
        ("do: 40s exactly", ("practice", 40_000, 40_000, 40_000)),
        ("do: {time: 40s, from: 20s, to: 60s}", ("practice", 40_000, 20_000, 60_000)),
        ("do: {time: 40s, from: 20s}", ("practice", 40_000, 20_000, 120_000)),
        ("do: {time: 40s, to: 60s}", ("practice", 40_000, 16_000, 60_000)),
        ("do: {time: 40s, style: kneading}", ("practice", 40_000, 16_000, 120_000)),
        ("do: {strokes: 4, path: 40cm, speed: 4cm/s, turn: 1s}", ("practice", 46_000, 13_000, 134_000)),
        ("do: {strokes: 6, path: 18cm}", ("practice", 44_000, 9_000, 128_000)),
        ("do: {times: 5, each: 4s}", ("practice", 22_000, 6_000, 62_000)),
        ("do: {times: 5 exactly, each: 4s}", ("practice", 22_000, 22_000, 22_000)),
        ("do: {times: 5, style: tapping}", ("practice", 3_500, 1_500, 8_500)),
        ("do: {circles: 10 exactly, across: 2cm, speed: 2cm/s}", ("practice", 33_420, 33_420, 33_420)),
        ("do: {breaths: 6, in: 4s, out: 6s}", ("practice", 60_000, 60_000, 60_000)),
        ("do: {rounds: 2, tense: 7s, release: 30s}", ("practice", 74_000, 74_000, 74_000)),
        ("do: until ready", ("practice", 30_000, 10_000, 120_000)),
        ("pause: 4s", ("pause", 4_000, 2_000, 12_000)),
        ("pause: 4s exactly", ("pause", 4_000, 4_000, 4_000)),
        ("pause: {time: 4s, from: 3s, to: 5s}", ("pause", 4_000, 3_000, 5_000)),
    ],
)
def test_a_practice_and_a_pause_stretch_as_the_reference_says(step: str, expected: Any) -> None:
    assert glue(step) == [expected]


def test_a_step_with_neither_practice_nor_pause_breathes() -> None:
    assert glue("say: One.")[1:] == [("pause", 1_200, 1_000, 4_000)]


def test_what_is_said_between_turns_breathes_too() -> None:
    parts, _ = made("{repeat: 2, between: Again., steps: [{do: 5s}]}")
    assert [(piece.kind, piece.span.natural_ms) for piece in parts[1].pieces] == [("speech", 600), ("pause", 1_200)]


def test_a_pause_stands_after_the_practice() -> None:
    assert [kind for kind, *_ in glue("{pause: 3s, do: 2s, say: One.}")] == ["speech", "practice", "pause"]


def test_only_until_ready_waits() -> None:
    parts, _ = made("do: until ready", "do: 30s", "do: {breaths: 1, in: 4s, out: 4s}")
    assert [part.pieces[0].waits for part in parts] == [True, False, False]


def test_a_practice_with_words_shrinks_only_as_far_as_they_fit() -> None:
    # 300 ms, 400 ms of words and 300 ms lie before the words of the last ten seconds.
    (part,), _ = made("{do: 20s, guide: {at: {300ms: Slow}, last: 10s}}")
    assert part.pieces[0].span.least_ms in {11_000, 11_001}


def longest_name(*steps: str) -> str | None:
    parts, _ = made("{title: First, do: 20s, guide: {next: yes}}", *steps)
    signals = parts[0].pieces[-1].signals
    assert signals
    return signals.naming.text if signals.naming else None


def test_the_name_of_the_next_step_is_reserved() -> None:
    assert longest_name("{title: Palm, do: 1s}", "{title: A long title, do: 1s}") == "Next: Palm."


def test_the_longest_name_is_reserved_of_those_that_can_follow() -> None:
    optional = ["{title: Palm, do: 1s, keep: optional}", "{title: Knuckles, do: 1s, keep: optional 2}"]
    assert longest_name(*optional, "{title: End, do: 1s}", "{title: Never the next, do: 1s}") == "Next: Knuckles."


def test_what_is_said_between_turns_is_not_named() -> None:
    parts, _ = made("{repeat: 2, between: Again., steps: [{title: Palm, do: 9s, guide: {next: yes}}]}")
    signals = parts[0].pieces[-1].signals
    assert signals
    assert signals.naming
    assert signals.naming.text == "Next: Palm."


def test_after_the_last_step_there_is_nothing_to_name() -> None:
    assert longest_name() is None


def problems(*steps: str) -> list[str]:
    _, maker = made(*steps)
    return [str(problem) for problem in maker.problems]


def test_a_next_step_without_a_title_is_a_problem() -> None:
    assert problems("{do: 20s, guide: {next: yes}}", "do: 1s") == [
        "r.yaml:4:15: 'next: yes', but the next step has no title (give a title to the step in line 5)"
    ]


def test_every_step_that_can_follow_needs_a_title() -> None:
    steps = "{title: Palm, do: 1s, keep: optional}", "do: 1s"
    (problem,) = problems("{do: 20s, guide: {next: yes}}", *steps)
    assert problem.startswith("r.yaml:4:15: 'next: yes', but a step that comes next without the optional ones has no")
    assert problem.endswith("(give a title to the step in line 6)")


def test_words_that_do_not_fit_at_the_natural_length_are_a_problem() -> None:
    (problem,) = problems("{do: 5s, guide: {at: {4s: Half way.}}}")
    assert problem.startswith("r.yaml:4:14: words of the practice do not fit: “Half way.” ends at 4.9s")


def test_all_problems_are_collected() -> None:
    assert len(problems("{do: 5s, guide: {at: {4s: Half way.}}}", "{do: 20s, guide: {next: yes}}", "do: 1s")) == 2
