"""Signs of Unicode for numbers, fractions and units → the plain ones: "½" → "1/2", "²" → "2", "℃" → "°C"."""

from __future__ import annotations

import re
import unicodedata

_COMPATIBLE = re.compile(r"[²³¹¼-¾⁰-₟⁄⅐-↋℃℉µ㌀-㏿①-⓿❶-➓！-～]|(?![0-9])\d")
_FRACTION_AFTER_NUMBER = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_BOUND_SPACE = re.compile(r"(?<!\d)[\u00a0\u202f\u2009]|[\u00a0\u202f\u2009](?!\d)")
"""A space where no line breaks; between digits it groups them, and stays for a while."""
_SPACED_DEGREE = re.compile(r"°[ \u00a0](?=[CF]\b)")
_POWERS = {"m²", "m³"}
_KEPT = "⃣"


def write_plainly(text: str) -> str:
    """Return a text with plain digits, fractions and units. The powers of metres stay, as they are units."""
    text = text.replace("+/-", "±")
    if text.isascii():
        return text
    text = _SPACED_DEGREE.sub("°", _BOUND_SPACE.sub(" ", text))
    return _COMPATIBLE.sub(_plain, _FRACTION_AFTER_NUMBER.sub(" ", text))


def _plain(found: re.Match[str]) -> str:
    sign, before = found.group(), found.string[max(found.start() - 1, 0) : found.start()]
    if before + sign in _POWERS or sign in _KEPT:
        return sign
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign).replace("\u2044", "/").replace("μ", "µ")
    return plain if not plain[0].isdecimal() or not before.isalnum() else f" {plain}"
