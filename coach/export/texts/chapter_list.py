"""Chapters as the JSON of podcasts ("JSON Chapters Format", version 1.2.0, Podcasting 2.0)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.export.texts import Told

_VERSION = "1.2.0"


def write_chapter_list(told: Told) -> str:
    """Return the chapters of a session, with times in seconds."""
    chapters = [
        {"startTime": each.start_ms / 1000, "endTime": each.end_ms / 1000, "title": each.title}
        for each in told.chapters
    ]
    content = {"version": _VERSION, "title": told.title, "chapters": chapters}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
