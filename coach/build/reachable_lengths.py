"""BuildPlan → the same, without files whose length cannot be had: a dry run promises no more than a build can do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach.errors import CoachError, RoutineError
from coach.log import logger, swallowing
from coach.session import prepare_routine
from coach.speech.casting import cast_narrator, measure_so_far
from coach.timeline.compiler import check_length, compile_routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.build.build_plan import BuildPlan, Planned
    from coach.build.orders import Order
    from coach.routine.model import Routine
    from coach.timeline.head_and_tail import Margins

_log = logger(__name__)
_ERRORS = (0.8, 1.25)
"""How many times as long as they are estimated words may take that have not been spoken: at least, and at most."""


def refuse_unreachable(plan: BuildPlan) -> BuildPlan:
    """Return a plan that refuses what a build would refuse for its length, as far as that is known beforehand.

    Nothing is spoken for it. Words that have been spoken count as long as they are, others by an estimate; where that
    decides, and may be wrong, the file stays in the plan.
    """
    return replace(plan, files=tuple(map(_judged, plan.files)))


def _judged(planned: Planned) -> Planned:
    if planned.verdict != "make":
        return planned
    with swallowing(_log, f"looking whether {planned.order.path} can be so long", CoachError):
        if why := _unreachable(planned.order):
            return replace(planned, verdict="refused", why=why)
    return planned


def _unreachable(order: Order) -> str:
    """Return why a session cannot be as long as it is asked to be; empty where it can, or may be."""
    if not (order.options.length_ms or order.routine.length):
        return ""
    routine, profile = prepare_routine(order.routine, order.options)
    wanted, margins = order.options.length_ms, profile.margins
    with cast_narrator(routine, order.options, None) as narrator:
        measure = partial(measure_so_far, narrator)
        refused = [_refusal(routine, measure(factor), wanted, margins) for factor in (1.0, *_ERRORS)]
        if len({*refused}) == 1:  # all has been spoken, or what has not makes no difference
            return refused[0]
        try:
            check_length(routine, measure, wanted, margins, _ERRORS)
        except RoutineError as error:
            return str(error)
    return ""


def _refusal(routine: Routine, measure: Callable[..., int], length_ms: int | None, margins: Margins) -> str:
    """Return what an export would say of the length with this measure of speech; empty where it would be had."""
    try:
        compile_routine(routine, measure, length_ms, paced_length=measure, margins=margins)
    except RoutineError as error:
        return str(error)
    return ""
