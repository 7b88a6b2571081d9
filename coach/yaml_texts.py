"""Texts of a YAML file of which more is known than their letters."""

from __future__ import annotations


class CutOff(str):
    """A text with the rest of it behind a comma, of which it is told that it is written wrongly."""

    __slots__ = ()


class Switch(str):
    """A bare `yes`, `no`, `on`, `off`, `true` or `false`: whoever writes it thinks of a switch, not of words."""

    __slots__ = ()


_SWITCHES = frozenset({"yes", "no", "on", "off", "true", "false"})


def as_switch(text: str) -> str:
    """Return a text without quotes as a switch, if it is one.

    Example:
        >>> type(as_switch("Yes")).__name__, type(as_switch("Yes.")).__name__
        ('Switch', 'str')
    """
    return Switch(text) if text.casefold() in _SWITCHES else text
