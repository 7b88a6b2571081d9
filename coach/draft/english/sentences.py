"""A block's text → its sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.after_a_unit import goes_on_from_unit
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.run_on import clauses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

from coach.draft.english.expression import Expression

_SHORT = Expression(
    r"\b(?:e\.g|i\.e|etc|approx|vs|dept|dr|mr|mrs|ms|st|no|fig|a\.m|p\.m|u\.s"
    r"|z\. ?b|ca|bzw|usw|evtl|ggf|d\. ?h|p\. ?ej|aprox|ej|sr|sra|dra|núm|etc"
    r"|tel|nr|bspw|sog|vgl|abb|kap|str|prof|inkl|zzgl|inh|hrsg|bds?|u\. ?a|e\. ?v"
    r"|s\. ?[ou]|o\. ?ä|v\. ?a|z\. ?t|u\. ?u|i\. ?d\. ?r|n\. ?b|dazw|zw|anschl|insg|ges|jew|abw|abwechs|rd|mind|max"
    r"|(?-i:[diouvz])|re|li|bes|versch|entspr|ggfs|mehrm|wöchentl|tägl|tgl|pat|übg|rtg|einschl|allg|ausf|dtsch|vorw|rückw|seitl|beids"
    r"|(?:am|im|vom|zum|beim|ab|seit|der|die|das|den|dem|des) \d\d?)\.$",
    re.IGNORECASE,
)
_NUMBERED_BY = Expression(
    r"\b(?:pp?|pg|rev|vol|ver|ch|chap|ext|nos|figs|ex|art|s|bl|pág|págs|cap|tfno|núms?)\.$", re.IGNORECASE
)
"""A pattern of abbreviations whose full stop ends no sentence before a number: "p. 14"."""
_END = re.compile(
    r"([.!?…]+[\"')\]»«“”’]*)\s+(?=[\"'(\[]?[A-ZÄÖÜÁÉÍÓÚÑ0-9\W]|(?:pause|repeat|then|hold|relax|release)\b)"
    r"|\s+[•●▪➤✅✓✔]\s+"
)
_END_SMALL = re.compile(r"([.!?]+[\"')\]]*)\s+(?=[a-z])")
"""A pattern of the end of a sentence before one that begins with a small letter."""
_WORD_ENDS = re.compile(r"[a-zäöüßáéíóúñ]{2}[.!?]+[\"')\]]*\s+([^\W\d_])")
"""A pattern of a word, the end of a sentence, and the first letter after that."""
_NUMBERED = Expression(
    r"^(?:\(?\d{1,2}\)|[A-Z]\.?\d{1,2}(?:\.\d{1,2})*\.?|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?! (?:Min|Sek|Stunde|Minute)))"
    r"\s+(?=[A-ZÄÖÜÁÉÍÓÚÑ])"
)
"""A pattern of the number that a paragraph gives to each of its sentences: "1) Sit down. 2) Breathe in.", "C.4 Sit"."""
_MARKED = Expression(r"^(\[[^\[\]]{2,60}\])\s+(?=[\w.…])")
"""A pattern of a stage direction in front of a sentence: "[10 seconds] Open your eyes"."""
_DATE = re.compile(
    r"\d\d?\. (?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b",
    re.IGNORECASE,
)
"""A pattern of a day of the month, whose full stop ends no sentence: "27. November"."""
_WEEKDAY = re.compile(r"\b(?:mo|di|mi|do|fr|sa|so)\. \d", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d)?(?: ?[-–] ?\d{1,3})? ?(?:min|sec|secs|sek|std|seg|wdh|reps?)\.", re.IGNORECASE)
"""A pattern of an amount in a shortened unit, in front of what is done."""
COUNT_BEHIND = re.compile(
    rf"\((?:repeat |say this |say it )?(?:(?:\d{{1,2}}|{'|'.join(NUMBERS)}) times|once|twice|thrice"
    r"|\d{1,2} ?[x×]|(?:\d{1,2} |ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)mal"
    r"|(?:\d{1,2}|una|dos|tres|cuatro|cinco"
    r"|seis|diez) ve(?:z|ces)"
    r"|count (?:slowly )?(?:to|of) \w+)"
    r"\b[^()]{0,20}\)\W*",
    re.IGNORECASE,
)
"""A pattern of how often a sentence is said or done, in brackets behind it."""
_LONGEST_MARK = 40
LONGEST = 900
"""The most characters of a sentence; a longer one is cut, since nobody could follow it."""


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, without the spaces and bullets between them."""
    found: list[str] = []
    start = 0
    for match in _ends_of(text):
        end = match.end(1) if match[1] else match.start()
        if match[1] and (_SHORT.search(text, max(start, end - 8), end) or _is_within_mark(text, start, end)):
            continue
        if match[1] == "." and any(form.match(text, max(start, end - 3)) for form in (_DATE, _WEEKDAY)):
            continue
        if match[1] == "." and start == 0 and _AMOUNT.fullmatch(text, 0, end):
            continue  # "20 Sek. Arme schwingen"
        if match[1] and goes_on_from_unit(text, start, end, match.end()):
            continue
        if match[1] == "." and text[match.end()].isdecimal() and _NUMBERED_BY.search(text, max(start, end - 8), end):
            continue
        if match[1] and _goes_on(text[match.end() : match.end() + 1]) and match[1][:2] in ("..", "…"):
            continue
        found.append(text[start:end])
        start = match.end()
    found += [text[start:]] if found else clauses_of(text)
    bare = (_NUMBERED.sub("", sentence.strip(" \t•●▪➤✅✓✔")) for sentence in _with_counts(found))
    return [piece for sentence in bare for part in _MARKED.split(sentence) for piece in cut(part.strip()) if piece]


