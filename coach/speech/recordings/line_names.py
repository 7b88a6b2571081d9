"""Text → the name of its recording, which stays the same as long as the words do."""

from __future__ import annotations

import hashlib
import re
import unicodedata

CODE_LENGTH = 8
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, which leaves out i, l, o and u: a code can be read from paper and typed on a telephone."""
_MISREAD = str.maketrans("oil", "011")
_BITS = 5
_LONGEST = 40
_APOSTROPHES = str.maketrans("’‘“”", "''\"\"")


def line_code(text: str, language: str) -> str:
    """Return the code of a text: a hash of its words and its language, whatever its region.

    Spaces and the form of quotation marks do not count; of a thousand texts, two have one code once in two million
    voices.

    Example:
        >>> line_code("Let your shoulders sink.", "en") == line_code("Let  your shoulders sink.", "en-GB")
        True
    """
    words = " ".join(unicodedata.normalize("NFC", text).translate(_APOSTROPHES).split())
    digest = hashlib.sha256(f"{language.partition('-')[0].lower()}\n{words}".encode()).digest()
    number = int.from_bytes(digest[: CODE_LENGTH * _BITS // 8])
    return "".join(_DIGITS[number >> _BITS * place & 31] for place in range(CODE_LENGTH))


def line_name(text: str, language: str) -> str:
    """Return the name of a text's recording, without an ending: the first words, then the code.

    Example:
        >>> line_name("Let your shoulders sink.", "en")
        'let-your-shoulders-sink-hbx6mshh'
    """
    return "-".join(filter(None, (_slug(text), line_code(text, language))))


def code_in(stem: str) -> str:
    """Return the code with which the stem of a file's name ends; the words in front of it may be others, or none.

    Example:
        >>> code_in("003 Let your shoulders sink HBX6MSHH")
        'hbx6mshh'
    """
    last = re.split(r"[-_ .]", stem)[-1].lower().translate(_MISREAD)
    return last if len(last) == CODE_LENGTH and set(last) <= set(_DIGITS) else ""


def _slug(text: str) -> str:
    """Return the first words in plain letters and hyphens; empty for a script that has none of them."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).replace("'", "")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug
