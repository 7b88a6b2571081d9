"""Whatever a session of the library says, at any length and pace, stands among its texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.errors import RoutineError
from coach.routine.loader import load_routine
from coach.routine.model import Routine
from coach.routine.routine_files import bundled_routines
from coach.timeline.compiler import compile_routine, reach_of
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.spoken_texts import spoken_texts

pytestmark = pytest.mark.property


def lengths(routine: Routine, pace: int) -> Iterator[int | None]:
    least, most = reach_of(routine, estimate_by_pace(pace))
    yield from (None, *(least + (most - least) * share // 10 for share in range(1, 10, 2)))


@pytest.mark.parametrize("name", bundled_routines())
@pytest.mark.parametrize("pace", [90, 125, 170])
def test_no_session_of_the_library_says_anything_else(name: str, pace: int) -> None:
    loaded = load_routine(bundled_routines()[name])
    for length_ms in lengths(loaded, pace):
        try:
            timeline = compile_routine(loaded, estimate_by_pace(pace), length_ms)
        except RoutineError:
            continue
        listed = spoken_texts(loaded, timeline.duration_ms if length_ms else None)
        assert {cue.text for cue in timeline.speech} <= {each.text for each in listed}
