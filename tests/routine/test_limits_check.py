from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.limits import MAX_CUES
from coach.routine.limits_check import MAX_CHARACTERS
from coach.routine.loader import parse_routine

pytestmark = pytest.mark.unit


def problems_of(*steps: str) -> list[str]:
    text = "title: T\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    try:
        parse_routine(text.encode(), "FILE")
    except RoutineError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_name_is_known_everywhere_inside_its_group() -> None:
    inside = "{section: 'The {hand} hand', between: 'Now {hand}.', each: {hand: [left, right]}, steps: [%s]}"
    assert problems_of(inside % "{title: '{hand}', say: '{other_hand}'}") == []
    assert (
        problems_of(inside % "{repeat: 2, steps: [{each: {n: ['{hand} thumb']}, steps: [{say: '{n} {hand}'}]}]}") == []
    )


def test_a_name_is_unknown_in_its_own_values() -> None:
    assert "{hand} is never set" in problems_of("{each: {hand: ['{hand}', right]}, steps: [{say: Sit.}]}")[0]


@pytest.mark.parametrize("group", ["each: ''", "each: [hand]", "with: 3", "with: right, each: {n: [one, two]}"])
def test_where_the_names_of_a_group_cannot_be_read_none_in_it_is_told_as_never_set(group: str) -> None:
    inside = "steps: [{say: 'The {hand}'}, {repeat: 2, steps: [{say: '{n} {hand}'}]}]"
    problems = problems_of(f"{{{group}, {inside}}}")
    assert len(problems) == 1
    assert "needs keys and values" in problems[0]


def test_each_unknown_name_is_told_once_for_a_text() -> None:
    messages = [problem.split(" (")[0] for problem in problems_of("say: The {b}, the {a} and the {b}")]
    assert messages == ["FILE:3:5: {a} is never set", "FILE:3:5: {b} is never set"]


def test_unknown_names_are_told_beside_other_problems() -> None:
    assert len(problems_of("{say: 'The {hand}', do: long}", "Sit.")) == 3


def test_as_many_cues_as_the_limit_are_possible() -> None:
    turns = MAX_CUES // 4  # a narration, a practice and a pause, and what may stand between two turns
    assert problems_of(f"{{repeat: {turns}, steps: [{{say: In.}}]}}") == []
    assert "100,000 cues" in problems_of(f"{{repeat: {turns + 1}, steps: [{{say: In.}}]}}")[0]


def test_a_day_is_possible_and_not_a_millisecond_more() -> None:
    assert problems_of("{repeat: 24, steps: [{do: 1h}]}") == []
    assert "24 hours" in problems_of("{repeat: 24, steps: [{do: 1h}]}", "pause: 1ms")[0]


def test_rests_inside_a_narration_count() -> None:
    assert "24 hours" in problems_of("{repeat: 2, steps: [{say: 'In. [pause 13h]'}]}")[0]


def test_what_is_between_two_turns_counts_once_less_than_the_turns() -> None:
    assert problems_of("{repeat: 3, between: 'On. [pause 11h]', steps: [{say: In.}]}") == []
    assert "24 hours" in problems_of("{repeat: 4, between: 'On. [pause 11h]', steps: [{say: In.}]}")[0]


def test_characters_count_with_their_names_filled_in() -> None:
    group = "{{each: {{a: [{value}]}}, steps: [{{title: '{title}', say: In.}}]}}"
    fits = MAX_CHARACTERS // 6000 - 10
    assert problems_of(group.format(value="x" * fits, title="{a}" * 6000)) == []
    assert "characters" in problems_of(group.format(value="x" * (fits + 10), title="{a}" * 6000))[0]


@pytest.mark.parametrize("text", ["title", "section"])
def test_names_count_wherever_they_are_filled_in(text: str) -> None:
    value, many = "x" * 9000, "{a}" * 3000
    outer = f"{{each: {{a: [{value}, y]}}, steps: [%s]}}"
    group = f"{{{text}: '{many}', repeat: 2, steps: [{{say: In.}}]}}"
    step = f"{{{text}: '{many}', say: In.}}"
    assert "characters" in problems_of(outer % (step if text == "title" else group))[0]


def test_the_innermost_group_that_is_too_much_is_named() -> None:
    small, large = "{repeat: 2, steps: [{say: In.}]}", "{repeat: 99999, steps: [{say: In.}]}"
    text = f"title: T\nsteps:\n  - {small}\n  - repeat: 2\n    steps:\n      - {large}\n      - {small}\n"
    with pytest.raises(RoutineError) as error:
        parse_routine(text.encode(), "FILE")
    assert [(problem.place.line, problem.place.column) for problem in error.value.problems] == [(6, 10)]


def test_words_during_a_practice_count_with_their_names_filled_in() -> None:
    step = "{do: 40s, guide: {half: '%s'}}" % ("{a}" * 100)
    group = f"{{each: {{a: [{'x' * 9000}, y]}}, steps: [{{repeat: 20, steps: [{step}]}}]}}"
    assert "characters" in problems_of(group)[0]


def test_words_for_a_condition_count_like_the_words_that_they_replace() -> None:
    words = "In. [pause 1s] " * 100
    assert "100,000 cues" in problems_of(f"{{repeat: 10000, steps: [{{say: '{words}'}}]}}")[0]
    assert "100,000 cues" in problems_of(f"{{repeat: 10000, steps: [{{say: In., instead: {{crps: '{words}'}}}}]}}")[0]


@pytest.mark.parametrize(
    ("step", "most"),
    [
        ("do: {breaths: 1000, in: 1s, out: 1s}", 24),
        ("do: {rounds: 1000, tense: 1s, release: 1s}", 42),
        ("do: {times: 1000, each: 100ms, count: aloud}", 90),
        ("{do: 100s, rhythm: {every: 250ms}}", 240),
    ],
)
def test_what_is_heard_during_a_practice_counts(step: str, most: int) -> None:
    assert problems_of(f"{{repeat: {most}, steps: [{step}]}}") == []
    assert "100,000 cues" in problems_of(f"{{repeat: {most + 20}, steps: [{step}]}}")[0]


def test_names_are_looked_for_in_everything_that_is_said() -> None:
    step = (
        "{say: '{a}', instead: {crps: '{b}'}, do: {rounds: 1, tense: 5s, release: 9s, words: {tense: '{c}', "
        "release: '{d}'}}, guide: {half: '{e}', at: {8s: '{f}'}, last: {time: 2s, say: '{g}'}}, title: '{h}'}"
    )
    told = [problem.split(": ")[1].split(" ")[0] for problem in problems_of(step)]
    assert sorted(told) == [f"{{{name}}}" for name in "abcdefgh"]


def test_a_name_of_with_is_known_inside_its_group_alone() -> None:
    assert problems_of("{with: {hand: left}, steps: [{say: 'The {hand} hand.'}]}") == []
    outside = problems_of("{with: {hand: left}, steps: [{say: Sit.}]}", "say: 'The {hand} hand.'")
    assert ["{hand} is never set" in problem for problem in outside] == [True]


def test_a_name_of_with_is_unknown_in_its_own_values() -> None:
    assert "{hand} is never set" in problems_of("{with: {hand: 'my {hand}'}, steps: [{say: Sit.}]}")[0]


def test_with_sets_no_other_name() -> None:
    assert "{other_hand} is never set" in problems_of("{with: {hand: left}, steps: [{say: '{other_hand}'}]}")[0]
