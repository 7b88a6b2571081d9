"""German ordinals, which are written with a dot and agree with what stands around them: "am 3. und 4. Finger"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.number_words import ordinal
from coach.speech.spoken_form.agreement import case_after, gender_of
from coach.speech.spoken_form.sentence_ends import is_at_end
from coach.speech.spoken_form.vocabulary import word_set

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_TO = {"-": "bis", "–": "bis", "/": "und"}
_CHAIN = re.compile(
    r"(?P<determiner>(?:\b[^\W\d_]+[ ])?)"
    r"(?P<chain>(?<![\w.,])\d{1,3}\.(?:(?:,[ ]|[ ]?[-–/][ ]?|[ ](?:und|oder|bis|bis zum|sowie)[ ])\d{1,3}\.(?!\d))*)"
    r"(?P<noun>[ ](?:(?:link|recht|mittler|klein|groß|ganz|letzt|ober|unter|beid)[a-zäöü]*[ ])?"
    r"(?P<word>[A-ZÄÖÜ][^\W\d_]+)|(?=[ ]?[a-zäöü]|[ ]?$|[ ]?[,;:)]))"
)
_SIDE = re.compile(r"(?P<determiner>(?:\b[^\W\d_]+[ ])?)\b(?P<side>re|li)\.[ ]?(?P<word>[A-ZÄÖÜ][^\W\d_]+)")
_SIDES = {"re": "recht", "li": "link"}
_WRITTEN_OUT = re.compile(r"(?<![\w.,])(\d{1,3})-?(te[nrsm]?|ste[nrsm]?)\b")
_ALWAYS_E = word_set(
    "der die das diese dieser dieses jede jeder jedes ins ans aufs fürs durchs eine deine ihre meine seine unsere keine"
)
_ALWAYS_EN = word_set(
    "den dem des am im vom zum zur beim einen einem einer eines diesen diesem jeden jedem deinen deinem deiner deines "
    "ihren ihrem ihrer ihres meinen meinem meiner meines seinen seinem seiner seines unseren unserem unserer"
)
_MIXED = word_set("ein dein ihr mein sein unser kein")
_STRONG = {
    "m": "er", "f": "e", "n": "es", "m.acc": "en", "f.acc": "e", "n.acc": "es", "m.dat": "em", "f.dat": "er",
    "n.dat": "em",
}  # fmt: skip


_DATE = re.compile(
    r"(?P<determiner>(?:\b[^\W\d_]+[ ])?)(?<![\w.,])(?P<day>\d{1,2})\.[ ]?(?P<month>1[0-2]|0?[1-9])\."
    r"(?P<year>[ ]?(?:19|20)\d{2}\b(?!\.\d))?(?![\d.])"
)


def say_german_ordinals(text: str, vocabulary: Vocabulary) -> str:
    """Return a German text with its ordinals in words, each with the ending that its place asks for."""
    text = _WRITTEN_OUT.sub(lambda found: _stem(int(found[1]), vocabulary) + re.sub("^s?te", "e", found[2]), text)
    text = _DATE.sub(lambda found: _date(found, vocabulary), text)
    return _CHAIN.sub(lambda found: _said(found, vocabulary), text)


def say_german_sides(text: str, vocabulary: Vocabulary) -> str:
    """Return a German text with "re." and "li." before a noun as adjectives: "die re. Hand"."""
    return _SIDE.sub(lambda found: _side(found, vocabulary), text)


def _side(found: re.Match[str], vocabulary: Vocabulary) -> str:
    determiner, before = found["determiner"].strip().lower(), found.string[: found.start("side")]
    ending = _ending(determiner, found["word"], before, several=False, vocabulary=vocabulary)
    return f"{found['determiner']}{_SIDES[found['side']]}{ending} {found['word']}"


def _said(found: re.Match[str], vocabulary: Vocabulary) -> str:
    determiner, noun = found["determiner"].strip().lower(), found["word"] or ""
    if not _is_ordinal(determiner, noun, found, vocabulary):
        return found.group()
    several = len(re.findall(r"\d+", found["chain"])) > 1
    ending = _ending(determiner, noun, found.string[: found.start("chain")], several=several, vocabulary=vocabulary)
    chain = re.sub(r"[ ]?([-–/])[ ]?", lambda sign: f" {_TO[sign[1]]} ", found["chain"])
    said = re.sub(r"(\d+)\.", lambda number: _stem(int(number[1]), vocabulary) + ending, chain)
    return f"{found['determiner']}{said}{found['noun']}"


def _date(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return "3.5.2024" as two ordinals and a year. Without the year it may be a number at the end of a sentence."""
    after_preposition = found["determiner"].strip().lower() in _ALWAYS_EN
    if not found["year"] and not after_preposition:
        return found.group()
    ending = "en" if after_preposition else "er"
    day, month = (_stem(int(found[name]), vocabulary) + ending for name in ("day", "month"))
    year = f" {found['year'].strip()}" if found["year"] else ""
    stop = "." if not year and is_at_end(found.string[found.end() :]) else ""
    return f"{found['determiner']}{day} {month}{year}{stop}"


def _is_ordinal(determiner: str, noun: str, found: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a number with a dot is an ordinal, and not the end of a sentence or the number of an item."""
    known = bool(noun) and (noun.lower() in vocabulary.gender_of_noun)
    determined = determiner in _ALWAYS_E or determiner in _ALWAYS_EN or determiner in _MIXED
    if not noun:
        return determined and not re.match(r"\s*$", found.string[found.end() :])
    return (determined and not _starts_sentence(noun, vocabulary)) or known


def _starts_sentence(noun: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_in(noun, vocabulary.sentence_starts)


def _ending(determiner: str, noun: str, before: str, *, several: bool, vocabulary: Vocabulary) -> str:
    """Return the ending of an ordinal behind a determiner, or without one."""
    gender = gender_of(noun, vocabulary) if noun else ""
    if determiner in _ALWAYS_EN:
        return "en"
    if determiner in _ALWAYS_E:
        feminine_dative = determiner in ("der", "dieser", "jeder") and gender == "f"
        plural = determiner == "die" and gender in ("m", "n")
        return "en" if feminine_dative or plural else "e"
    if determiner in _MIXED:
        return "es" if gender == "n" else "er"
    case = case_after(before, vocabulary)
    return _STRONG[(gender or "m") + case] if noun or not several else "e"


def _stem(number: int, vocabulary: Vocabulary) -> str:
    return ordinal(number, vocabulary.tag).removesuffix("e")
