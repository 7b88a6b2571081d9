"""Text of several lines → what a tag of a file can hold."""

from __future__ import annotations

from unicodedata import category


def harmless_lines(text: str) -> str:
    r"""Return a text of several lines in which a mark replaces what no file can hold.

    That are control characters, and halves of characters, as a command line has for bytes that are no text.

    Example:
        >>> harmless_lines("Slowly.\r\nBreathe\x00 out.\ud800")
        'Slowly.\nBreathe� out.�'
    """
    text = text.replace("\r\n", "\n")
    return "".join(sign if sign in "\n\t" or category(sign) not in ("Cc", "Cs") else "�" for sign in text)
