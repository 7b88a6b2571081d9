"""Language → the direction in which it is written."""

from __future__ import annotations

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
"""Scripts that run from right to left, whatever the language."""
_SCRIPT_LETTERS = 4


def direction_of(language: str) -> str:
    """Return the direction in which a language is written: `rtl` for Arabic, Hebrew and others, else `ltr`.

    Example:
        >>> direction_of("ar"), direction_of("uz-Arab"), direction_of("pt-BR")
        ('rtl', 'rtl', 'ltr')
    """
    primary, *others = language.lower().split("-")
    script = next((each for each in others if len(each) == _SCRIPT_LETTERS and each.isalpha()), None)
    if script:
        return "rtl" if script in _SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
