from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.routine.narration import Rest, Words
from coach.timeline.expand import Action, expand

pytestmark = pytest.mark.unit


def expanded(*steps: str) -> list[Action]:
    text = "title: T\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    return list(expand(parse_routine(text.encode(), "FILE")))


def spoken(*steps: str) -> list[str]:
    return [part.text for action in expanded(*steps) for part in action.narration if isinstance(part, Words)]


def test_a_step_becomes_one_action_with_all_it_has() -> None:
    routine = parse_routine(b"title: T\nsteps: [{title: Sit, say: 'Sit. [pause 1s]', do: 2s, pause: 3s}]", "FILE")
    (action,), (step,) = expand(routine), routine.steps
    assert isinstance(step, Step)
    assert action == Action((Words("Sit."), Rest(1_000)), step, "Sit")


def test_what_a_step_does_not_name_stays_open() -> None:
    (action,) = expanded("do: 0s")
    assert (action.narration, action.title, action.section, action.names) == ((), None, None, {})


def test_every_turn_of_a_step_comes_from_the_same_step() -> None:
    one, _, two, _ = expanded("{repeat: 2, steps: [{say: One.}, {say: One.}]}")
    other = expanded("{repeat: 2, steps: [{say: One.}, {say: One.}]}")[1]
    assert one.step is two.step
    assert one.step is not other.step


def test_what_repeats_is_looped() -> None:
    actions = expanded(
        "say: Once.",
        "{steps: [{say: Once.}]}",
        "{repeat: 1, steps: [{say: Once.}]}",
        "{repeat: 2, between: Again., steps: [{steps: [{say: Twice.}]}]}",
        "{each: {hand: [left, right]}, steps: [{say: Twice.}]}",
    )
    assert [action.looped for action in actions] == [False] * 3 + [True] * 5


def test_names_reach_the_action() -> None:
    left, right = expanded("{each: {hand: [left, right]}, steps: [{say: Rest.}]}")
    assert left.names == {"hand": "left", "other_hand": "right"}
    assert right.names == {"hand": "right", "other_hand": "left"}


def test_with_gives_names_to_its_steps() -> None:
    inner = "{with: {hand: '{side}', other_hand: '{other_side}'}, steps: [{say: 'The {hand}, not the {other_hand}.'}]}"
    assert spoken(f"{{each: {{side: [left, right]}}, steps: [{inner}]}}") == [
        "The left, not the right.",
        "The right, not the left.",
    ]


def test_with_stands_beside_each_and_repeat() -> None:
    inside = "steps: [{say: '{a} {hand}'}]"
    assert spoken(f"{{each: {{hand: [l, r]}}, with: {{a: my}}, {inside}}}") == ["my l", "my r"]
    assert spoken(f"{{repeat: 2, with: {{a: my, hand: hand}}, {inside}}}") == ["my hand", "my hand"]


def test_a_section_is_repeated_for_each_hand() -> None:
    actions = expanded("{section: 'The {hand} hand', each: {hand: [left, right]}, steps: [{say: Rest.}]}")
    assert [action.section for action in actions] == ["The left hand", "The right hand"]


def test_titles_are_filled() -> None:
    actions = expanded("{each: {hand: [left, right]}, steps: [{title: 'Your {hand}, not {other_hand}', do: 1s}]}")
    assert [action.title for action in actions] == ["Your left, not right", "Your right, not left"]


def test_between_is_said_between_turns_and_at_no_end() -> None:
    assert spoken("{repeat: 3, between: Again., steps: [{say: In.}]}") == ["In.", "Again.", "In.", "Again.", "In."]


def test_between_is_an_action_of_its_own_in_the_section_that_begins() -> None:
    _, between, _ = expanded("{section: '{n}', each: {n: [a, b]}, between: 'Now {n}.', steps: [{say: Go., do: 1s}]}")
    assert between == Action((Words("Now b."),), section="b", looped=True, turns=(1, 1))


def test_an_inner_loop_begins_afresh_in_every_turn() -> None:
    inner = "{each: {f: [thumb, ring]}, between: Next., steps: [{say: '{h} {f}'}]}"
    expected = ["l thumb", "Next.", "l ring", "r thumb", "Next.", "r ring"]
    assert spoken(f"{{each: {{h: [l, r]}}, steps: [{inner}]}}") == expected


def test_values_may_use_the_names_around_them() -> None:
    inner = "{each: {f: ['{h} thumb', '{other_h} ring']}, steps: [{say: '{f}, then {other_f}'}]}"
    assert spoken(f"{{each: {{h: [l, r]}}, steps: [{inner}]}}") == [
        "l thumb, then r ring",
        "r ring, then l thumb",
        "r thumb, then l ring",
        "l ring, then r thumb",
    ]


def test_a_name_ends_with_its_group() -> None:
    actions = expanded("{section: A, steps: [{section: B, steps: [{say: x}]}, {say: y}]}", "{say: z}")
    assert [action.section for action in actions] == ["B", "A", None]


def test_a_value_without_words_is_refused_where_it_is_spoken() -> None:
    with pytest.raises(RoutineError, match=r"FILE:3:42: with its \{names\} filled in, '—' has no words to speak"):
        expanded("{each: {hand: ['—', left]}, steps: [{say: '{hand}'}]}")


def test_the_other_one_of_an_outer_name_is_gone_where_the_name_is_set_anew() -> None:
    inner = "{each: {hand: [a, b, c]}, steps: [{say: '{hand}'}]}"
    actions = expanded(f"{{each: {{hand: [left, right]}}, steps: [{inner}]}}")
    assert [dict(action.names) for action in actions[:3]] == [{"hand": "a"}, {"hand": "b"}, {"hand": "c"}]
