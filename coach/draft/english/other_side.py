"""Sentence → whether it asks to do on the other side what was done on one: "Right leg next.", "Same on the other side".

A sentence that has nothing else in it is told by its words: one that names the side, one that asks for it, and others
that add nothing. A longer one names the other of two, and says that the same is done once more.
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import alternatives, has_any, pieces

_TURN_OF = re.compile(r"(?<!\blet)'s turn\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_PARTS = Expression(rf"(?:{alternatives('repeated-parts')}|{alternatives('paired')}|feet|calves)s?")
_LONGEST, _FEW = 12, 4
"""The most words of such a sentence, and of one that only names the side: "the other foot"."""
_STARTS: tuple[list[str], ...] = (
    [],
    ["then"],
    ["so"],
    ["well"],
    ["ok"],
    ["okay"],
    ["everybody"],
    ["everyone"],
    ["folks"],
)
_PIECES, _REPEATING = pieces("other-side"), pieces("same-again")

_PART = rf"(?:{_PARTS.pattern}|{'|'.join(alternatives(f'limbs-{limb}') for limb in ('upper', 'lower', 'face'))})"
_OTHER = (
    rf"(?:\b(?:{alternatives('the-other')}) (?:(?!of|and)\w+ )?(?:{_PART}|one|point|spot)\b"
    r"(?! of (?:the|a|your) (?:bed|room|table|chair))"
    r"|\bthe (?:other|opposite)(?= ?(?:$|[.,;:!?)]|(?:and|now|next|too)\b))"
    rf"|\b(?:the|your|his|her|their|on|to) (?:{alternatives('contrasted')})"
    rf"(?: (?:one|{_PART})\b|(?= ?(?:$|[.,;:!)]|and\b)))"
    rf"|\b{_PART} (?:two|2|b)\b)"
)
"""A pattern of the other one of two, named as such or by its place."""
_AGAIN = rf"\b(?:{alternatives('same-again')})"
_AGAIN_ON_OTHER = Expression(rf"{_AGAIN}[^.;]{{0,80}}?{_OTHER}")
_OTHER_AGAIN = Expression(
    rf"{_OTHER}(?:,? and|[,:]?) [^.;]{{0,60}}?{_AGAIN}(?! (?:\w+ )?(?:\d|times|twice|three|four|five|six|eight|ten))"
)
_OVER_AGAIN = Expression(
    rf"\b(?:roll|turn|flip|swing|change) (?:(?:yourself|him|her|them|the person) )?(?:over|round|around|ends)\b"
    rf"[^.;]{{0,40}}?(?:{_AGAIN}|\b(?:again|start from))\b"
    r"|\b(?:do|does|take|make|form|repeat)\b[^.;]{0,20}?\bmirror(?:ed| image|-image)\b"
)
"""A pattern of who turns over to lie on the other side: "Roll over and do it all again"."""
_WAY = Expression(
    r"\W*(?:(?:and|then|now|next|please) )*(?:walk|go|come|step|move|cross|swing|roll|turn|change|switch|swap"
    r"|uncross|unwind|return|shift)\b",
    re.IGNORECASE,
)
_DONE = Expression(r"^\W*(?:and |then |now )*(?:when|once|after|as soon as|having)\b[^,.;]{0,60}, ")
_UPPER, _LOWER = (rf"(?:{alternatives(f'limbs-{limb}')})s?" for limb in ("upper", "lower"))
_ACROSS = r"(?:,|(?: \w+){0,3}) (?:and|with|to|towards?|onto|against|plus|near) (?:(?:the|your|his|her|an?) )?"
_DIAGONAL = Expression(
    rf"(\b{_UPPER}\b{_ACROSS})(?:other|opposite) (?={_LOWER}\b)"
    rf"|(\b{_LOWER}\b{_ACROSS})(?:other|opposite) (?={_UPPER}\b)"
)
"""A pattern of an arm and the leg of the other side, which do one thing together: "one arm and the opposite leg"."""
_NO_TURN = Expression(r"^\W*(?:if|unless|should|whoever)\b|\bon the other hand\b,")
_BARE = Expression(r"(?:other|opposite|second) \w+\W*$")
"""A pattern of the other one of two without an article, as people say it: "unwind, and other side"."""
_DO_THE = Expression(
    rf"(?:and )?(?:do|take) (?:the |your |his |her )(?:left|right|other|second)(?: {_PARTS.pattern})?\W*"
)
"""A pattern of a last phrase that asks for the other side: "Lower it and do the left"."""
_SEAM = re.compile(r"[,;:–—] (?:and )?(?=\w)| (?:and )?(?=then )| and ")


def without_diagonal(small: str) -> str:
    """Return a text in which an arm and the leg of the other side are no longer on different sides.

    >>> without_diagonal("stretch one arm and the opposite leg, then change sides")
    'stretch one arm and the leg, then change sides'
    """
    if "opposite" not in small and "other" not in small:
        return small
    return _DIAGONAL.sub(lambda match: match[1] or match[2], small)


def is_other_side(sentence: str) -> bool:
    """Whether a sentence only asks to do on the other side what was done on one.

    >>> [is_other_side(text) for text in ("Right leg next.", "Now move on to the other foot.", "Turn to the right.")]
    [True, True, False]
    """
    small = without_diagonal(sentence.casefold())
    if not has_any(small, _PIECES):
        return False
    words = _WORD.findall(_TURN_OF.sub(" next", small))
    other = any(is_one_of("other-sides", word) for word in words)
    if "second" in words and not any(map(_PARTS.fullmatch, words)):  # the second step is none
        return False
    sides = [word for word in words if word in ("left", "right")]
    starts = words[:1] == ["right"] and words[1:] in _STARTS  # "Right then." names no side
    if starts or len(words) > _LONGEST or not (other or len(sides) == 1):
        return False
    kinds = [_kind(word) for word in words]
    if "" in kinds:
        return False
    if "turns" in kinds and not other:  # "turn to the right" is a movement
        return False
    does = any(word in ("do", "carry", "continue", "proceed") for word in words) or _is_treated(words, kinds)
    return "asks" in kinds or (other and ("turns" in kinds or does or len(words) <= _FEW))


def asks_for_other(sentence: str) -> bool:
    """Whether a sentence asks for the other side, whatever else it tells.

    >>> [asks_for_other(text) for text in ("Give the right one the same care.", "Put the other hand on the same spot.")]
    [True, False]
    """
    small = _DONE.sub("", without_diagonal(sentence.casefold()))
    if not has_any(small, _REPEATING) or _NO_TURN.search(small):
        return False
    if _OVER_AGAIN.search(small):
        return True
    both = "left" in small and "right" in small and "other" not in small
    return not both and has_any(small, _PIECES) and bool(_AGAIN_ON_OTHER.search(small) or _OTHER_AGAIN.search(small))


def turn_at_end(sentence: str) -> str:
    """Return the end of a sentence that only asks for the other side, or an empty text.

    >>> turn_at_end("Pat down one arm, then the other.")
    'then the other.'
    """
    small = without_diagonal(sentence.casefold())
    if not has_any(small, _PIECES) or _NO_TURN.search(small):
        return ""
    starts = [match.end() for match in _SEAM.finditer(small)]
    return next((small[start:] for start in starts if _is_tail(small[start:])), "")


def begins_with_the_way(sentence: str) -> bool:
    """Whether a sentence begins with the way to the other side: "Walk round the bed and wash the other arm"."""
    return bool(_WAY.match(sentence))


def _is_tail(phrase: str) -> bool:
    """Whether the last phrase of a sentence turns to the other: "the other on it" only goes on with it."""
    if _DO_THE.fullmatch(phrase):
        return True
    asks = any(_kind(word) in ("asks", "turns", "treats") for word in _WORD.findall(phrase))
    return is_other_side(phrase) and (asks or bool(_BARE.match(phrase)))


def _is_treated(words: list[str], kinds: list[str]) -> bool:
    """Whether the other of two is what something is done to, and not what it is done with: "massage the other foot"."""
    named = any(_PARTS.fullmatch(word) for word in words)
    return "treats" in kinds and named and not {"with", "using"} & set(words)


def _kind(word: str) -> str:
    """Return what a word adds: it asks for the side, turns to it, treats it, names it, or adds nothing, or ""."""
    for name in ("side-asks", "side-turns", "side-treats"):
        if is_one_of(name, word):
            return name.removeprefix("side-")
    word = word.removesuffix("'s")
    known = word in ("left", "right") or is_one_of("other-sides", word) or is_one_of("side-fillers", word)
    return "names" if known or _PARTS.fullmatch(word) else ""
