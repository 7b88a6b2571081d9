from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("again", "codes"),
    [("none", []), ("Press on.", []), ("Press it. [pause 1s] On.", ["long-again"]), ("Press on now.", ["long-again"])],
)
def test_words_for_the_second_time_are_fewer(found: Found, again: str, codes: list[str]) -> None:
    assert found(f"{{repeat: 2, steps: [{{say: Press the palm., again: '{again}', do: 10s}}]}}") == codes


@pytest.mark.parametrize(
    ("again", "codes"), [("Press and lift now.", []), ("Press them and lift now.", ["long-again"])]
)
def test_words_of_a_group_are_fewer_than_those_of_all_its_steps(found: Found, again: str, codes: list[str]) -> None:
    steps = "{say: Press the palm., do: 10s}, {steps: [{say: Lift it., do: 10s}]}"
    assert found(f"{{repeat: 2, again: {again}, steps: [{steps}]}}") == codes


@pytest.mark.parametrize(
    ("step", "group", "codes"),
    [
        ("", "", []),
        ("", "again: Again., ", ["silent-wait"]),
        ("", "again: none, ", ["silent-wait"]),
        ("again: none, ", "", ["silent-wait"]),
        ("again: Wait., ", "again: Again., ", []),
    ],
)
def test_a_wait_is_announced_each_time(found: Found, step: str, group: str, codes: list[str]) -> None:
    wait = f"{{say: Wait until it is warm., {step}do: until ready}}"
    rub = "{say: Rub it., do: 9s, guide: {half: On.}}"
    assert found(f"{{repeat: 2, {group}steps: [{rub}, {{section: S, steps: [{wait}]}}]}}") == codes


def test_a_wait_that_never_says_anything_is_left_alone(found: Found) -> None:
    assert found("{repeat: 2, again: More., steps: [{say: Rub it. Then wait., do: 9s}, {do: until ready}]}") == []
