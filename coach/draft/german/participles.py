"""A German participle → the English one: "einmassiert" → "massaged"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PAST = {"put": "put", "hold": "held", "rub": "rubbed", "wrap": "wrapped", "pat": "patted", "bend": "bent"} | {
    "spread": "spread", "take": "taken", "bring": "brought", "dry": "dried", "tap": "tapped", "wring": "wrung",
}  # fmt: skip


class Participles:
    """The participles of the verbs of a vocabulary."""

    def __init__(self, irregular: Mapping[str, str], english: Mapping[str, str], prefixes: Iterable[str]) -> None:
        self._irregular = {form.casefold(): infinitive for form, infinitive in irregular.items()}
        self._english, self._prefixes = english, prefixes

    def in_english(self, word: str) -> str:
        """Return the English participle of a German one, or an empty text."""
        for prefix in self._prefixes:
            bare = word.removeprefix(prefix)
            if bare != word and word not in self._irregular and self._infinitive(bare):
                return self.in_english(bare)
        english = self._english.get(self._infinitive(word), "")
        return "" if not english else _PAST.get(english, f"{re.sub('e$', '', english)}ed")

    def _infinitive(self, word: str) -> str:
        """Return the infinitive of a participle without a prefix, or an empty text."""
        forms = (
            self._irregular.get(word, ""),
            re.sub(r"^(\w*?)ge(\w+?)e?t$", r"\1\2en", word),
            re.sub(r"^(\w*?)ge(\w+)$", r"\1\2", word),
            re.sub("iert$", "ieren", word),
        )
        return next((form for form in forms if form in self._english), "")
