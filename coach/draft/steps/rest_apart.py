"""A single hold with a rest behind it ("hold 20 secs, rest 20 secs") → the hold, and the rest as a step of its own.

What is tensed and let go again and again is guided in rounds; here the listener is told once, when the rest begins.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.language import in_own_words
from coach.draft.steps.nodes import StepNode
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.english.quantities import Quantities
    from coach.draft.reading.passages import Sentence

_RESTS = Expression(
    r"^\W*(?:[^:.]{1,30}:\W+)?(?:(?:now|then|and|next)\W+)*hold\b[^.;]*"
    r"\b(?:rest|pause|break|breather|recover|off)\b[^.;]*\W*$",
    re.IGNORECASE,
)
"""A pattern of a hold and a rest, and nothing else: what is held was told before."""


def with_rest_apart(figures: Quantities, sentences: Sequence[Sentence]) -> tuple[Quantities, list[StepNode]]:
    """Return the quantities of a step without its rest, and that rest as a step; or both as they are."""
    if figures.release is None or figures.times or figures.breaths or not _RESTS.search(sentences[-1].text):
        return figures, []
    rest = StepNode(in_own_words("Rest."), sentences[-1].line, pause=format_duration(figures.release))
    return replace(figures, release=None), [rest]
