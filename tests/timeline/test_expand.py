from __future__ import annotations

from coach.routine.loader import parse_routine
from coach.routine.narration import Rest, Words
from coach.timeline.expand import Action, expand


def expanded(*steps: str) -> list[Action]:
    text = "title: T\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    return list(expand(parse_routine(text.encode(), "FILE")))


def spoken(*steps: str) -> list[str]:
    return [part.text for action in expanded(*steps) for part in action.narration if isinstance(part, Words)]


def test_a_step_becomes_one_action_with_all_it_has() -> None:
    actions = expanded("{title: Sit, say: 'Sit. [pause 1s]', do: 2s, pause: 3s}")
    assert actions == [Action((Words("Sit."), Rest(1_000)), 2_000, 3_000, "Sit", None)]


def test_what_a_step_does_not_name_stays_open() -> None:
    assert expanded("do: 0s") == [Action(do_ms=0)]
    assert expanded("pause: 0s") == [Action(pause_ms=0)]


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
    assert between == Action((Words("Now b."),), section="b")


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
