"""The report beside a session → the facts that a feed needs; a report of another program, or a broken one, is told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.export.about import names_of
from coach.export.report import VERSION
from coach.files import read_regular_file
from coach.routine.conditions import caution_words, cautions

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 50_000_000


class BadReport(Exception):
    """A report cannot be used; its text says why, and what to do."""


@dataclass(frozen=True)
class Facts:
    """What a report says of a session."""

    title: str
    summary: str
    length_ms: int
    language: str
    spoken_ms: tuple[int, ...]
    size_bytes: int | None
    """The size of the sound's file, where the report has it."""
    sha256: str | None
    """The SHA-256 of the sound's file, where the report has it."""


def facts_of(path: Path) -> Facts:
    """Return the facts of a report; raises BadReport for what is none, OSError."""
    try:
        content = json.loads(read_regular_file(path, _MOST_BYTES))
    except (ValueError, RecursionError) as error:
        raise BadReport(f"{path.name} is no JSON ({_brief(error)}); export the session again") from error
    if not isinstance(content, dict) or not isinstance(content.get("version"), int):
        raise BadReport(f"{path.name} is no report of coach; remove it, or give it another name")
    if content["version"] > VERSION:
        raise BadReport(f"{path.name} was written by a newer coach; use that one")
    try:
        return _facts(content)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadReport(f"{path.name} lacks something ({_brief(error)}); export the session again") from error


def _facts(content: dict[str, Any]) -> Facts:
    size, digest = content.get("size_bytes"), content.get("sha256")
    return Facts(
        _title(content),
        _text(content.get("summary") or ""),
        round(float(content["length"]["real_ms"])),
        _text(content.get("language") or content["voice"]["language"] or ""),
        tuple(round(float(cue["start_ms"])) for cue in content.get("cues", ())),
        int(size) if size is not None else None,
        _text(digest) if digest is not None else None,
    )


def _title(content: dict[str, Any]) -> str:
    """Return the title, which says for whom the session is, as that in its file does."""
    title = _text(content["title"])
    conditions = [_text(name) for name in content["routine"]["conditions"]]
    language = _text(content.get("language") or content["voice"]["language"] or "")
    about = caution_words(language).about
    if not conditions or f" ({about} " in title:
        return title
    known = all(name in cautions() for name in conditions)
    return f"{title} ({about} {names_of(conditions, language) if known else ', '.join(conditions)})"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.30} is no text")
    return value


def _brief(error: BaseException) -> str:
    return f"{type(error).__name__} {error}"[:80]
