"""Pause marks in a text ("(pause)", "3 second pause", "...") → rests of a narration."""

from __future__ import annotations

import re

from coach.draft.english.durations import duration_in
from coach.draft.english.numbers import with_digits

_PAUSE = re.compile(
    r"(?<![(\[*_])[(\[*_]++\s*(?:(?:a|take a|short|brief|long|longer|silent|slight|another)\s+)*"
    r"(?:pause|silence|breathe|wait)\b[^)\]]{0,40}[)\]*_]+"
    r"|[(\[]\s*[\w.]+[\s-]*(?:s|secs?|seconds?|minutes?|mins?|minute|breaths?)[\s-]*(?:pause|silence)[^)\]]{0,20}[)\]]",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…)\s*")
_BRACKETS = re.compile(r"\[pause [\d.]+s\]|[\[\]{}]")
_ROUND = {"[": "(", "]": ")", "{": "(", "}": ")"}
_MS, _LONG_MS, _LONGEST_MS = 4_000, 10_000, 120_000


def is_pause(text: str) -> bool:
    """Whether a text is nothing but a pause mark."""
    return bool(_PAUSE.fullmatch(text.strip(" .")))


def without_pauses(text: str) -> str:
    """Return the text without its pause marks."""
    return text if {"(", "["}.isdisjoint(text) else _PAUSE.sub(" ", text)


def with_pauses(text: str) -> str:
    """Return the text with its pauses written as `[pause 4s]`, and with other square or curly brackets made round."""
    if not {"(", "[", "*", "_"}.isdisjoint(text):
        text = _PAUSE.sub(lambda match: f" [pause {_ms(match[0]) / 1000:g}s] ", text)
    if "..." in text or "…" in text:
        text = _ELLIPSIS.sub(" [pause 1s] ", text)
    text = _BRACKETS.sub(lambda match: _ROUND.get(match[0], match[0]), text)
    return " ".join(text.split())


def _ms(mark: str) -> int:
    if found := duration_in(with_digits(mark.casefold())):
        return min(found.natural, _LONGEST_MS)
    return _LONG_MS if "long" in mark.casefold() else _MS
