from __future__ import annotations

import copy

import pytest

from coach.errors import CoachError, RoutineError, UsageError
from coach.refusals import SeveralRefusals, refusal, refuse_all

pytestmark = pytest.mark.unit


def refuse(told: str) -> None:
    raise UsageError(told)


def test_all_that_is_refused_is_told_at_once() -> None:
    with pytest.raises(SeveralRefusals) as error:
        refuse_all([*refusal(lambda: refuse("one")), *refusal(lambda: None), *refusal(lambda: refuse("two"))])
    assert (str(error.value), error.value.exit_code, error.value.has_lines) == ("one\ntwo", 2, True)


def test_one_refusal_stays_what_it_is_and_none_is_none() -> None:
    refuse_all([])
    with pytest.raises(UsageError, match=r"^one$") as error:
        refuse_all(refusal(lambda: refuse("one")))
    assert type(error.value) is UsageError


def test_what_is_no_wrong_usage_goes_on() -> None:
    def broken() -> None:
        raise RoutineError([])

    with pytest.raises(RoutineError):
        refusal(broken)


def test_a_copy_is_the_same_as_from_another_process() -> None:
    error = copy.copy(SeveralRefusals([UsageError("one"), UsageError("two")]))
    assert isinstance(error, CoachError)
    assert str(error) == "one\ntwo"
