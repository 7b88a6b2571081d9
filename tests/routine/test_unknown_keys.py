from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.loader import parse_routine

pytestmark = pytest.mark.unit


def problems(text: str) -> list[str]:
    with pytest.raises(RoutineError) as error:
        parse_routine(text.encode(), "FILE")
    return str(error.value).splitlines()


def test_what_stands_under_a_key_that_was_meant_is_looked_at_in_the_same_go() -> None:
    told = problems("titel: T\nstep:\n  - sya: Rest.\n    do: fast\n  - section: S\n    step: [{say: On., doo: 3s}]\n")
    assert [line.partition(" (")[0] for line in told] == [
        "FILE:1:1: unknown key 'titel'",
        "FILE:2:1: unknown key 'step'",
        "FILE:3:5: unknown key 'sya'",
        "FILE:4:5: 'fast' is not a duration",
        "FILE:6:5: unknown key 'step'",
        "FILE:6:23: unknown key 'doo'",
    ]


def test_a_name_that_a_misspelled_each_sets_is_set() -> None:
    (told,) = problems(
        "title: T\nsteps:\n  - eahc: {hand: [left, right]}\n    steps: [{say: 'Rest your {hand} hand.'}]\n"
    )
    assert told == "FILE:3:5: unknown key 'eahc' (did you mean 'each'?)"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("{say: A., sya: B.}", "unknown key 'sya' (did you mean 'say'?)"),
        ("{say: A., circles: 3, across: 2cm}", "'circles' and 'across' belong under 'do' (write "),
        ("{say: A., do: {time: 3s, pause: 3s}}", "'pause' belongs in the step itself (write "),
        ("{say: A., every: 4s, do: 20s}", "'every' belongs under 'rhythm' (write 'rhythm: {every: 4s}')"),
        ("{repeat: 3, between: B., say: A.}", "'repeat' and 'between' belong to a group of steps, and "),
        ("{repeat: 3, say: A., do: 3s, steps: [{say: B.}]}", "'say' and 'do' belong in a step (give it a step of "),
        ("{say: A., do: {atemzüge: 6, ein: 4s, aus: 6s}}", "unknown key "),
    ],
)
def test_one_mistake_is_one_problem(step: str, told: str) -> None:
    first, *more = problems(f"title: T\nsteps:\n  - {step}\n")
    assert first.partition(": ")[2].startswith(told)
    assert "atem" in step or more == []


def test_a_key_that_there_is_already_is_not_meant_a_second_time() -> None:
    assert problems("title: T\ntitel: U\nsteps: [say: A.]\n") == [
        "FILE:2:1: unknown key 'titel' (did you mean 'title'?)"
    ]


def test_a_file_full_of_unknown_keys_is_told_soon() -> None:
    keys = "".join(f"key{number}: x\n" for number in range(3_000))
    assert problems(f"title: T\nsteps: [say: A.]\n{keys}")[-1].startswith("and 2,950 more; ")
