from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.routine.model import Group, Step
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
    said = (Words("Sit."), Rest(1_000))
    assert action == Action(said, step, "Sit", whole=said)


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
    text = "{section: '{n}', each: {n: [a, b]}, between: 'Now {n}.', steps: [{say: Go., do: 1s}]}"
    routine = parse_routine(f"title: T\nsteps:\n  - {text}\n".encode(), "FILE")
    (_, between, _), (group,) = expand(routine), routine.steps
    assert isinstance(group, Group)
    assert between == Action((Words("Now b."),), section="b", looped=True, turns=(1, 1), group=group)


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


AGAIN = "{say: 'Press the {n} palm.', again: 'Now {n}.', do: 2s}"


def test_the_second_time_a_step_says_what_stands_in_again() -> None:
    assert spoken(f"{{each: {{n: [a, b, c]}}, steps: [{AGAIN}]}}") == ["Press the a palm.", "Now b.", "Now c."]


def test_whichever_loop_makes_it_the_second_time_again_is_said() -> None:
    inner = f"{{each: {{n: [a, b]}}, steps: [{AGAIN}]}}"
    assert spoken(f"{{repeat: 2, steps: [{inner}]}}") == ["Press the a palm.", "Now b.", "Now a.", "Now b."]


def test_without_a_loop_a_step_is_said_whole() -> None:
    assert spoken("{say: Press., again: Now., do: 2s}") == ["Press."]


def test_a_step_can_go_on_without_a_word() -> None:
    one, two = expanded("{repeat: 2, steps: [{say: Press. Then rest., again: none, do: 2s}]}")
    assert (two.narration, two.whole, two.called) == ((), one.narration, "Press. Then rest.")


def test_a_step_with_nothing_left_to_say_or_do_is_left_out() -> None:
    steps = "{say: Look at it., again: none}, {say: Hold., again: none, pause: 2s}, {say: Rest., do: 1s}"
    assert len(expanded(f"{{repeat: 3, steps: [{steps}]}}")) == 3 + 2 + 2


def test_a_group_says_its_own_words_once_in_the_place_of_all_in_it() -> None:
    inner = "{steps: [{say: Press., do: 1s}, {say: Lift., do: 1s}]}"
    loop = f"{{each: {{n: [a, b]}}, again: 'As on {{n}}.', between: 'Now {{n}}.', steps: [{inner}, {{do: 2s}}]}}"
    assert spoken(loop) == ["Press.", "Lift.", "Now b.", "As on b."]
    *_, between, opening, press, lift, _ = expanded(loop)
    assert (between.turns, opening.turns) == ((3, 4), (0, 3))
    assert (opening.step, press.narration, lift.called) == (None, (), "Lift.")


def test_a_group_around_which_something_repeats_says_them_too() -> None:
    group = "{section: S, again: The same., steps: [{say: Press., do: 1s}]}"
    assert spoken(f"{{repeat: 2, steps: [{{say: Begin., do: 1s}}, {group}]}}") == [
        *("Begin.", "Press."),
        *("Begin.", "The same."),
    ]


def test_in_a_group_with_words_of_its_own_a_step_says_only_its_own_again() -> None:
    steps = "{say: Press., do: 1s}, {say: Lift it up., again: Lift., do: 1s}"
    inner = f"{{repeat: 2, between: Once more., again: Like before., steps: [{steps}]}}"
    assert spoken(f"{{repeat: 2, again: Again., steps: [{inner}]}}") == [
        *("Press.", "Lift it up.", "Once more.", "Like before.", "Lift."),
        *("Again.", "Like before.", "Lift.", "Once more.", "Like before.", "Lift."),
    ]


def test_a_group_can_go_on_without_a_word() -> None:
    assert spoken("{repeat: 3, between: More., again: none, steps: [{say: Press., do: 1s}]}") == [
        *("Press.", "More.", "More."),
    ]


def test_where_nothing_is_left_of_a_turn_nothing_is_said_for_it() -> None:
    steps = "{say: Look at it.}, {steps: [{say: And here.}]}"
    assert spoken(f"{{repeat: 3, between: More., again: Once more., steps: [{steps}]}}") == ["Look at it.", "And here."]


def test_in_brief_the_short_words_are_said_from_the_first_turn_on() -> None:
    text = (
        f"title: T\nsteps:\n  - {{each: {{n: [a, b]}}, steps: [{AGAIN}, {{say: Look., again: none}}]}}\n  - say: End.\n"
    )
    routine = parse_routine(text.encode(), "FILE").in_brief()
    said = [part.text for action in expand(routine) for part in action.narration if isinstance(part, Words)]
    assert said == ["Now a.", "Now b.", "End."]
