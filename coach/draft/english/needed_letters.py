"""A regular expression → letters that stand in whatever it matches: its prefilter, as other engines call it.

Only what the expressions of coach's own lists are made of is understood: letters, classes, escapes, groups, choices and
counts. What is not understood needs no letters, so that nothing is missed.
"""

from __future__ import annotations

import re
from functools import lru_cache

MOST_NEEDS = 3
"""The most needs of an expression that are looked at: a text that meets those mostly meets the others."""
_PIECE = re.compile(
    r"\\x[0-9a-f]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!]|[:>])|[()|]|[?*+][?+]?|\{\d*,?\d*\}\??|.",
    re.DOTALL,
)
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_COUNT = re.compile(r"[?*+{]")
_PLAIN = re.compile(r"[^\W_]+")
_SIMPLE_CLASS = re.compile(r"\[([^\^\\\]-]{1,12})\]")
_DIGITS = frozenset("0123456789")

Need = frozenset[str]
"""Pieces of words in small letters, of which one at least stands in a text."""


@lru_cache(None)
def needs_of(expression: str) -> tuple[Need, ...]:
    """Return what a text needs so that an expression may match in it, the rarest first; nothing if that is not known.

    No piece has a space in it, so each stands within a word of the text or its punctuation.

    >>> [sorted(need) for need in needs_of("(?:knee|hip)s? hurt")]
    [['hurt'], ['hip', 'knee']]
    """
    if _PLAIN.fullmatch(expression):
        needs = [frozenset([expression.casefold()])]
    else:
        needs, _ = _of_choice(_PIECE.findall(expression), 0)
    return tuple(sorted(set(filter(_tells, needs)), key=_rarity, reverse=True)[:MOST_NEEDS])


def _tells(need: Need) -> bool:
    """Whether few texts meet a need: nearly all have any one letter, a full stop or a comma."""
    return not any(len(piece) == 1 and (piece.isalpha() or piece in ".,") for piece in need)


def _rarity(need: Need) -> tuple[int, int, list[str]]:
    """Return a key by which a need is the greater the fewer texts meet it: all its pieces are long, and few."""
    return min(len(piece) if piece.isalpha() else 3 for piece in need), -len(need), sorted(need)


def _of_choice(tokens: list[str], place: int) -> tuple[list[Need], int]:
    """Return the needs of the choice that begins at a place, and the place of the bracket behind it."""
    branches: list[list[Need]] = []
    while True:
        needs, place = _of_branch(tokens, place)
        branches.append(needs)
        if place == len(tokens) or tokens[place] == ")":
            break
        place += 1
    if len(branches) == 1:
        return branches[0], place
    best = [max(needs, key=_rarity, default=frozenset()) for needs in branches]
    return [frozenset().union(*best)] if all(best) else [], place


def _of_branch(tokens: list[str], place: int) -> tuple[list[Need], int]:
    """Return the needs of the branch that begins at a place, and the place behind it."""
    needs: list[Need] = []
    run = ""
    while place < len(tokens) and tokens[place] not in (")", "|"):
        piece = tokens[place]
        found: list[Need] = []
        letter = ""
        if piece[0] == "(":
            found, place = _of_choice(tokens, place + 1)
            found = [] if piece.endswith("!") else [need for need in found if _tells(need)]
        elif piece[0] == "[" or piece == r"\d":
            found = _of_class(piece)
        else:
            letter = _letter_of(piece)
        place += 1
        count = tokens[place] if place < len(tokens) and _COUNT.match(tokens[place]) else ""
        if letter and not count:
            run += letter
            continue
        needs.append(frozenset([run.casefold() if not letter or _OPTIONAL.match(count) else (run + letter).casefold()]))
        needs += [] if _OPTIONAL.match(count) else found
        run, place = "", place + bool(count)
    return [need for need in [*needs, frozenset([run.casefold()])] if "" not in need], place


def _of_class(piece: str) -> list[Need]:
    """Return the need of a short class of characters, such as [:;], or of any digit."""
    if piece in (r"\d", r"[\d]"):
        return [_DIGITS]
    characters = _SIMPLE_CLASS.fullmatch(piece)
    found = frozenset(characters[1].casefold() if characters else "")
    return [found] if found and not any(map(str.isspace, found)) else []


def _letter_of(piece: str) -> str:
    """Return the character that a piece stands for; nothing if it stands for several, or for space."""
    if piece.startswith(r"\x"):
        piece = chr(int(piece[-2:], base=16))
    elif piece[0] == "\\":
        piece = "" if piece[1].isalnum() else piece[1]
    elif piece in (".", "^", "$"):
        piece = ""
    return piece if not piece.isspace() else ""
