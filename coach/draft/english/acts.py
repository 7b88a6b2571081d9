"""Words of a sentence → whether they say that something is done: by us, by a part of the body, in a later clause."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.english.doers import is_act_of_one
from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.other_forms import base_of
from coach.draft.english.patterns import alternatives
from coach.draft.english.verbs import BREAKS, begins, is_manner

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = Expression(rf"(?:{alternatives('posed-parts')}|{alternatives('paired')}|breath|breathing)s?")
COMES = Expression(
    r"\b(?:is|are|be) (?:now |then |just |simply |only )*(?:to (?P<due>\w+)|(?P<going>\w+ing)|(?P<bare>\w+)) "
    r"(?:the|your|our|his|her|both|an?|there|here|still|down|up|on|in|out|for|over|forwards?|back)\b"
)
"""A pattern of what comes to be done: "the next thing is to lie down", "what we do is let the head hang"."""
_GOES_ON = Expression(
    rf"\W*(?:(?:and|then|now|so),? )*(?:the|your|both) (?:\w+ )?(?:{alternatives('posed-parts')}), (\w+ing)\b[^,]*$"
)
"""A pattern of a part of the body and what it goes on doing: "and the belly, rising and falling"."""
_DOERS = frozenset(["we", "you", "us", "shall"])


def is_act_told(small: str, words: list[str]) -> bool:
    """Whether a sentence, in small letters and as words, says that something is done, in whatever form.

    >>> is_act_told("your hands go on your knees", "your hands go on your knees".split())
    True
    """
    if (match := _GOES_ON.match(small)) and base_of(match[1]):
        return True
    first = next((word for word in words if word not in ("and", "then", "now", ",")), "")
    if first.endswith("ing") and base_of(first) and not any(is_one_of("finite", word) for word in words):
        return True
    if (match := COMES.search(small)) and _is_act(match["due"] or base_of(match["going"] or "") or match["bare"] or ""):
        return True
    return any(_is_told(clause, first=not place) for place, clause in enumerate(_clauses(words)))


def _clauses(words: list[str]) -> Iterator[list[str]]:
    """Yield the clauses of a sentence, without a label of one word, and without the one word behind it."""
    clause: list[str] = []
    label = words[1:2] == [":"]
    for word in [*(words[2:] if label else words), ","]:
        if word not in BREAKS:
            clause.append(word)
            continue
        if clause and not (label and len(clause) == 1):
            yield clause
        clause = []


def _is_told(clause: list[str], *, first: bool) -> bool:
    """Whether a clause begins with a verb behind another clause, or says what we or a part of the body do."""
    start = next((place for place, word in enumerate(clause) if word not in ("and", "then", "so", "now")), 0)
    if not first and begins(clause[start:]):
        return True
    if clause[:2] == ["after", "which"]:
        clause = clause[2:]
    if any(doer in ("he", "she") and is_act_of_one(word) for doer, word in pairwise(_without_adverbs(clause))):
        return True
    end = next((place for place, word in enumerate(clause) if is_one_of("subordinates", word)), len(clause))
    main = [word for word in clause[:end] if not is_one_of("before-acts", word)]
    one = main[:2] in (["one", "of"], ["each", "of"])  # "one of your hands goes"
    return any(_is_done_by(doer.rstrip("s") if one else doer, word) for doer, word in pairwise(main))


def _without_adverbs(words: list[str]) -> list[str]:
    """Return words without those that stand between who does something and what he does: "she then slowly sits"."""
    return [word for word in words if word not in ("then", "now", "next", "also", "again") and not is_manner(word)]


def _is_done_by(doer: str, word: str) -> bool:
    """Whether what a word says is done by us or by a part of the body: "you sink", "hands go", "the head hanging"."""
    if doer in _DOERS:
        return _is_act(word)
    if doer == "one":
        return word.endswith("s") and _is_act(word.removesuffix("s"))
    if not (PARTS.fullmatch(doer) or _is_another(doer) or doer in ("other", "others", "person", "child")):
        return False
    if word.endswith(("ing", "ed")):
        return _is_act(base_of(word))
    if doer == "feet" or (doer.endswith("s") and doer != "pelvis"):
        return _is_act(word)
    return word.endswith("s") and (_is_act(word.removesuffix("s")) or _is_act(word.removesuffix("es")))


def _is_another(doer: str) -> bool:
    """Whether it is the one who is cared for; of many of them something is told: "patients touch their faces"."""
    return is_one_of("others", doer) and not doer.endswith("s")


def _is_act(word: str) -> bool:
    return is_one_of("verbs", word) and not (is_one_of("befalls", word) or is_one_of("not-after-to", word))
