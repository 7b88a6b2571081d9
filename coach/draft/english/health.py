"""Words of a sentence → whether it names an illness, a symptom, a risk or somebody who treats them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from coach.data_file import read_data
from coach.draft.english.expression import Expression

FILE = Path(__file__).with_name("health.yaml")
_WORD = re.compile(r"\b[a-z]+(?:-[a-z0-9]+)*\b")
_ENDING = Expression(
    r"(?:[a-z]itis|[a-z]{2}algia|[a-z]{2}osis|[a-z]aemia|plegia|plegic|ectomy|plasty|rrhoea|[a-z]uria|phobia|phobic|pnoea"
    r"|cardia|myopathy|neuropathy|retinopathy|ostomy|paresis|trophy|ologist|ologists)$"
)
"""A pattern of how the names of illnesses, operations and their specialists end, whatever they are."""
_OTHERS = frozenset(
    ["hypnosis", "osmosis", "metamorphosis", "diagnosis", "trophy", "atrophy", "symbiosis", "apologist"]
)
_LONGEST = 3
"""The most words of an expression."""


@cache
def _names() -> frozenset[str]:
    return frozenset(word.replace("'s", "") for words in read_data(FILE).values() for word in words.split())


@cache
def _firsts() -> frozenset[str]:
    """Return the first words of the expressions that have several."""
    return frozenset(name.split("_")[0] for name in _names() if "_" in name)


@lru_cache(1_000)
def names_health(text: str) -> bool:
    """Whether a text names what may be wrong with somebody, what may do harm, or who treats it.

    >>> names_health("Not with tonsillitis."), names_health("Ask the practice nurse."), names_health("Rub the hand.")
    (True, True, False)
    """
    words = _WORD.findall(text.casefold().replace("’", "'").replace("'s", ""))
    return any(_is_named(word) for word in words) or any(
        _is_expression(words, place) for place, word in enumerate(words) if word in _firsts()
    )


@lru_cache(20_000)
def _is_named(word: str) -> bool:
    singular = (word, word.removesuffix("s"), word.removesuffix("es"))
    named = any(each in _names() for each in singular)
    return named or bool(_ENDING.search(word) and word not in _OTHERS)


def _is_expression(words: list[str], place: int) -> bool:
    for count in range(2, _LONGEST + 1):
        name = "_".join(words[place : place + count])
        if name in _names() or name.removesuffix("s") in _names():
            return True
    return False
