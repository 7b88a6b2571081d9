"""A line → the things that it lists; a list → whether it lists things, by how such lines begin in each language."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.headings import AWAY, is_generic, label_of, role_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import alternatives
from coach.draft.english.quantities import quantities_in
from coach.draft.english.sentences import sentences_of
from coach.draft.language import glossed
from coach.draft.text.how_much import has_measure, is_amount_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.draft.text.blocks import Block

_SEAM = re.compile(r"\s+[·•|]\s+|,\s*(?:(?:and|und|y|e|plus)\s+)?|\s+(?:and|und|y|e|plus|sowie|as well as|\+)\s+")
_REMARK = re.compile(
    r"(?:not|no|without|or|preferably|ideally|if|such as|nicht|ohne|oder|möglichst|am besten|sin|o|u|no|si|mejor)\b",
    re.IGNORECASE,
)
"""A pattern of what only says more of the thing before it: "a sheet of paper, not too thick"."""
_WHICH = Expression(
    r"\s*(?:[(].*|\b(?:that|which|who|if|when|das|der|die|wenn|falls|que|si|to|for|with|mit|con|zum|zur|für|para)\b.*)"
)
"""A pattern of what follows a thing and says which one is meant, or what for."""
_NO_THING = Expression(
    r"(?:both|but|so|because|to|it|them|him|her|not|nothing|nichts|nicht|dich|sich|kein\w*|nada)\b", re.IGNORECASE
)
_OWN = Expression(r"(?:your|the|den|die|das|dein\w*|ihr\w*|el|la|los|las|tus?|sus?) ", re.IGNORECASE)
_ASIDE = Expression(r"^\s*\([^()]*\)\s+(?=\w)")
"""A pattern of a remark in front of a thing: "(if you like) a drop of oil"."""
_BODY = Expression(r"(?:your|his|her|their|both) (\w+)\b", re.IGNORECASE)
_LONGEST, _SHORT, _NAMED, _FEWEST = 10, 4, 3, 2
"""The most words of a thing with how much of it, of one without, and of a name although its first word may be a verb;
the fewest things of a list."""
_READERS = Expression(
    r"\b(?:guest|member|user|visitor|subscriber|follower|repl(?:y|ie)|post|view|comment|like|share|registered|online)s?\b",
    re.IGNORECASE,
)
_ACT = Expression(
    rf"\b(?:{alternatives('counted')}|{alternatives('repetitions')}|pauses?|rests?|ones?|sides?|moments?)\W*$",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 300
"""The most characters of an instruction that ends the search for lists: one of hundreds of parts takes too long."""


def things_of(text: str) -> list[str]:
    """Return the things that a text lists, each with what is said of it, or none if it says something else.

    >>> things_of("a sheet of paper, not too thick. A table")
    ['a sheet of paper, not too thick', 'A table']
    >>> things_of("Your feet are warm, and so are your hands.")
    []
    """
    found: list[str] = []
    for sentence in sentences_of(text):
        things = [thing for piece in _pieces(sentence) if (thing := piece.strip(" .;,!"))]
        for thing in things:
            if found and _REMARK.match(thing):
                found[-1] += f", {thing}"
            elif is_thing_said(thing):
                found.append(thing)
            elif not is_amount_first(thing):
                return []
    return found


def _pieces(sentence: str) -> list[str]:
    pieces = sentence.split(";") if ";" in sentence else _SEAM.split(sentence)
    return [_ASIDE.sub("", piece) for piece in pieces]


def is_thing_said(text: str) -> bool:
    """Whether a few words name a thing, and neither a part of the body nor something to do."""
    bare = _WHICH.sub("", text) or text
    count = len(bare.split())
    if not 0 < count <= _LONGEST or _NO_THING.match(text) or _is_of_body(text):
        return False
    named = _OWN.match(bare) or is_amount_first(bare) or count <= _SHORT
    return bool(named) and not _says(bare) and not (count > _NAMED and is_instruction(bare))


@glossed
def _is_of_body(text: str) -> bool:
    """Whether a text begins with a part of somebody's body: "your feet flat"."""
    match = _BODY.match(text)
    return match is not None and any(is_one_of("parts", form) for form in (match[1], match[1].removesuffix("s")))


@glossed
def _says(text: str) -> bool:
    """Whether a text says something of somebody, or ends with a part of the body."""
    words = re.findall(r"[a-z'-]+", text.casefold())
    ends = bool(words) and is_one_of("parts", words[-1].removesuffix("s"))
    return ends or any(is_one_of("subject-pronouns", word) or is_one_of("finite", word) for word in words)


def items_needed(blocks: Sequence[Block]) -> frozenset[Block]:
    """Return the items of lists before the first instruction of which most begin with how much is needed.

    Such a list is one of needs, whatever stands above it: "1 onion", "two towels", "some oil".
    """
    return frozenset(block for blocks in _lists(blocks) if _is_list_of_needs(blocks) for block in blocks)


def _is_list_of_needs(items: Sequence[Block]) -> bool:
    """Whether most of several items begin with an amount, or a single line lists several things with their amounts."""
    if items[0].kind == "text":
        return _lists_amounts(items[0].text)
    amounts = sum(is_amount_first(item.text) or has_measure(item.text) for item in items)
    return len(items) >= _FEWEST and 2 * amounts >= len(items)


def _lists(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the lists that stand before the first instruction, each as its items, and the lines of text there."""
    for kind, group in groupby((block for block in blocks if not block.page), key=lambda block: block.kind):
        members = list(group)
        if kind == "item":
            if not all(map(_could_be_needed, members)):
                return
            yield members
        elif kind == "text":
            for block in members:
                if _tells(block):
                    return
                yield [block]


def _lists_amounts(text: str) -> bool:
    """Whether a line has nothing but things, each with how much of it: "1 tsp honey, a drop of oil"."""
    return bool(things_counted(text))


def things_counted(text: str) -> list[str]:
    """Return several things of which a text says how many, or none if it says anything else.

    >>> things_counted("a candle, two towels"), things_counted("two long breaths, a pause")
    (['a candle', 'two towels'], [])
    """
    things = things_of(text)
    several = len(things) >= _FEWEST and all(map(is_amount_first, things))
    return things if several and not (quantities_in(text).practice or any(map(_is_done, things))) else []


@glossed
def _is_done(thing: str) -> bool:
    """Whether what is counted is an act, or whoever reads the page: "a pause", "two long breaths", "31 guests"."""
    return bool(_ACT.search(thing) or _READERS.search(thing))


def _tells(block: Block) -> bool:
    sentences = sentences_of(block.text)
    return any(is_instruction(each) for each in sentences if len(each) <= _LONGEST_SENTENCE)


def _could_be_needed(item: Block) -> bool:
    label, role, rest = label_of(item.text)
    if role in AWAY or (label and is_generic(label)) or role_of(item.text) in AWAY:
        return False
    measured = bool(label) and has_measure(rest)
    return (measured or is_thing_said(item.text)) and not quantities_in(item.text).practice
