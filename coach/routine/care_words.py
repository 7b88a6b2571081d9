"""The words by which the rules of care know what a routine does, asks and claims: care_words.yaml, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coach.data_file import read_data

FILE = Path(__file__).with_name("care_words.yaml")
_LONGEST = 300
"""The most characters of a sentence, before a match, in which a word that forbids it is looked for."""
_ADVERBS = r"(?:[\w’']+ ){0,2}?"
_SENTENCES_BEFORE = re.compile(r".*[.!?;:…]", re.DOTALL)


@dataclass(frozen=True)
class CareWords:
    """The patterns of one language; the comment on top of the file tells what each is for."""

    closed_eyes: re.Pattern[str]
    opened_eyes: re.Pattern[str]
    held_breath: re.Pattern[str]
    forbids: re.Pattern[str]
    forbids_after: re.Pattern[str]
    asks: re.Pattern[str]
    stops: re.Pattern[str]
    claims: re.Pattern[str]
    hedges: re.Pattern[str]
    condition_first: re.Pattern[str]

    def first(self, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        """Return the first match of a pattern in a text that no word of its sentence forbids."""
        return next((match for match in pattern.finditer(text) if not self._is_forbidden(match)), None)

    def _is_forbidden(self, match: re.Match[str]) -> bool:
        before = match.string[max(0, match.start() - _LONGEST) : match.start()]
        sentence = _SENTENCES_BEFORE.sub("", before) + match[0]
        return bool(
            self.forbids.search(sentence)
            or self.forbids_after.match(match.string[match.end() : match.end() + _LONGEST])
        )


@lru_cache(8)
def care_words(language: str) -> CareWords | None:
    """Return the words of a language, whatever its region; None for a language without them."""
    lists = read_data(FILE, as_text=True).get(language.partition("-")[0])
    if lists is None:
        return None
    ailment = "|".join(lists.pop("ailments"))
    return CareWords(**{kind.replace("-", "_"): _compiled(patterns, ailment) for kind, patterns in lists.items()})


def _compiled(patterns: list[str], ailment: str) -> re.Pattern[str]:
    """Return one pattern for any of several; one that never matches for none."""
    whole = "|".join(patterns).replace("(adv)", _ADVERBS).replace("(ailment)", f"(?:{ailment})")
    return re.compile(whole or r"(?!)", re.IGNORECASE)
