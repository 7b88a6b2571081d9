"""A text and the full stop of a unit in it ("20 sec.") → whether its sentence goes on behind that.

In German every noun begins with a capital, so that a capital tells little: "5 Sek. Augen und Mund zusammenkneifen".
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.language import read_language

_UNIT = Expression(r"\b\d* ?(?:min|sec|sek|std|seg|hr)\.[)\]]?$", re.IGNORECASE)
"""A pattern of units whose full stop ends no sentence before another number: "1 min. 30"."""
_OF_TIME = re.compile(
    r"(?:pause|ruhe|ruhezeit|stille|schweigen|entspannung|anspannung|spannung|erholung|dehnung|einwirkzeit|ziehzeit"
    r"|haltezeit|halten|belastung|descanso|pausa|silencio)\b",
    re.IGNORECASE,
)
"""A pattern of what a time is for, which begins with a capital in German: "30 Sek. Pause"."""
_NOUNS_HAVE_CAPITALS = ("de",)
_NOUN = re.compile(
    r"(?!(?:[dw](?:er|ie|as|en|em|es|ann|arum|o|obei|abei|anach|araufhin|amit|enn|ort|azu|azwischen|urch)"
    r"|(?:dies|jed|all|beid|ander|link|recht|zweit|erst|gleich|[mds]?ein|kein|ihr)e?[nrms]?"
    r"|ich|du|er|sie|es|wir|ihr|man|und|oder|aber|auch|so|nun|jetzt|dann|danach|anschließend|zuletzt|zuerst|zunächst"
    r"|schließlich|abschließend|nochmals?|wieder|erneut|nicht|nie|nur|noch|bis|bei|mit|nach|vor|von|zu[mr]?|in|im|ins"
    r"|auf|an|am|aus|für|ohne|über|unter|um|während|wenn|falls|sobald|sonst|langsam|vorsichtig|sanft|seitenwechsel"
    r"|achtung|vorsicht|wichtig|tipp|hinweis|bitte|fertig|gegengleich|ebenso|genauso|insgesamt|pro|je|jeweils)\b)"
    r"[a-zäöü][\w-]+(?! (?:sie|sich|dich|du|euch|wir|man|ist|wird)\b)",
    re.IGNORECASE,
)
"""A pattern of a word that may be a noun, since it is none of those that join and point."""
_REST = re.compile(r"(?:[^.!?]|(?<=Sek)\.|(?<=Min)\.){2,120}(?=[.!?]|$)")
_INFINITIVE = re.compile(r"[a-zäöüß]{2,}(?:en|ern|eln)(?=,|$)")
_PREFIX = re.compile(r"(?:zusammen|an|auf|aus|ab|ein|hoch|hin|her|vor|zu|los|nach|weg|um|fest|mit|auseinander|zurück)$")
"""A pattern of the part of a verb that stands at the end of its sentence: "kneifen Sie ... zusammen"."""


def goes_on_from_unit(text: str, start: int, end: int, at: int) -> bool:
    """Whether a sentence from `start` that seems to end at `end` with a unit goes on with what stands at `at`.

    >>> goes_on_from_unit("Rub for 1 min. 30 and stop.", 0, 14, 15), goes_on_from_unit("Rub 1 min. Stop.", 0, 10, 11)
    (True, False)
    """
    if not _UNIT.search(text, max(start, end - 8), end):
        return False
    follower = text[at : at + 1]
    if follower.isdecimal() or follower.islower() or follower in "–—-:/" or _OF_TIME.match(text, at):
        return True
    language = read_language()
    german = language is not None and language.code in _NOUNS_HAVE_CAPITALS
    return german and _goes_on_with_noun(text[start:end], text, at)


def _goes_on_with_noun(first: str, text: str, at: int) -> bool:
    """Whether what stands at a place is no sentence without what is before it: it begins with a noun."""
    noun, rest = _NOUN.match(text, at), _REST.match(text, at)
    if not (noun and rest) or is_instruction(f"{noun[0]} langsam"):
        return False
    clause, last = (words.split()[-1] for words in (rest[0].split(",")[0], rest[0]))
    if any(_INFINITIVE.match(word) and not _PREFIX.match(word) for word in (clause, last)):
        return not is_instruction(first)
    return bool(_PREFIX.match(last)) or not is_instruction(rest[0])
