"""A regular expression → letters of which each text that it matches has some.

Only what the expressions of coach's own lists are made of is understood: letters, classes, escapes, groups, choices and
counts. What is not understood needs no letters, so that nothing is missed.
"""

from __future__ import annotations

import re
from functools import lru_cache

LEAST = 3
"""The fewest letters that are worth looking for."""
_NONE: frozenset[str] = frozenset()
_PIECE = re.compile(r"\\x20|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!:]|[()|]|[?*+]\??|\{\d*,?\d*\}\??|.", re.DOTALL)
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")


@lru_cache(None)
def letters_of(expression: str) -> frozenset[str]:
    """Return texts of which one at least stands in whatever an expression matches; none if there are no such.

    >>> sorted(letters_of("sharp pains?")), sorted(letters_of("(?:knee|hip)s? hurt")), sorted(letters_of("gp"))
    (['sharp pain'], [' hurt'], [])
    """
    pieces = _PIECE.findall(expression)
    return _of_choice(pieces)


def _of_choice(pieces: list[str]) -> frozenset[str]:
    """Return what a choice needs: what any of its branches needs, if each needs something."""
    needed = [_of_branch(branch) for branch in _branches(pieces)]
    return frozenset().union(*needed) if all(needed) else _NONE


def _branches(pieces: list[str]) -> list[list[str]]:
    """Return the branches of a choice, parted by | outside of all groups."""
    branches: list[list[str]] = [[]]
    depth = 0
    for piece in pieces:
        depth += piece.startswith("(") - (piece == ")")
        if piece == "|" and not depth:
            branches.append([])
        else:
            branches[-1].append(piece)
    return branches


def _of_branch(pieces: list[str]) -> frozenset[str]:
    """Return what is needed by pieces in a row: their longest letters, or one of those of a group."""
    found: list[frozenset[str]] = []
    run, place = "", 0
    while place < len(pieces):
        piece = pieces[place]
        end = _end_of_group(pieces, place) if piece.startswith("(") else place
        follower = pieces[end + 1] if end + 1 < len(pieces) else ""
        optional = bool(_OPTIONAL.match(follower))
        letter = " " if piece == r"\x20" else piece
        if len(letter) == 1 and letter not in ".^$?*+|()" and not optional:
            run += letter
            if follower[:1] in ("+", "{"):
                found, run = [*found, frozenset([run])], ""
        else:
            found, run = [*found, frozenset([run])], ""
            if piece in ("(", "(?:") and not optional:
                found.append(_of_choice(pieces[place + 1 : end]))
        place = end + 1
    usable = [each for each in [*found, frozenset([run])] if each and min(map(len, each)) >= LEAST]
    return max(usable, key=lambda each: (min(map(len, each)), -len(each)), default=_NONE)


def _end_of_group(pieces: list[str], start: int) -> int:
    depth = 0
    for place in range(start, len(pieces)):
        depth += pieces[place].startswith("(") - (pieces[place] == ")")
        if not depth:
            return place
    return len(pieces) - 1
