"""Steps of a text that warns in pregnancy → the same, where a held breath is left out for whoever is pregnant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.steps.nodes import steps_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.draft.steps.nodes import Node

PREGNANCY = "pregnancy"
_HELD = Expression(r"\{breaths:.*\b(?:hold|rest):")


def skip_held_breaths(nodes: list[Node], conditions: Iterable[str]) -> None:
    """Leave out the steps in which a breath is held for whoever is pregnant, if a warning is about pregnancy."""
    if PREGNANCY not in conditions:
        return
    for step in steps_in(nodes):
        if _HELD.match(step.practice.do):
            step.leave_out_for([PREGNANCY])
