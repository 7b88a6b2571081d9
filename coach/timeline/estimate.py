"""Text → about how long it takes to speak, for drafts and for machines without a voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_STOP = re.compile(r"[.!?;:]+(?=\s)")

STOP_MS = 400
"""What a voice rests between two sentences of one narration: eSpeak NG at 125 words per minute, measured."""


def estimate_by_pace(pace: int) -> Callable[[str], int]:
    """A measure of speech for the compiler, from words per minute."""

    def spoken_length(text: str) -> int:
        words = max(1, len(_WORD.findall(text)))
        return round(words * 60_000 / pace) + STOP_MS * len(_STOP.findall(text.strip()))

    return spoken_length
