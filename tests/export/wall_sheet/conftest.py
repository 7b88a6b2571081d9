from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.export.about import title_for
from coach.export.wall_sheet.sheet_rows import WallSheet
from coach.export.wall_sheet.steps_on_sheet import sheet_of
from coach.routine.for_listener import adapt
from coach.routine.library import open_routine
from coach.routine.loader import parse_routine
from coach.speech.casting import estimate_for
from coach.timeline.compiler import plan_routine

Make = Callable[..., WallSheet]


@pytest.fixture(scope="session")
def make() -> Make:
    """Return what stands on the sheet of a routine: of the library by its name, or of a text."""

    def made(
        text: str, *, length_ms: int | None = None, conditions: tuple[str, ...] = (), words: str = "full"
    ) -> WallSheet:
        routine = parse_routine(text.encode(), "FILE") if "\n" in text else open_routine(text)
        adapted = adapt(routine, conditions, (), words)
        estimate = estimate_for(adapted)
        plan = plan_routine(adapted, estimate, length_ms, paced_length=estimate)
        ordinary = plan_routine(routine, estimate, paced_length=estimate) if conditions else None
        title, command = title_for(adapted, conditions), "coach transcript NAME"
        return sheet_of(title, adapted, plan, conditions=conditions, ordinary=ordinary, command=command)

    return made
