"""Time that passes with nothing said → given to the step before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.quantities import NONE
from coach.draft.steps.nodes import StepNode, steps_in
from coach.draft.steps.practice_form import GUESSED, practice_of
from coach.units import parse_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.numbers import Amount
    from coach.draft.steps.nodes import Node


def let_pass(nodes: list[Node], time: Amount, line: int, *, first: bool) -> None:
    """Let time pass before a step that comes "10 minutes later": the step before it takes so long.

    `first`: whether nothing at all stands before it, so that there is nothing to wait for.
    """
    last = _last(nodes)
    practice = practice_of(replace(NONE, time=time), "")
    if last and last.practice.why in ("", GUESSED) and (not last.practice.do or last.practice.why):
        last.practice = practice
    elif last or not first:
        nodes.append(StepNode("", line, practice))


def give_rest(nodes: Sequence[Node], pause: str) -> None:
    """Give a pause that has no words to the step before it, unless that has a longer one."""
    last = _last(nodes)
    if last and pause and (not last.pause or parse_duration(last.pause) < parse_duration(pause)):
        last.pause = pause


def _last(nodes: Sequence[Node]) -> StepNode | None:
    return next(iter(steps_in(list(nodes))[-1:]), None)
