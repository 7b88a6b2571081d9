"""A German participle → its infinitive: "einmassiert" → "einmassieren"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Participles:
    """The participles of the verbs of a vocabulary."""

    def __init__(self, irregular: Mapping[str, str], english: Mapping[str, str], prefixes: Iterable[str]) -> None:
        self._irregular = {form.casefold(): infinitive for form, infinitive in irregular.items()}
        self._english = english
        self._prefixes = sorted(prefixes, key=len, reverse=True)
        self.infinitive = lru_cache(2_000)(self._of_participle)

    def _of_participle(self, word: str) -> str:
        """Return the infinitive of a participle, or an empty text; without its prefix if it is not known with it."""
        if found := self._infinitive(word):
            return found
        for prefix in self._prefixes:
            bare = word.removeprefix(prefix)
            if bare != word and (found := self._infinitive(bare)):
                return f"{prefix}{found}" if f"{prefix}{found}" in self._english else found
        return ""

    def _infinitive(self, word: str) -> str:
        """Return the infinitive of a participle without a prefix, or an empty text."""
        forms = (
            self._irregular.get(word, ""),
            re.sub(r"^(\w*?)ge(\w+?)e?t$", r"\1\2en", word),
            re.sub(r"^(\w*?)ge(\w+)$", r"\1\2", word),
            re.sub("iert$", "ieren", word),
            re.sub("^(?:be|ver|ent|er|zer)(\\w+?)e?t$", r"\1en", word),
            re.sub("^((?:be|ver|ent|er|zer|um|über|unter)\\w+?)e?t$", r"\1en", word),
        )
        return next((form for form in forms if form in self._english), "")
