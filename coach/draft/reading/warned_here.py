"""A sentence, where it stands and what it is likely to be → whether it warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.needs import listed_needs
from coach.draft.reading.warnings import asks_for_care, is_forbidding, is_warning, names_risk

if TYPE_CHECKING:
    from coach.draft.reading.candidates import Candidate
    from coach.draft.reading.sentence_classifier import Likelihoods


def warns_here(candidate: Candidate, *, by_place: bool, forbids: bool) -> bool:
    """Whether a sentence warns.

    `by_place`: a heading or the sentence beside it makes a warning of it; `forbids`: it warns if it forbids something.
    What the rules take for a warning, as any illness that is named, is one unless it is certainly but talk, or a step.
    """
    text, likely = candidate.text, candidate.likely
    if listed_needs(text):
        return False
    if is_likely_warning(text, likely):
        return True
    if is_about_page(text) and not asks_for_care(text):
        return False
    by_rule = is_warning(candidate.whole) or (forbids and is_forbidding(text))
    return by_place or (by_rule and not (likely.certainly_talks or likely.certainly_asks))


def is_likely_warning(text: str, likely: Likelihoods) -> bool:
    """Whether a sentence warns by what it is likely to be, though the rules may not see it."""
    return likely.likely_warns(risky=names_risk(text) or is_forbidding(text))
