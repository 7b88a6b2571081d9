"""Sentence → how much all of its words together speak for its warning, or for its being but talk.

No single word of "And if anything goes zing, you're done for today" warns; that it does lies in all of them. What each
word says was counted in marked texts by scripts/weigh_words, which writes word_weights.yaml: for each weight the words,
and the pairs of words beside each other ("stop_if"), that have it. A sentence has the sum of those that stand in it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from coach.data_file import read_data

FILE = Path(__file__).with_name("word_weights.yaml")
Sort = Literal["warns", "talks"]
"""What is weighed: whether a sentence warns, or whether it asks nobody to do anything now."""
BEGIN, NUMBER, DASH, EVER = "^", "#", "-", "*"
"""How the beginning of a sentence, a number in figures and a dash stand in the table; and what every sentence has."""
_TERM = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[?:;!\"(–—]")
_SPELT = str.maketrans("’“”–—", '\'""--')


def terms_of(sentence: str) -> set[str]:
    """Return the words of a sentence, and the pairs of them that stand beside each other.

    >>> sorted(terms_of("Stop if it hurts."))
    ['*', '^', '^_stop', 'hurts', 'if', 'if_it', 'it', 'it_hurts', 'stop', 'stop_if']
    """
    found = _TERM.findall(sentence.casefold().translate(_SPELT))
    words = [BEGIN, *(NUMBER if word.isdecimal() else word for word in found)]
    return {EVER, *words, *map("_".join, pairwise(words))}


@cache
def _table(sort: Sort) -> dict[str, float]:
    rows = read_data(FILE, as_text=True)[sort]
    return {term: float(weight) for weight, terms in rows.items() for term in terms.split()}


@lru_cache(20_000)
def weight_in_words(sort: Sort, sentence: str) -> float:
    """Return the sum of the weights of a sentence's words; above zero it is more likely than not.

    >>> weight_in_words("warns", "Stop if it hurts.") > 0 > weight_in_words("warns", "Rub the hand.")
    True
    """
    table = _table(sort)
    return sum(table.get(term, 0) for term in terms_of(sentence))
