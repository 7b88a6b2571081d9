"""Whatever stands at whatever place of a routine: each message says what to do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.routine.test_error_messages import EVERYTHING, changed, paths, problems_of

pytestmark = pytest.mark.property

WRONG = ["nonsense", "", 7, [], ["nonsense"], [["nonsense"]], {}, {"nonsense": "x"}, {"time": {"time": ["x"]}}]


@pytest.mark.parametrize("path", list(paths(EVERYTHING)), ids=lambda path: ".".join(map(str, path)))
def test_whatever_stands_where_it_should_not_is_told_with_what_to_do(path: tuple[Any, ...]) -> None:
    found = [problem for wrong in WRONG for problem in problems_of(changed(path, wrong))]
    assert [str(problem) for problem in found if not problem.hint] == []
