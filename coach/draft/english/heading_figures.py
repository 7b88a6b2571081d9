"""Heading → the figures that it ends with: "Neck (30 seconds per side)"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.quantities import NONE, Quantities, is_quantity, quantities_in
from coach.draft.language import glossed

_FIGURES = re.compile(r"(?:\s[–—-]|[:,–—])\s+((?:[^:–—]|(?<=\d):(?=\d\d))*)$")
_TAIL = Expression(
    r"(?<! in)(?<! en)(?: for| durante)?\s+([x×]\s?\d{1,3}|\d(?:[\d:.,/]*\d)?½?(?:\s?[-–]\s?\d+)?\s?"
    r"(?:[x×]\s?\d+|[x×]|[^\W\d_]+\.?)"
    r"(?: (?:each|per|on each|on either|with each|a|pro|je|auf jeder|por|cada|con cada|a cada) [^\W\d_]+)?)\W*$",
    re.IGNORECASE,
)
"""A pattern of figures behind a name with nothing between: "Heel raises x 10", "Side plank 30 seconds per side"."""
_SEAM = re.compile(r"\s+[|•·]\s+")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$")
_EACH = Expression(
    r"\b(?:each(?: one| exercise)?|apiece|per (?:exercise|movement|stretch|pose|step))\b"
    r"(?! (?:side|hand|foot|leg|arm|way))",
    re.IGNORECASE,
)
_SPAN = Expression(r"\bmin(?:ute)?s?\.? (\d{1,3})(?:\s*[-–—]\s*| (?:to|until) )(\d{1,3})\b", re.IGNORECASE)
"""A pattern of the minutes of a session that a section takes: "Minutes 3 to 5: shoulders"."""
_NUMBERED = Expression(r"^\W*(?:exercise|step|stage|part|phase|stretch|move|station|section)\b", re.IGNORECASE)
"""A pattern of what a heading is counted as, in front of its name: "Exercise 1 - Pendulum"."""
_NUMBER = Expression(r"^\W*[^\W\d_]+ ?(?:n\.?[ro°º]\.? ?)?\d{1,2}\s*(?:[:.)–—-]|\s-)\s*(?=\w)", re.IGNORECASE)


def figures_of(heading: str) -> Quantities:
    """Return the figures that a heading ends with, or "Minutes 3 to 5"."""
    if _SEAM.search(heading):
        return _figures_last(heading)
    if name := _named_before(heading):
        figures = quantities_in(heading[len(name) :].replace("[", "(").replace("]", ")"))
        both = NONE if figures.each or not says_each(heading) else quantities_in(re.sub(r"[()\[\]]", "", heading))
        return replace(figures, each=figures.each or both.each)
    match = _FIGURES.search(heading)
    ended = match[1] if match else heading if is_quantity(heading) else ""
    figures = quantities_in(ended)
    return figures if figures.practice else _of_session(heading)


def _figures_last(heading: str) -> Quantities:
    """Return the figures behind a name that signs part: "Chin tuck | 8 reps | hold 3 s".

    "Soak 10 min | Massage 8 min" is a plan of the parts.
    """
    name, *parts = _SEAM.split(heading)
    figures = list(dropwhile(lambda part: not is_quantity(part), parts))
    plan = not all(map(is_quantity, figures)) or quantities_in(name).practice
    return NONE if plan else quantities_in(", ".join(figures))


@glossed
def _of_session(heading: str) -> Quantities:
    """Return the minutes of a session that a section takes."""
    span = _SPAN.search(heading)
    return quantities_in(f"{int(span[2]) - int(span[1])} minutes") if span and int(span[1]) < int(span[2]) else NONE


def _named_before(heading: str) -> str:
    """Return the name that stands before nothing but figures; "" if there are none."""
    if match := _IN_BRACKETS.search(heading):
        return heading[: match.start()] if quantities_in(match[0].strip(" []()")).practice else ""
    found = [match for match in (_TAIL.search(heading), _FIGURES.search(heading)) if match and _is_figure(match[1])]
    return heading[: min(match.start() for match in found)] if found else ""


def _is_figure(text: str) -> bool:
    return is_quantity(text) and quantities_in(text).practice


def names_its_figure(heading: str) -> bool:
    """Whether a heading is a name with its figure in brackets: "Part 2 (5 breaths)", and not "Hold (5 s)".

    >>> names_its_figure("Part 2 (5 minutes)"), names_its_figure("At the bedside (2 min)")
    (True, True)
    >>> names_its_figure("5 times (slowly)")
    False
    """
    name = without_brackets(heading)
    figure = quantities_in(heading[len(name) :].strip(" []()"))
    named = name.strip(" :")[-1:].isdecimal() or _names_a_thing(name)
    return figure.practice and named and not quantities_in(name).practice


@glossed
def _names_a_thing(name: str) -> bool:
    """Whether a text has a word that is no part of a figure, as "hold" and "each side" are."""
    return not all(is_one_of("figure-words", word) for word in re.findall(r"[a-z]+", name.casefold()))


@glossed
def says_each(heading: str) -> bool:
    """Whether the figures of a heading are those of each step under it: "Movements (5 repetitions each)"."""
    return bool(_EACH.search(heading))


def without_brackets(heading: str) -> str:
    """Return a heading without what stands in brackets at its end."""
    return _IN_BRACKETS.sub("", heading)


def name_of(heading: str) -> str:
    """Return the name of a section: its heading without a number in front and without figures behind.

    >>> name_of("Exercise 3 - Broom lift (3 sets of 8)"), name_of("Plank x 3"), name_of("Week 2: Neck")
    ('Broom lift', 'Plank', 'Week 2: Neck')
    """
    name = _named_before(heading).rstrip(" :,–—-|•·") or heading
    return _NUMBER.sub("", name) if _is_numbered(name) else name


@glossed
def _is_numbered(heading: str) -> bool:
    return bool(_NUMBERED.match(heading))
