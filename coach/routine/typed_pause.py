"""A pause as people type it ("pause 5 seconds", "kurze Pause", "5 sec") → its duration."""

from __future__ import annotations

import re

_NUMBERS = {
    "a|an|one|eine?|una?|une|um|uma|één|een": 1,
    "two|zwei|dos|deux|due|twee|dois|duas": 2,
    "three|drei|tres|trois|tre|drie|três": 3,
    "four|vier|cuatro|quatre|quattro|quatro": 4,
    "five|fünf|cinco|cinq|cinque|vijf": 5,
    "ten|zehn|diez|dix|dieci|tien|dez": 10,
    "fifteen|fünfzehn|quince|quinze|quindici|vijftien": 15,
    "twenty|zwanzig|veinte|vingt|venti|twintig|vinte": 20,
    "thirty|dreißig|treinta|trente|trenta|dertig|trinta": 30,
}
"""The commonest numbers of pauses, in the seven languages of the guide words."""
_UNITS_MS = {
    "ms|milliseconds?": 1,
    r"s|secs?|sek|seg|seconds?|sekunden?|segundos?|secondes?|second[io]|seconden?": 1_000,
    r"m|mins?|minutes?|minuten?|minutos?|minut[io]|minuut": 60_000,
}
_WORD = (
    "pause|pausa|pauze|break|wait|warten?|espera|espere|esperar|attends|attendez|attendre|attendi|attendere|aspetta"
    "|aspetti|wacht|wachten|aguarde|silence|stille|silencio|silenzio|silêncio|stilte"
)
_LONG = "long|longer|lange|längere|longue|lunga|larga|longa"
_HOW = (
    rf"{_LONG}|short|brief|little|small|slight|take|kurze|kleine|courte|petite|breve|corta|pequeña|piccola"
    "|korte|curta|pequena|a|eine|une|una|uma|een"
)
_FOR = "for|of|für|von|de|pendant|por|durante|di|per|van|voor"
_DIGITS, _SECONDS = r"\d{1,4}(?:[.,]\d{1,3})?", list(_UNITS_MS)[1]
_NUMBER, _UNIT = "|".join((_DIGITS, *_NUMBERS)), "|".join(_UNITS_MS)


def _time(form: int, number: str, unit: str) -> str:
    """Return a pattern of a number with a unit, in the groups of a form."""
    return rf"(?P<number{form}>{number})(?:\s*-?\s*(?P<unit{form}>{unit})\.?)"


_TYPED = (
    rf"(?:(?P<how>(?:(?:{_HOW})\s+)*)(?:{_WORD})(?P<after>(?:\s+(?:{_HOW})\b)*)[\s:=,-]*(?:(?:{_FOR})\s+)?"
    rf"(?:{_time(1, _NUMBER, _UNIT)}?)?"
    rf"|{_time(2, _NUMBER, _UNIT)}[\s-]*(?:{_WORD})"
    rf"|{_time(3, _DIGITS, _SECONDS)})[.!…\s]*"
)
_MS, _LONG_MS = 2_000, 5_000
_LONGEST = 60
"""The most characters of a pause: longer ones are sentences."""


def pause_meant(text: str) -> int | None:
    """Return the milliseconds of the pause that a text means, two seconds if it says no time; None for other words."""
    if len(text) > _LONGEST or not (found := re.fullmatch(_TYPED, text.strip(), re.IGNORECASE)):
        return None
    number = next((found[f"number{form}"] for form in (1, 2, 3) if found[f"number{form}"]), None)
    unit = next((found[f"unit{form}"] for form in (1, 2, 3) if found[f"unit{form}"]), "s")
    if number is not None:
        return round(_number(number) * _looked_up(_UNITS_MS, unit))
    long = re.search(rf"\b(?:{_LONG})\b", f"{found['how']} {found['after']}", re.IGNORECASE)
    return _LONG_MS if long else _MS


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if text[0].isdigit() else _looked_up(_NUMBERS, text)


def _looked_up(table: dict[str, int], text: str) -> int:
    return next(value for words, value in table.items() if re.fullmatch(words, text, re.IGNORECASE))
