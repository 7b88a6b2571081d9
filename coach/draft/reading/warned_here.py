"""A sentence, where it stands and what it is likely to be → whether it warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.needs import listed_needs
from coach.draft.reading.warnings import asks_for_care, is_forbidding, is_warning

if TYPE_CHECKING:
    from coach.draft.reading.candidates import Candidate


def warns_here(candidate: Candidate, *, by_place: bool, forbids: bool) -> bool:
    """Whether a sentence warns.

    `by_place`: a heading or the sentence beside it makes a warning of it; `forbids`: it warns if it forbids something.
    What the rules take for a warning, as any illness that is named, is one unless it is certainly but talk.
    """
    text, likely = candidate.text, candidate.likely
    if (is_about_page(text) and not asks_for_care(text)) or listed_needs(text):
        return False
    by_rule = is_warning(candidate.whole) or (forbids and is_forbidding(text))
    return by_place or likely.likely_warns or (by_rule and not likely.certainly_talks)