def _with_counts(sentences: Sequence[str]) -> list[str]:
    """Return sentences; a count in brackets belongs to that before it: "My arm is heavy. (six times)"."""
    found: list[str] = []
    for sentence in sentences:
        if found and sentence[:1] == "(" and COUNT_BEHIND.fullmatch(sentence):
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return found


def _ends_of(text: str) -> list[re.Match[str]]:
    """Return the places where sentences end; a text that has no capitals at all may begin them with small letters."""
    ends = list(_END.finditer(text))
    if _is_written_small(text):
        ends = sorted([*ends, *_END_SMALL.finditer(text)], key=lambda match: match.start())
    return ends


def _is_written_small(text: str) -> bool:
    """Whether sentences begin with small letters: "sit down. breathe in. now open your eyes."."""
    letters = _WORD_ENDS.findall(text)
    small = sum(letter.islower() for letter in letters)
    return small > 0 and 2 * small > len(letters) and (text[:1].islower() or small > 1)


def _is_within_mark(text: str, start: int, end: int) -> bool:
    """Whether a place stands within short square brackets: "[45 Sek. Stille]"."""
    opened = text.rfind("[", max(start, end - _LONGEST_MARK), end)
    return opened >= 0 and opened < text.find("]", opened, opened + _LONGEST_MARK) >= end


def _goes_on(letter: str) -> bool:
    """Whether a letter behind "..." begins no sentence: "Breathe in ... 2, 3"."""
    return letter.islower() or letter.isdecimal()


def cut(sentence: str) -> list[str]:
    """Return a sentence in pieces of at most LONGEST characters, cut at spaces where there are any."""
    pieces = []
    while len(sentence) > LONGEST:
        end = sentence.rfind(" ", 0, LONGEST)
        end = end if end > 0 else LONGEST
        pieces.append(sentence[:end])
        sentence = sentence[end:].strip()
    return [*pieces, sentence]


_GOES_ON_TO = re.compile(r"\s*[,;](?:\s*(?:or|and|and/or|oder|und|sowie|o|u|y|e))?\s*$", re.IGNORECASE)
"""A pattern of what the items of a list end with that goes on: "; or"."""


def closed(sentence: str) -> str:
    """Return a sentence with the full stop that it lacks, and without what only leads to the next item of a list.

    >>> closed("Rub the foot,"), closed("if a leg is swollen; or"), closed("Rest!")
    ('Rub the foot.', 'if a leg is swollen.', 'Rest!')
    """
    bare = _GOES_ON_TO.sub("", sentence)
    return f"{bare}." if bare and bare[-1] not in ".!?" and (bare[-1].isalnum() or bare != sentence) else bare
