"""Headings, labels and lead-ins → the role of the text under them."""

from __future__ import annotations

import re
from typing import Literal, cast

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import names, pattern
from coach.draft.language import glossed

Role = Literal["steps", "tips", "before", "needs", "warnings", "benefits", "questions", "page", ""]
"""The role of the text under a heading: `benefits` explains or praises, `page` is about the page, "" is unknown."""

AWAY: frozenset[Role] = frozenset(["benefits", "questions", "page"])
"""The roles of texts that contain nothing to do."""

_HEADINGS = [(cast("Role", role), pattern(f"heading-{role}")) for role in names("heading")]
_OTHER_DAYS, _OTHER_DAYS_OWN = pattern("days-heading", "{}"), pattern("days-heading-own", "{}")
_LABELS = [(cast("Role", role), pattern(f"label-{role}", "^(?:{})$")) for role in names("label") if role != "generic"]
_GENERIC = pattern("label-generic", "^(?:{})$")
_PLACE = Expression(r"^(?:where|location|areas?|points?)\s*:", re.IGNORECASE)
_WHOM = Expression(r"\b(?:who|whom|when not|not for|if|when you should)\b", re.IGNORECASE)
_GOES_ON = Expression(
    r"\b(?:if|when|unless|until)\W*$|^\W*(?:please )?(?:do not|don't|never|avoid|not)\W*$", re.IGNORECASE
)

_HOW_DO = Expression(r"^how (?:do|can|should|to)\b(?: (?:i|you|we))? (?!often|long|much)", re.IGNORECASE)
_ASKS = Expression(
    r"^\W*(?:q\W|\d+\W+)?\s*(?:but )?"
    r"(?:why|what|does|do|did|can|could|is|are|who|should|will|would|how|which|have|has|was)\b",
    re.IGNORECASE,
)
_DO_I = Expression(r"^\W*(?:do|does|is|are|should|can)\b.*\?$", re.IGNORECASE)
_ALONE = Expression(r"^(?:tip|pro tip|note|nb|n\.b\.|fun fact|remember)s?$", re.IGNORECASE)
_LABEL = re.compile(r"^((?:[^.:!?;(]|\([^()]*\)|\(){1,60}?)(?:\s*:\s+|\s+[–—-]\s+|\s?[—]\s?)(?=\S)")
_BRACKETS = re.compile(r"\s*\([^()]*\)?$")
"""A pattern of what a label says of itself: "Ingredients (for 2 cups)"."""
_ALSO = re.compile(r"\s+(?:&|\+)\s+")
"""A pattern of what a label goes on with: "Ingredients & tools"."""
_ALONE_TOO = ("needs", "warnings", "steps")
"""The roles of labels that are headings where nothing follows: "What to bring". "Extension" is a stretch there."""
_LONGEST_HEADING = 60
"""The most characters of a heading that is only about when or where."""
_STATES = Expression(
    r"^\W*(?:there|here|you|we|it|this(?! (?:week|time|side|way|one)\b)|that)\b.* \w|.\bthere (?:is|are)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 8
"""The most words that a label has."""


def role_of(heading: str) -> Role:
    """Return the role that a heading gives to the text under it."""
    return "benefits" if is_about_other_days(heading) else _role_by_words(heading)


@glossed
def _role_by_words(heading: str) -> Role:
    for role, words in _HEADINGS:
        if role == "benefits" and heading.endswith("?"):
            return "steps" if _HOW_DO.search(heading) else "benefits" if _ASKS.search(heading) else ""
        if words.search(heading):
            return "questions" if role == "needs" and _DO_I.search(heading) else role
    alone = _label_role(heading.strip(" :"))
    return "benefits" if _ALONE.match(heading) else alone if alone in _ALONE_TOO else ""


def is_about_other_days(heading: str) -> bool:
    """Whether a heading is about other days than that of the session: "In the weeks ahead", "Round the house"."""
    return len(heading) <= _LONGEST_HEADING and (bool(_OTHER_DAYS_OWN.search(heading)) or _names_other_days(heading))


@glossed
def _names_other_days(heading: str) -> bool:
    return bool(_OTHER_DAYS.search(heading))


def label_of(text: str) -> tuple[str, Role, str]:
    """Return the label in front of a text ("Technique: ..."), its role, and the rest of the text."""
    if not (match := _LABEL.match(text)) or len(match[1].split()) > _LONGEST_LABEL:
        return "", "", text
    label = match[1].strip(" *\"'([")
    first = _BRACKETS.sub("", label)
    role = _label_role(label) or _label_role(first) or _label_role(_ALSO.split(first)[0])
    return ("", "", text) if not role and _is_clause(label) else (label, role, text[match.end() :])


@glossed
def _label_role(label: str) -> Role:
    return next((role for role, words in _LABELS if words.match(label)), "")


@glossed
def _is_clause(label: str) -> bool:
    """Whether what stands before a colon is a statement of its own: "At the top there are two flaps"."""
    return bool(_STATES.search(label))


@glossed
def is_generic(label: str) -> bool:
    """Whether a label says nothing about the text after it, such as "Step" or "Instructions"."""
    return bool(_GENERIC.match(label))


@glossed
def is_place(text: str) -> bool:
    """Whether a text says where something is done, such as "Location: ..."."""
    return bool(_PLACE.match(text))


@glossed
def is_about_whom(heading: str) -> bool:
    """Whether a heading says for whom or when something is or is not: "Who should give it a miss"."""
    return bool(_WHOM.search(heading))


@glossed
def goes_on(heading: str) -> bool:
    """Whether a heading begins a sentence, such as "Stop if", that the text under it completes."""
    return bool(_GOES_ON.search(heading))
