"""A line → whether it tells how much of a thing: "two towels", "1 EL Salz", "un poco de aceite"."""

from __future__ import annotations

import re

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "half", "several"),
    *("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "zwölf", "halbe[rs]?", "einige"),
    *("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "medi[oa]", "vari[oa]s"),
)
_FEW = (
    *("an?", "some", "a few", "plenty of", "enough", "any", "another"),
    *("eine?[nmrs]?", "etwas", "ein paar", "genügend", "wenig", "reichlich", "viel"),
    *("un", "una", "unos", "unas", "algo de", "bastante", "otr[oa]"),
)
_FIRST = re.compile(
    rf"\W*(?:(?:about|around|ca\.?|etwa|ungefähr|unos|unas|approx\.?) )?"
    rf"(?:\d+(?:[.,/]\d+)?\s?(?:[½¼¾]|[-–]\s?\d+)?(?:x|×)?\s?(?=[^\W\d_]|\s)|[½¼¾⅓⅔] ?"
    rf"|(?:{'|'.join([*_NUMBERS, *_FEW])})\s)(?=\w)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:\d|[½¼¾⅓⅔])\s?(?:g|kg|mg|ml|cl|dl|l|oz|lbs?|cm|mm|litres?|liters?|grams?|cups?|pints?|inch(?:es)?|tbsps?|tsps?"
    r"|tablespoons?|teaspoons?|drops?|pinch(?:es)?|handfuls?|slices?|spoonfuls?|EL|TL|gramm|liter|tropfen|prisen?|tassen?"
    r"|esslöffel|teelöffel|stück|scheiben|gramos|litros?|cucharad(?:it)?as?|cucharitas?|tazas?|gotas|pizcas?|rodajas"
    r"|hojas)\b|\b(?:one|two|three) each$|\bje (?:ein|zwei)\w*$",
    re.IGNORECASE,
)


def is_amount_first(text: str) -> bool:
    """Whether a text begins with how much or how many of something.

    >>> is_amount_first("two old towels"), is_amount_first("250 g quark"), is_amount_first("Towels")
    (True, True, False)
    """
    return bool(_FIRST.match(text))


def has_measure(text: str) -> bool:
    """Whether a text has an amount in a unit that is none of time: "oolong: 5 g"."""
    return bool(_MEASURE.search(text))
