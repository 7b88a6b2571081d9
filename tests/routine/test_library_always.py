"""The bundled routines for everybody, at any length that can be asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coach.errors import RoutineError
from coach.routine.conditions import cautions
from coach.routine.for_listener import WORDS, adapt
from coach.routine.model import Routine
from coach.timeline.compiler import compile_routine, reach_of
from coach.timeline.estimate import estimate_by_pace
from tests.routine.test_library import EACH, bundled, timeline_of

pytestmark = pytest.mark.property


def is_exact_or_refused(routine: Routine, lengths: Sequence[int]) -> bool:
    """Whether it takes exactly so long, or is refused with the reason as it can only be shorter, or longer."""
    measure = estimate_by_pace(routine.voice.pace)
    shortest, longest = reach_of(routine, measure)
    for length in lengths:
        if not shortest <= length <= longest:
            with pytest.raises(RoutineError, match=r"cannot take .* it takes .* at least and .* at most \(of the"):
                compile_routine(routine, measure, length)
        elif compile_routine(routine, measure, length).duration_ms != length:
            return False
    return True


@EACH
@pytest.mark.parametrize("words", WORDS)
def test_at_half_its_length_and_half_again_it_is_exact_for_everybody_or_is_refused(name: str, words: str) -> None:
    routine = bundled(name).model_copy(update={"length": None})
    natural = compile_routine(routine, estimate_by_pace(routine.voice.pace)).duration_ms
    for condition in ("", *cautions()):
        if timeline_of(name, condition):
            given = [condition] if condition else []
            stops = [each for each in given if cautions()[each].effect == "stop"]
            adapted = adapt(routine, given, stops, words)
            assert is_exact_or_refused(adapted, [natural * halves // 2 for halves in (1, 2, 3)])
