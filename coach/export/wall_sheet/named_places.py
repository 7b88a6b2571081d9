"""Title and words of a step → the hand to draw beside them: the places that they name. Pure.

The title decides, where it names a place; else the first sentence that does. What works is no place: the other hand of
a pair, and words such as `with both thumbs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.export.wall_sheet.hand_drawing import PLACES, Hand
from coach.export.wall_sheet.sheet_words import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.export.wall_sheet.hand_drawing import Side, View
    from coach.export.wall_sheet.sheet_words import SheetWords

_NEAR = 12
"""The most characters between a place and the word for its side: `right index finger`, `pulgar derecho`."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    place: str
    side: Side | None


def hand_for(title: str, said: str, names: Mapping[str, str], words: SheetWords | None) -> Hand | None:
    """Return the hand to draw for a step; None where it names no place, or in a language without words for them.

    Args:
        title: The title of the step.
        said: Its words.
        names: The values of the {names} of the loops around it: a value for left or right is the hand worked on.
        words: The words of the language.

    Example:
        >>> from coach.export.wall_sheet.sheet_words import words_of
        >>> hand_for("Thumbs on the palm", "", {"hand": "left", "other_hand": "right"}, words_of("en"))
        Hand(side='left', view='palm', places=('palm',))
    """
    if words is None:
        return None
    worked_on = _worked_on(names, words)
    for text in (title, *sentences_of(said)):
        if found := sorted(_found(text.casefold(), worked_on, words), key=lambda each: each.start):
            side = worked_on or found[0].side or _only_side(f"{title} {said}".casefold(), words)
            return _hand(side, [each.place for each in found])
    return None


def described(hand: Hand, words: SheetWords) -> str:
    """Return what a screen reader says of a drawing.

    Example:
        >>> from coach.export.wall_sheet.sheet_words import labels_of
        >>> described(Hand("left", "palm", ("palm", "wrist")), labels_of("en"))
        'Left hand, palm side, marked: palm, wrist'
    """
    places = ", ".join(words.names[place] for place in hand.places)
    which = words.labels[hand.side or "either"]
    return words.labels["marked"].format(hand=which, view=words.labels[hand.view], places=places)


def side_named(value: str, words: SheetWords) -> Side | None:
    """Return the side that a value is the word for; None for any other value."""
    left, right = (pattern.fullmatch(value.strip().casefold()) for pattern in words.sides)
    return "left" if left else "right" if right else None


def _worked_on(names: Mapping[str, str], words: SheetWords) -> Side | None:
    sides = (side_named(value, words) for name, value in names.items() if not name.startswith("other_"))
    return next((side for side in sides if side), None)


def _found(text: str, worked_on: Side | None, words: SheetWords) -> Iterator[_Found]:
    """Yield the places that a text names; the words of what works, and what was found, are blanked out."""
    for tool in words.tools:
        text = tool.sub(_blank, text)
    for place, pattern in words.patterns:
        for match in pattern.finditer(text):
            side = _side_beside(text, match, words)
            if not (side and worked_on and side != worked_on):
                yield _Found(match.start(), place, side)
        text = pattern.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])


def _side_beside(text: str, match: re.Match[str], words: SheetWords) -> Side | None:
    """Return the side whose word stands in a place's words, right before them, or right after them."""
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    last, first = (before.split() or [""])[-1], re.split(r"\W+", after.strip())[0]
    for near in (match[0], last, first):
        for side, pattern in zip(_SIDES, words.sides, strict=True):
            if pattern.search(near):
                return side
    return None


_SIDES: tuple[Side, Side] = ("left", "right")


def _only_side(text: str, words: SheetWords) -> Side | None:
    """Return the one side that a text names; None if it names both or none."""
    left, right = (pattern.search(text) for pattern in words.sides)
    return None if bool(left) == bool(right) else "left" if left else "right"


def _hand(side: Side | None, places: list[str]) -> Hand:
    """Return the hand from the side from which the first place is seen that has one; what is behind is left out."""
    views = (PLACES[place].view for place in places)
    view: View = next((each for each in views if each), "palm")
    return Hand(side, view, tuple(dict.fromkeys(place for place in places if PLACES[place].view in (None, view))))
