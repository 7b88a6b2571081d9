"""A rule of lists whose only item looks like several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.routine.model import Group
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_APART = re.compile(r"\s*(?:[;/|]|\s(?:and|und|et|y|e|en|or|oder)\s|,)\s*", re.IGNORECASE)
_LISTS = ("needs", "good_for", "sources")


def one_item(subject: Subject) -> Iterator[Finding]:
    """A list has one item, which looks like several: a comma is missing.

    `[left right]` is one item of two words, and `[left; right]` is one, too: an `each` with it happens once, and names
    “left right”. Items within [ ] have commas between them; or each stands in a line of its own after '- '.
    """
    for item in subject.items:
        each = item.each if isinstance(item, Group) else None
        for name, values in (each or {}).items():
            parts = _parts(values[0]) if len(values) == 1 else []
            if len(parts) == 1:
                parts = parts[0].split()
            if len(parts) > 1:
                message, hint = _told(name, values[0], parts)
                yield Finding(item, "each", message, hint, item.place_in("each", values[0], 0))
    for key in _LISTS:
        texts = getattr(subject.routine, key) or []
        parts = [part for part in re.split(r"\s*;\s*", texts[0]) if part] if len(texts) == 1 else []
        if len(parts) > 1:
            message, hint = _told(key, texts[0], parts)
            yield Finding(subject.routine, key, message, hint, subject.routine.place_in(key, texts[0], 0))


def _parts(text: str) -> list[str]:
    return [part for part in _APART.split(text) if part]


def _told(key: str, text: str, parts: list[str]) -> tuple[str, str]:
    return f"'{key}' has one item, “{text}”", f"write '{key}: [{', '.join(parts)}]' if they are {len(parts)}"
