"""A language's tag → the one by which podcast directories know it: ISO 639, and perhaps a country."""

from __future__ import annotations

import re

from coach.errors import UsageError

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?")
_TWO_LETTERS = {"cmn": "zh", "yue": "zh"}
"""Languages that have no two letters of their own, by those that directories know."""


def known_language(tag: str) -> str:
    """Return a language as directories know it; nothing for what is no tag of a language.

    Example:
        >>> known_language("pt_BR"), known_language("en-GB-x-rp"), known_language("cmn"), known_language("?")
        ('pt-br', 'en-gb', 'zh', '')
    """
    if not (match := _TAG.fullmatch(tag)):
        return ""
    language, country = match[1].lower(), (match[2] or "").lower()
    language = _TWO_LETTERS.get(language, language)
    return f"{language}-{country}" if country else language


def chosen_language(tag: str) -> str:
    """Return a language that somebody typed, as directories know it; raises UsageError for what is none."""
    if not (language := known_language(tag)):
        raise UsageError(f"--language '{tag}' is none; write it as in --language en or --language pt-BR")
    return language
