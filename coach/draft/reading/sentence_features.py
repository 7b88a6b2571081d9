"""Sentence and where it stands → its features: what the classifier of sentences weighs.

A feature is a text: a word or two that follow each other as they are, others behind a name and a colon. A sentence in
another language than English has the words of its gloss, so that what is learnt of English holds for it, and its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.language import read_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.english.headings import Role
    from coach.draft.text.blocks import Block

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")
_BEGINNING = 3
"""The number of words at the beginning of a sentence whose places count."""
_MOST_TOKENS = 120
"""The most words and signs of a sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands."""

    block: Block
    place: int
    """How many sentences of the block stand before it."""
    count: int
    """How many sentences the block has."""
    share: float
    """The share of the text before it, from 0 to 1."""
    role: Role
    labelled: Role
    """The role that the label of the block gives to it."""
    has_label: bool
    before: str
    """The sentence before it; "" at the beginning of the text."""
    after: str
    """The sentence after it; "" at the end of the text."""


def features_of(sentence: str, setting: Setting) -> list[str]:
    """Return the features of a sentence, none of them twice."""
    return list(dict.fromkeys([*_of_words(sentence), *_of_setting(setting)]))


@lru_cache(256)
def tokens_of(text: str) -> Sequence[str]:
    """Return the words and signs of a text in small letters; a number is "#", whatever it is.

    >>> tokens_of("Don't rub: 20 s!")
    ["don't", 'rub', ':', '#', 's', '!']
    """
    found = _TOKEN.findall(text.casefold())[:_MOST_TOKENS]
    return ["#" if token.isdecimal() else token for token in found]


def _of_words(sentence: str) -> Iterator[str]:
    language = read_language()
    tokens = tokens_of(language.gloss(sentence) if language else sentence)
    yield from tokens
    yield from map(" ".join, pairwise(tokens))
    for place, token in enumerate(tokens[:_BEGINNING], 1):
        yield f"word {place}:{token}"
    yield f"begins:{' '.join(tokens[:2])}"
    yield f"ends:{''.join(tokens[-1:])}"
    yield f"length:{min(len(tokens) // 3, 10)}"
    if language:
        own = tokens_of(sentence)
        yield from (f"{language.code}:{token}" for token in own)
        yield from (f"{language.code}:{' '.join(pair)}" for pair in pairwise(own))


def _of_setting(setting: Setting) -> Iterator[str]:
    block = setting.block
    before, after = _glossed(setting.before), _glossed(setting.after)
    yield f"before begins:{''.join(before[:1])}"
    yield f"before ends:{''.join(before[-1:])}"
    yield f"after begins:{''.join(after[:1])}"
    yield f"role:{setting.role}"
    yield f"block:{block.kind} {block.number is not None}"
    yield f"label:{setting.has_label} {setting.labelled}"
    yield f"place:{min(setting.place, 3)} {setting.place == setting.count - 1}"
    yield f"count:{min(setting.count, 5)}"
    yield f"part:{int(5 * setting.share)}"


def _glossed(text: str) -> Sequence[str]:
    language = read_language()
    return tokens_of(language.gloss(text) if language and text else text)
