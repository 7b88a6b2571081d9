"""Text → whether it begins with one of two limbs or sides, goes on with it, or is about neither."""

from __future__ import annotations

import re
from functools import cache

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import alternatives, pattern

LIMBS = ("upper", "lower", "face")
"""The limbs that come in pairs; what is done to one of its parts is done to the limb."""
NEITHER, GOES_ON, BEGINS = range(3)
"""What a text is to one of two: nothing, about one of them, or the first to say which."""
_FIRST = (
    "one|1|first|left|right|right-hand|left-hand|near|nearer|nearest|far|farther|further|closer|upper|lower|top|bottom|outer|inner|affected|"
    "unaffected|sore|stiff|weak|weaker|strong|stronger|bad|good|working|dominant|an?"
)
_USED = r"(?<!with )(?<!using )(?<!with the )(?<!with your )(?<!using your )(?<!with his )(?<!with her )"
"""What stands before no hand that only helps: "with your right hand hold the ankle"."""
_HELPS = r"(?:hand|palm|fist|knuckle|fingers?|index finger|thumb|fingertips?)\b"
_NO_LIMB = (
    r"(?!-|['’]s (?:width|breadth|length)"
    r"| (?:towel|cream|bath|lotion|cloth|level|height|width|size|of (?:the|your|a) (?:bed|chair|table|room|page)))"
)
_SIDED = (
    r"\b(?:to|on|towards?|onto|into|at|over) (?:(?:the|your|his|her|their) )?(?:left|right)\b"
    r"|\b(?:one|1|left|right|first) sides?\b"
)
_BOTH = r"(?<!both )(?<!each )(?<!every )(?<!two )"
_PREPARES = pattern(
    "prepares", r"^\W*(?:(?:and|then|now|next|first|please|gently|slowly|to begin|to start),? )*(?:{})\b"
)


def limb_of(text: str) -> str:
    """Return the limb that a text names: "lower" for "Now the other foot"; an empty text for none, or for several.

    >>> limb_of("Now the other foot.")
    'lower'
    """
    named = [limb for limb in LIMBS if _any(limb).search(text)]
    return named[0] if len(named) == 1 else ""


def is_about_one(text: str, limb: str = "") -> int:
    """Return what a text is to one of two: NEITHER, GOES_ON or BEGINS; `limb` is the one meant, if that is known.

    >>> [is_about_one(text) for text in ("Sit down.", "Take one foot in both hands.", "Rub the heel.")]
    [0, 2, 1]
    """
    limbs = [limb] if limb else LIMBS
    if any(_begins(each).search(text) for each in limbs) or (not limb and _sided().search(text)):
        return BEGINS
    return GOES_ON if any(_named(each).search(text) for each in limbs) else NEITHER


def prepares(text: str) -> bool:
    """Whether a text only gets somebody or something ready: "Sit facing each other", "Fill a bowl"."""
    return bool(_PREPARES.match(text))


@cache
def _named(limb: str) -> Expression:
    return Expression(rf"{_BOTH}\b(?:{alternatives(f'limbs-{limb}')})\b{_NO_LIMB}", re.IGNORECASE)


@cache
def _begins(limb: str) -> Expression:
    part = alternatives(f"limbs-{limb}")
    one = rf"\b(?:{_FIRST}) (?:(?!of |and |or |in )[\w-]+ ){{0,2}}?"
    return Expression(
        rf"{_USED}{one}(?:{part})\b{_NO_LIMB}"
        rf"|{one}(?!{_HELPS})(?:{part})\b{_NO_LIMB}"
        rf"|\b(?:start(?:s|ing)?|begin(?:s|ning)?) (?:\w+ )?(?:with|on|at) (?:the |your |his |her )?{one}(?:{part})\b"
        rf"|\b(?:{part}) (?:that is |which is |that's |which lies )?(?:the )?(?:near|clos|far|furth)\w* "
        rf"|\b(?:one|1) of (?:the|your|his|her|their) (?:{part}|feet|calves)s?\b",
        re.IGNORECASE,
    )


@cache
def _any(limb: str) -> Expression:
    many = "feet|calves|thighs" if limb == "lower" else "fists"
    return Expression(rf"\b(?:{alternatives(f'limbs-{limb}')}|{many})s?\b", re.IGNORECASE)


@cache
def _sided() -> Expression:
    return Expression(_SIDED, re.IGNORECASE)
