"""Rules for words that are said in two ways: what stands before and behind decides. Pure.

A context is a list of words, of names of other lists in angle brackets, and of `^` and `$`: the beginning and the end
of a sentence or of a part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FAR = 60
"""The most characters of a context that are looked at."""
_QUOTES = r"[\s\"'“”‘’«»(]*"
_START = rf"(?:^|[,.;:!?…–—()\"“”«»]|(?<=\s)-){_QUOTES}$"
_END = r"\s*(?:$|[,.;:!?…–—()\"“”«»])"


@dataclass(frozen=True)
class ContextRule:
    """One way to say a word, and where it is said so. An empty context is any."""

    word: str
    ipa: str
    after: tuple[str, ...] = ()
    """What may stand before it."""
    before: tuple[str, ...] = ()
    """What may stand behind it."""
    not_before: tuple[str, ...] = ()
    """What may not."""

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the word at these places of a text is said so."""
        front, back = text[max(0, start - _FAR) : start], text[end : end + _FAR]
        return (
            not (front.endswith("-") or back.startswith("-"))  # a part of another word
            and (not self.after or _in_front(self.after).search(front) is not None)
            and (not self.before or _behind(self.before).match(back) is not None)
            and (not self.not_before or _behind(self.not_before).match(back) is None)
        )


def read_rules(rows: Iterable[Mapping[str, object]], contexts: Mapping[str, list[str]]) -> Iterator[ContextRule]:
    """Yield the rules of a list, with the names of contexts resolved."""
    for row in rows:
        sides = {side: tuple(_resolved(row.get(side) or [], contexts)) for side in ("after", "before", "not_before")}
        yield ContextRule(str(row["word"]), str(row["ipa"]), **sides)


def _resolved(named: object, contexts: Mapping[str, list[str]]) -> Iterator[str]:
    for item in named if isinstance(named, list) else [named]:
        if str(item).startswith("<"):
            yield from _resolved(contexts[str(item).strip("<>")], contexts)
        else:
            yield str(item)


@lru_cache(None)
def _in_front(context: tuple[str, ...]) -> re.Pattern[str]:
    words = rf"(?<![\w'’-])(?:{_either(context)})\s+$"
    return re.compile(f"{_START}|{words}" if "^" in context else words, re.IGNORECASE)


@lru_cache(None)
def _behind(context: tuple[str, ...]) -> re.Pattern[str]:
    words = rf"\s+(?:{_either(context)})(?![\w'’-])"
    return re.compile(f"{_END}|{words}" if "$" in context else words, re.IGNORECASE)


def _either(context: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in context if word not in "^$")
