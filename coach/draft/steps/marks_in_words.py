"""Steps whose time is written with marks → the same in words: a voice says 90″ as ninety inches, or as ninety."""

from __future__ import annotations

import re
from functools import partial

from coach.draft.english.expression import Expression
from coach.draft.language import in_own_words
from coach.draft.steps.nodes import Node, StepNode, steps_in
from coach.units import format_duration

_MARKED = Expression(r"(?<![\w\"'’])(\d{1,3})(?:(″|''|\"|”)|(?:′|'|’))(?! ?\d|[\w\"'])")
"""A pattern of a number with one mark; with two, as in 2'30", it is understood by every voice of coach's."""


def say_marks_in_words(nodes: list[Node]) -> None:
    """Change what steps say: a mark that was taken for the time of the practice becomes "seconds" or "minutes".

    Other marks stay, since a strip may be 2″ wide.
    """
    for step in steps_in(nodes):
        if step.practice.do:
            step.say = _MARKED.sub(partial(_in_words, step), step.say)


def _in_words(step: StepNode, match: re.Match[str]) -> str:
    number, word, unit_ms = int(match[1]), "second" if match[2] else "minute", 1_000 if match[2] else 60_000
    if format_duration(number * unit_ms) not in re.findall(r"\w+", step.practice.do):
        return match[0]
    return f"{match[1]} {in_own_words(word if number == 1 else f'{word}s')}"
