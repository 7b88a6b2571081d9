from __future__ import annotations

import pytest

from coach.routine.duration_range import added
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.timeline.compiler import compile_routine, left_out
from coach.timeline.expand import expand
from coach.timeline.optional_steps import Choice, choices
from coach.timeline.pieces import PartMaker

pytestmark = pytest.mark.unit


def per_character(text: str) -> int:
    return 100 * len(text)


def chosen(*steps: str) -> list[Choice]:
    text = "title: T\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    routine = parse_routine(text.encode(), "FILE")
    maker = PartMaker(routine, lambda text, _: per_character(text))
    return choices(maker.parts(list(expand(routine))))


def titles(steps: tuple[Step, ...]) -> str:
    return "".join(step.title or "?" for step in steps)


def step(title: str, keep: str = "") -> str:
    return f"{{title: {title}, do: 10s{f', keep: {keep}' if keep else ''}}}"


def test_without_optional_steps_there_is_one_choice() -> None:
    (only,) = chosen(step("A"), step("B"))
    assert only.left_out == ()
    assert only.whole == added(part.span for part in only.parts)


def test_one_more_step_leaves_in_each_choice() -> None:
    found = chosen(step("A", "optional"), step("B"), step("C", "optional"))
    assert [titles(choice.left_out) for choice in found] == ["", "C", "CA"]


def test_later_steps_leave_before_earlier_ones() -> None:
    found = chosen(*(step(title, "optional") for title in "ABCD"))
    assert titles(found[-1].left_out) == "DCB"


def test_a_session_in_which_nothing_happens_is_no_choice() -> None:
    assert len(chosen(step("A", "optional"), "pause: 5s")) == 1


def spoken(choice: Choice) -> list[str]:
    return [piece.text for part in choice.kept for piece in part.pieces if piece.kind == "speech"]


def test_what_is_said_between_two_turns_leaves_with_them() -> None:
    loop = "{repeat: 3, between: Again., steps: [%s]}"
    whole, without = chosen(loop % "{say: In., do: 5s, keep: optional}", "say: End.")
    assert (spoken(whole), spoken(without)) == (["In.", "Again.", "In.", "Again.", "In.", "End."], ["End."])
    assert without.whole == added(part.span for part in without.kept)


def test_what_is_said_between_two_turns_stays_with_a_step_that_stays() -> None:
    _, without = chosen("{repeat: 2, between: Again., steps: [{say: In., keep: optional}, {say: Out.}]}")
    assert spoken(without) == ["Out.", "Again.", "Out."]


def test_an_inner_between_leaves_and_the_outer_one_stays() -> None:
    inner = "{repeat: 2, between: Inner., steps: [{say: In., keep: optional}]}"
    _, without = chosen(f"{{repeat: 2, between: Outer., steps: [{inner}, {{say: Out.}}]}}")
    assert spoken(without) == ["Out.", "Outer.", "Out."]


def test_a_lower_order_leaves_before_a_higher_one_wherever_it_stands() -> None:
    orders = ["optional 2", "optional", "optional 9", "optional 2", "optional 1", ""]
    found = chosen(*(step(title, keep) for title, keep in zip("ABCDEF", orders, strict=True)))
    assert titles(found[-1].left_out) == "EBDAC"


def test_all_turns_of_one_step_leave_together() -> None:
    inner = f"{step('A', 'optional')}, {step('B')}"
    whole, without = chosen(f"{{each: {{hand: [left, right]}}, steps: [{inner}]}}")
    assert [part.action.title for part in whole.kept] == ["A", "B", "A", "B"]
    assert [part.action.title for part in without.kept] == ["B", "B"]


def test_steps_that_look_alike_leave_one_by_one() -> None:
    found = chosen(step("A", "optional"), step("A", "optional"), step("B"))
    assert [len(choice.kept) for choice in found] == [3, 2, 1]


def test_a_choice_takes_what_its_kept_parts_take() -> None:
    found = chosen(
        "{say: One., do: 20s, pause: 3s, keep: optional 2}",
        "{repeat: 3, steps: [{do: {times: 4, each: 5s}, keep: optional}, {say: Two.}]}",
        "{do: 7s exactly, keep: optional}",
    )
    assert len(found) == 4
    for choice in found:
        assert choice.whole == added(part.span for part in choice.kept)


@pytest.mark.parametrize(
    ("length_ms", "gone"),
    [(None, ""), (54_000, ""), (26_000, ""), (25_999, "C"), (22_000, "C"), (21_999, "CA"), (18_000, "CA")],
)
def test_no_more_steps_leave_than_must(length_ms: int | None, gone: str) -> None:
    # Head and tail take 14 s, each practice 4 s at least.
    steps = [step("A", "optional 2"), step("B"), step("C", "optional")]
    text = "title: T\nsteps:\n" + "".join(f"  - {each}\n" for each in steps)
    assert titles(left_out(parse_routine(text.encode(), "FILE"), per_character, length_ms)) == gone


def test_a_step_that_has_left_is_not_heard() -> None:
    text = b"title: T\nsteps: [{say: One., pause: 0s}, {say: Two., do: 9s, keep: optional}, {say: Three., pause: 0s}]"
    timeline = compile_routine(parse_routine(text, "FILE"), per_character, 15_000)
    assert [(cue.step, cue.text) for cue in timeline.speech] == [(1, "One."), (2, "Three.")]


def test_all_steps_of_an_optional_group_leave_together() -> None:
    group = f"{{section: S, keep: optional, steps: [{step('A')}, {{repeat: 2, steps: [{step('B')}]}}]}}"
    assert [titles(choice.left_out) for choice in chosen(group, step("C"))] == ["", "AB"]


def test_a_step_of_a_group_can_leave_before_it_and_nothing_leaves_twice() -> None:
    steps = f"{step('A')}, {step('B', 'optional')}, {step('C', 'optional 3')}"
    found = chosen(f"{{keep: optional 2, steps: [{steps}]}}", step("D"))
    assert [titles(choice.left_out) for choice in found] == ["", "B", "BAC"]
    for choice in found:
        assert choice.whole == added(part.span for part in choice.kept)


def test_an_inner_group_leaves_before_the_one_around_it() -> None:
    inner = f"{{keep: optional, steps: [{step('A')}, {step('B')}]}}"
    found = chosen(f"{{keep: optional, steps: [{inner}, {step('C')}]}}", step("D"))
    assert [titles(choice.left_out) for choice in found] == ["", "AB", "ABC"]


def test_the_words_of_an_optional_group_leave_with_it() -> None:
    loop = "{repeat: 2, between: Again., again: As before., keep: optional, steps: [{say: In now., do: 5s}]}"
    whole, without = chosen(loop, "say: End.")
    assert (spoken(whole), spoken(without)) == (["In now.", "Again.", "As before.", "End."], ["End."])
    assert without.whole == added(part.span for part in without.kept)
