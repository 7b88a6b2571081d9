"""`coach play --from` → the step that is meant: its number, or words of its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.timeline.plan import Plan


def check_start(start: str, conditions: Sequence[str], *, resume: bool) -> None:
    """Raise UsageError where a session cannot begin at a step: what is said first to a condition has to be heard."""
    if resume:
        raise UsageError("--resume and --from each name a step; give one of them")
    if conditions:
        remedy = "play it from its beginning, and go on by `next`"
        raise UsageError(f"with --condition {conditions[0]}, what is said first has to be heard: {remedy}")
    if not start.strip():
        raise UsageError("--from needs a step: its number, or words of its title")


def step_named(start: str, plan: Plan) -> int:
    """Return the number of the step that somebody means, from 1; raises UsageError where there is none.

    Of several with the same words, it is the first; a title that is exactly so goes before one that has them in it.
    """
    titles = [_plain(part.action.title or "") for part in plan.parts[1:-1]]
    if re.fullmatch(r"\d{1,9}", start.strip()):
        return _numbered(int(start), len(titles))
    wanted = _plain(start)
    for fits in (wanted.__eq__, lambda title: title.startswith(wanted), lambda title: wanted in title):
        if found := next((number for number, title in enumerate(titles, 1) if wanted and fits(title)), None):
            return found
    hint = suggest(wanted, filter(None, titles), "`coach timeline` shows the steps")
    raise UsageError(f"no step is called '{start}'; {hint}")


def _numbered(number: int, steps: int) -> int:
    if 1 <= number <= steps:
        return number
    raise UsageError(f"there is no step {number}; the session has {steps}")


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
