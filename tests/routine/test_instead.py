from __future__ import annotations

import pytest

from coach.routine.for_listener import adapt
from coach.routine.loader import parse_routine
from coach.routine.model import Step
from coach.timeline.compiler import compile_routine
from coach.timeline.timeline import Cue

pytestmark = pytest.mark.unit

STEP = """
  - say: Press the palm.
    again: Press.
    do: {times: 3 exactly, each: 4s}
    guide: {count: aloud}
    rhythm: {every: 2s}
    pause: 2s
    instead:
      crps: {say: Rest your palm., do: 5s, guide: {half: On.}}
      arthritis or gout: {do: {times: 2 exactly, each: 4s}}
      pregnancy: {do: none}
      diabetes: Press lightly.
""".replace(" or gout", "")


def step_for(condition: str) -> Step:
    routine = parse_routine(f"title: T\nsteps:{STEP}".encode(), "FILE")
    step = adapt(routine, [condition] if condition else []).steps[-1]
    assert isinstance(step, Step)
    return step


def heard(condition: str) -> list[tuple[str, str, int]]:
    routine = parse_routine(f"title: T\nsteps:{STEP}".encode(), "FILE")
    cues = compile_routine(adapt(routine, [condition] if condition else []), lambda text: 50 * len(text)).cues
    last = max(cue.step or 0 for cue in cues)
    return [seen(cue) for cue in cues if cue.step == last]


def seen(cue: Cue) -> tuple[str, str, int]:
    return cue.kind, cue.text if cue.kind == "speech" else "", cue.end_ms - cue.start_ms


def test_a_condition_has_its_own_practice_and_guide_words() -> None:
    assert heard("crps") == [
        ("speech", "Rest your palm.", 750),
        ("practice", "", 5_000),
        ("speech", "On.", 150),
        ("pause", "", 2_000),
    ]


def test_with_another_practice_words_can_stay_and_guide_words_do_not() -> None:
    step = step_for("arthritis")
    assert step.say
    assert (step.say.text, step.guide, step.rhythm, step.counts) == ("Press the palm.", None, None, False)
    assert [kind for kind, *_ in heard("arthritis")] == ["speech", "practice", "pause"]


def test_a_condition_can_have_no_practice() -> None:
    assert heard("pregnancy") == [("speech", "Press the palm.", 750), ("pause", "", 2_000)]


def test_with_other_words_alone_all_else_stays() -> None:
    plain, other = step_for(""), step_for("diabetes")
    assert other.say
    assert other.say.text == "Press lightly."
    assert (other.do, other.guide, other.rhythm) == (plain.do, plain.guide, plain.rhythm)


@pytest.mark.parametrize(
    ("condition", "again"),
    [("", "Press."), ("crps", "Rest your palm."), ("arthritis", "Press."), ("diabetes", "Press lightly.")],
)
def test_other_words_are_said_each_time_and_another_practice_leaves_the_short_ones(condition: str, again: str) -> None:
    found = step_for(condition).again
    assert found
    assert found.text == again
