"""A sentence → whether it warns, and which of coach's conditions it is about."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.draft.english.patterns import has_any, names, pattern, pieces

_CONDITIONS = [(name, pattern(f"condition-{name}", r"(?:\b|(?<=non-))(?:{})")) for name in names("condition")]
_HEALTH, _MIND = pattern("health", "{}"), pattern("mind", "{}")
_OF_HEALTH, _OF_CONDITIONS = pieces("health"), pieces("conditions")
_ONLY = pattern("only-warnings", r"^\W*(?:{})\b")
_UNLISTED = pattern("unlisted-health", r"\b(?:{})")
_GENERAL, _STOP = pattern("forbidding", r"^(?:{})\b"), pattern("stop", "{}")


@lru_cache(20_000)
def is_warning(sentence: str) -> bool:
    """Whether a sentence that stands by itself says when not to go on, what to avoid, or whom to ask."""
    if sentence.endswith(":"):
        return False
    if conditions_in(sentence) or (has_any(sentence.casefold(), _OF_HEALTH) and _HEALTH.search(sentence)):
        return bool(_MIND.search(sentence) or _STOP.search(sentence))
    return has_any(sentence, _TO_STOP) and bool(_STOP.search(sentence))


_TO_STOP = ("top", "ease off", "iscontinue", "out of", "ull out", "ome out", "et go", "break", "back off")


def is_general(sentence: str) -> bool:
    """Whether a sentence begins with a prohibition or a condition, or tells somewhere to take care."""
    return bool(_GENERAL.match(sentence) or _MIND.search(sentence))


def is_for_all(sentence: str) -> bool:
    """Whether a warning says when to stop, or also mentions a condition that is not in coach's list."""
    return bool(_STOP.search(sentence) or _UNLISTED.search(sentence))


def is_only_warning(sentence: str) -> bool:
    """Whether a sentence begins as a warning; one that begins with something to do is an instruction as well."""
    return bool(_ONLY.match(sentence))


def is_forbidding(sentence: str) -> bool:
    """Whether a sentence begins by forbidding something; "don't worry" and its like forbid nothing."""
    return bool(
        re.match(
            r"\W*(?:never|do not|don't|avoid)\b(?! (?:forget|worry|be |expect|let|give up|hesitate))",
            sentence,
            re.IGNORECASE,
        )
    )


@lru_cache(20_000)
def conditions_in(text: str) -> list[str]:
    """Return the conditions of coach's list that a text mentions; a severe form replaces the general one."""
    if not has_any(text.casefold(), _OF_CONDITIONS):
        return []
    found = [name for name, words in _CONDITIONS if words.search(text)]
    return [name for name in found if name != "arthritis" or "severe-arthritis" not in found]
