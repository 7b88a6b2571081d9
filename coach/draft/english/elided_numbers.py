"""Sentence → the number in it that goes on with what was counted before, and has no unit of its own."""

from __future__ import annotations

from coach.draft.english.expression import Expression
from coach.draft.english.numbers import with_digits
from coach.draft.english.patterns import has_any
from coach.draft.language import glossed

_BESIDE = (
    r"(?:,? (?:more|longer|further|off|rest|this time|again|too|as well|on|there|here|each|then|now|please"
    r"|of (?:it|that|this)|(?:with|without|on|in|at|while|like|for) [^\d]*|to (?:finish|end|rest|recover)))*"
)
_AGAIN = Expression(
    r"\b(?:another|a further|the next|the last|the final|only|just|same|likewise|again|this time"
    r"|(?:first|2nd|second|third|fourth|fifth|sixth|last|next|final)(?: (?:time|one|1|go|round|turn|infusion|set))?"
    rf"(?=[,:]| only| just| for| \d)),? (?:(?:just|only|for|about|now|a|of) )*(\d{{1,3}})(?: counts)?{_BESIDE}\W*$"
    rf"|^\W*(?:(?:and|then|now|just|or|also|so) )*(?:for )?(\d{{1,3}}) (?:more|longer|further){_BESIDE}\W*$"
)
"""A pattern of a number that is one more of what was counted before: "Another thirty off", "Third time, only ten"."""
_ALSO = Expression(
    r"(?:^|[,;:] ?)\W*(?:(?:for|about|and|then) )*(\d{1,3})(?: counts)? (?:again|also|too|as well|likewise)\W*$"
)
"""A pattern of a number that stands for as much as before: "The lower lid upwards, ten also"."""
_AS_BEFORE = Expression(
    rf"\b(?:same|likewise|again|this time|another|next)\b.*, (?:(?:just|only|for|about|now) )*(\d{{1,3}})(?: counts)?"
    rf"{_BESIDE}\W*$"
)
_RESTS = Expression(r"^\D*\b(?:rest|relax|hold(?: it)?|wait|stay)(?: for)?(?: about)? (\d{1,3})\W*$")
"""A pattern of a number that is all that a sentence counts: "Let go and rest ten"."""
_WITH_UNIT = Expression(r"\d ?(?:times|x|seconds?|secs?|s|minutes?|mins?|breaths)\b")
_COUNTS = Expression(r"\b(?:do|make|repeat|perform|complete|give (?:me|us)|aim|count)\b[^,.;:]*\d{1,3}\W*$")
"""A pattern of a number that counts, whatever was counted before: "and you'll do just four"."""
_CUES = (
    *("another", "further", "more", "longer", "next", "last", "final", "only", "just", "same", "likewise", "again"),
    *("this time", "also", "too", "as well", "first", "second", "third", "fourth", "fifth", "sixth"),
    *("rest", "relax", "hold", "wait", "stay"),
)


@glossed
def number_without_unit(text: str) -> str:
    """Return the number of a sentence that goes on with what is counted already, or an empty text.

    >>> number_without_unit("Third time only ten."), number_without_unit("Third time only ten seconds.")
    ('10', '')
    """
    small = text.casefold()
    if not has_any(small, _CUES):
        return ""
    plain = with_digits(small)
    match = _AGAIN.search(plain) or _ALSO.search(plain) or _AS_BEFORE.search(plain) or _RESTS.search(plain)
    if not match or _COUNTS.search(plain):
        return ""
    number = str(next(filter(None, match.groups())))
    return "" if _WITH_UNIT.search(plain[: plain.rindex(number)]) else number  # "8 times, and another 8 back"
