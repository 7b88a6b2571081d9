"""A rule of words that nobody hears, since YAML takes them for a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_SIGN = re.compile(r"\s+(#\w.*?)\s*$")


def lost_words(subject: Subject) -> Iterator[Finding]:
    """A text goes on with a `#` and something right behind it, as in "Press point #4": from there on, nothing is said.

    In a text without quotes, a `#` behind a blank begins a comment. A comment that is meant has a blank behind it.
    """
    for spoken in subject.texts:
        if match := _SIGN.match(spoken.behind):
            message = f"“{match[1]}” is not said: a # behind a blank begins a comment"
            hint = "put quotes around the whole text, or a blank behind the # of a comment"
            yield Finding(spoken.item, spoken.key, message, hint, spoken.place(len(spoken.text) - 1))
