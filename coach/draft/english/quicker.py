"""A regular expression → one that matches the same and sooner sees that it does not: `re` tries it as it is written."""

from __future__ import annotations

import re

from coach.draft.english.needed_letters import tokens_of

_BOUNDARY = r"\b"
_KEPT = re.compile(r"\\.|\(\?P<\w+>|[^\W\d_]")
_CASED = re.compile(r"\(\?[a-z]*-")
"""A pattern of a part of an expression in which capitals are not small letters, whatever its flags are."""
_FOREIGN = re.compile(r"[^\W\d_\x00-\xff]|µ")
"""A pattern of letters of which some count as others where case does not matter, as the long s does."""


def factored(expression: str) -> str:
    r"""Return an expression whose choices have what they begin with but once, so that no place is tried for each.

    >>> factored(r"\bnext day|\btoday|^then")
    '\\b(?:next day|today)|^then'
    """
    made: list[list[str]] = []
    for branch in _branches(tokens_of(expression)):
        at_word = branch.startswith(_BOUNDARY)
        if at_word and made and made[-1][0].startswith(_BOUNDARY):
            made[-1].append(branch)
        else:
            made.append([branch])
    return "|".join(_joined(group) for group in made)


def _joined(group: list[str]) -> str:
    rest = "|".join(branch.removeprefix(_BOUNDARY) for branch in group)
    return rf"{_BOUNDARY}(?:{rest})" if len(group) > 1 else group[0]


def _branches(tokens: list[str]) -> list[str]:
    """Return the branches of a choice, parted by | outside of all groups."""
    branches, depth = [""], 0
    for each in tokens:
        depth += each.startswith("(") - (each == ")")
        if each == "|" and not depth:
            branches.append("")
        else:
            branches[-1] += each
    return branches


def in_small_letters(expression: str) -> str:
    r"""Return an expression for texts in small letters, where case does not matter; nothing if it does somewhere.

    >>> in_small_letters(r"(?P<who>Anna|[A-Z]\S+)")
    '(?P<who>anna|[a-z]\\S+)'
    """
    if _CASED.search(expression):
        return ""
    return _KEPT.sub(lambda match: match[0] if match[0][0] in "\\(" else match[0].lower(), expression)


def has_plain_letters(text: str) -> bool:
    """Whether each letter of a text has but one small and one capital form."""
    return text.isascii() or _FOREIGN.search(text) is None
