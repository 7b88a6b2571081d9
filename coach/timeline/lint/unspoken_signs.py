"""A rule of characters that no voice says: pictures, arrows, invisible ones, letters of mathematics."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_MORE = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""The characters that join pictographs and vary them."""
_PICTURE = re.compile(rf"[\u2190-\u21ff\u2300-\u23ff\u2500-\u2bff\ufffc\ufffd\U0001f000-\U0001faff{_MORE}]+")
"""A pattern of arrows, boxes, dingbats and emoji."""
_UNSEEN = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]+")
"""A pattern of characters that cannot be seen, or that each font shows in its own way."""
_STYLED = re.compile("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9]+")
"""A pattern of Latin letters that were made for mathematics, for wide columns, or with circles around them."""
_ZERO_WIDTH_SPACE, _WITHOUT_SPACES = "\u200b", {"km", "lo", "my", "th"}
"""The invisible space, and the languages that write it between their words."""


def unspoken_sign(subject: Subject) -> Iterator[Finding]:
    """A text that is said has a character that no voice says: an emoji, an arrow, an invisible one.

    An emoji is left out when it is spoken, and with it what it was to tell. An invisible character breaks a word in
    two; a letter of mathematics, as some pages use them for bold, is read as a number or not at all.
    """
    for spoken in subject.texts:
        if not spoken.text.isascii():
            for start, message, hint in _signs(spoken.text, subject.routine.language.partition("-")[0]):
                yield Finding(spoken.item, spoken.key, message, hint, spoken.place(start))


def _signs(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    for match in _PICTURE.finditer(text):
        if any(sign not in _JOINING for sign in match[0]):
            yield match.start(), f"“{match[0]}” ({_name(match[0])}) is left out when spoken", "say it in words"
    for match in _UNSEEN.finditer(text):
        if match[0] != _ZERO_WIDTH_SPACE or language not in _WITHOUT_SPACES:
            name = f"U+{ord(match[0][0]):04X} ({_name(match[0])})"
            yield match.start(), f"{name} is a character that no voice says", "remove it"
    for match in _STYLED.finditer(text):
        plain = unicodedata.normalize("NFKC", match[0])
        yield match.start(), f"“{match[0]}” are not the letters that a voice reads", f"write “{plain}”"


_JOINING = {"\u200d", "\ufe0e", "\ufe0f"}


def _name(signs: str) -> str:
    first = next((sign for sign in signs if sign not in _JOINING), signs[0])
    return unicodedata.name(first, "without a name").lower()
