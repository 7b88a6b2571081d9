"""Sentence → whether it has nothing but a change to the other side in it: "Right leg next.", "Same on the other side".

Such a sentence is told by its words: one that names the side, one that asks for it, and others that add nothing.
"""

from __future__ import annotations

import re

from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import alternatives, has_any

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_PARTS = re.compile(rf"(?:{alternatives('repeated-parts')}|{alternatives('paired')}|feet|calves)s?")
_LONGEST, _FEW = 12, 4
"""The most words of such a sentence, and of one that only names the side: "the other foot"."""
_PIECES = ("left", "right", "other", "opposite", "second", "neighbo", "twin", "remaining", "counterpart")


def is_other_side(sentence: str) -> bool:
    """Whether a sentence only asks to do on the other side what was done on one.

    >>> [is_other_side(text) for text in ("Right leg next.", "Now move on to the other foot.", "Turn to the right.")]
    [True, True, False]
    """
    small = sentence.casefold()
    if not has_any(small, _PIECES):
        return False
    words = _WORD.findall(small)
    other = any(is_one_of("other-sides", word) for word in words)
    if "second" in words and not any(map(_PARTS.fullmatch, words)):  # the second step is none
        return False
    sides = [word for word in words if word in ("left", "right")]
    if len(words) > _LONGEST or not (other or len(sides) == 1):
        return False
    kinds = [_kind(word) for word in words]
    if "" in kinds:
        return False
    if "turns" in kinds and not other:  # "turn to the right" is a movement
        return False
    does = any(word in ("do", "carry", "continue", "proceed") for word in words)
    return "asks" in kinds or (other and ("turns" in kinds or does or len(words) <= _FEW))


def _kind(word: str) -> str:
    """Return what a word adds: it asks for the side, turns to it, names it, or adds nothing; "" for any other word."""
    for name in ("side-asks", "side-turns"):
        if is_one_of(name, word):
            return name.removeprefix("side-")
    known = word in ("left", "right") or is_one_of("other-sides", word) or is_one_of("side-fillers", word)
    return "names" if known or _PARTS.fullmatch(word) else ""
