"""The bundled routines for everybody, at any length that can be asked for."""

from __future__ import annotations

import pytest

from coach.routine.conditions import cautions
from coach.routine.for_listener import WORDS, adapt
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from tests.routine.test_library import EACH, bundled, timeline_of

pytestmark = pytest.mark.property


@EACH
@pytest.mark.parametrize("words", WORDS)
def test_at_half_its_length_and_half_again_it_is_exact_for_everybody(name: str, words: str) -> None:
    routine = bundled(name).model_copy(update={"length": None})
    measure = estimate_by_pace(routine.voice.pace)
    natural = compile_routine(routine, measure).duration_ms
    for condition in ("", *cautions()):
        if timeline_of(name, condition):
            given = [condition] if condition else []
            stops = [each for each in given if cautions()[each].effect == "stop"]
            adapted = adapt(routine, given, stops, words)
            own = compile_routine(adapted, measure).duration_ms
            lengths = [ms * halves // 2 for ms in (natural, own) for halves in (1, 2, 3)]
            assert [compile_routine(adapted, measure, ms).duration_ms for ms in lengths] == lengths
