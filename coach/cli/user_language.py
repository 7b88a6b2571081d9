"""The environment → the language in which somebody works."""

from __future__ import annotations

import os

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that say it, the strongest first, as gettext reads them."""
_NO_LANGUAGE = ("C", "POSIX")


def language_of_user() -> str:
    """Return the language of the user's environment as a tag; English where it says none.

    Example:
        >>> import os
        >>> before, os.environ["LANGUAGE"] = os.environ.get("LANGUAGE", ""), "de_AT.UTF-8:en"
        >>> language_of_user()
        'de-AT'
        >>> os.environ["LANGUAGE"] = before
    """
    value = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    tag = value.partition(":")[0].partition(".")[0].partition("@")[0]
    return "en" if not tag or tag in _NO_LANGUAGE else tag.replace("_", "-")
