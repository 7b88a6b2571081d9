"""A regular expression → letters that stand in whatever it matches: its prefilter, as other engines call it.

Only what the expressions of coach's own lists are made of is understood: letters, classes, escapes, groups, choices and
counts. What is not understood needs no letters, so that nothing is missed.
"""

from __future__ import annotations

import re
from functools import lru_cache

MOST_NEEDS = 2
"""The most needs of an expression that are looked at: a text that meets those mostly meets the others."""
_PIECE = re.compile(
    r"[^\W_]+(?![?*+{])|\\x[0-9a-f]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!]|[a-z-]*:|>)|[()|]|[?*+][?+]?|\{\d*,?\d*\}\??|.",
    re.DOTALL,
)
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_PLAIN = re.compile(r"[^\W_ ]+(?: [^\W_ ]+)*")
_SHORT_CLASS = re.compile(r"\[((?:[^\^\\\]\s-]|\\[^\w\s]){1,16})\]")
_ESCAPE = re.compile(r"\\(?=.)")
_MOST = 12
"""The most ways in which characters beside each other may be written: "o[ck]t" has two."""
_DIGIT = (r"\d", r"[\d]")
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
        needs = [frozenset([word]) for word in expression.casefold().split()]
    else:
        needs, _ = _of_choice(tokens_of(expression), 0)
    return tuple(sorted(set(filter(_tells, needs)), key=_rarity, reverse=True)[:MOST_NEEDS])


def tokens_of(expression: str) -> list[str]:
    """Return what an expression is made of: letters, classes, escapes, brackets with what opens them, and counts."""
    return _PIECE.findall(expression)


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
    best = [max(filter(_tells, needs), key=_rarity, default=frozenset()) for needs in branches]
    return [frozenset().union(*best)] if all(best) else [], place


def _of_branch(tokens: list[str], place: int) -> tuple[list[Need], int]:
    """Return the needs of the branch that begins at a place, and the place behind it."""
    needs: list[Need] = []
    run = [""]
    """The characters that stand beside each other, in each way in which they may be written."""
    while place < len(tokens) and tokens[place] not in (")", "|"):
        token = tokens[place]
        found: list[Need] = []
        ways: list[str] = []
        if token[0] == "(":
            found, place = _of_choice(tokens, place + 1)
            found = [] if token.endswith("!") else found
        elif token in _DIGIT:
            found = [_DIGITS]
        else:
            ways = _ways(token)
        place += 1
        count = tokens[place] if place < len(tokens) and tokens[place][0] in "?*+{" else ""
        longer = [each + way for each in run for way in ways] if len(ways) * len(run) <= _MOST else []
        if longer and not count:
            run = longer
            continue
        optional = count and _OPTIONAL.match(count)
        needs += [_need(longer if longer and not optional else run), *([] if optional else found)]
        run = [""] if longer or count else ways or [""]
        place += bool(count)
    return [need for need in [*needs, _need(run)] if need], place


def _need(run: list[str]) -> Need:
    return frozenset(each.casefold() for each in run) if run[0] else frozenset()


def _ways(token: str) -> list[str]:
    """Return the characters that a token stands for, or of which it stands for one; none if they are many, or space."""
    if token[0].isalnum():
        return [token]
    if short_class := _SHORT_CLASS.fullmatch(token):
        return list(_ESCAPE.sub("", short_class[1]))
    if token.startswith(r"\x"):
        token = chr(int(token[-2:], base=16))
    if token[0] == "\\":
        token = "" if token[1].isalnum() else token[1]
    return [] if token[:1] in ("[", ".", "^", "$", "") or token.isspace() else [token]
