"""Lines of a page → whether one begins what a reader wrote under the text: "Marie, 12 March 2021", "Tom says:"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import alternatives, pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.passages import Passage
    from coach.draft.text.blocks import Block

_MONTH = rf"(?:{alternatives('months')})"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of| de)? {_MONTH}\.?(?:,? (?:de |del )?\d{{4}})?"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|(?:\d{1,2}|an?|one|two|three) (?:minute|hour|day|week|month|year)s? ago"
    r"|vor (?:\d{1,2}|eine[mr]) (?:minute|stunde|tag|woche|monat|jahr)e?n?"
    r"|hace (?:\d{1,2}|una?) (?:minuto|hora|día|semana|mes|año)e?s?)"
)
_BYLINE = Expression(
    rf"\W*(?:[\w.'-]+ ){{0,3}}?[\w.'-]*[,:|·–—-]?\s*(?:\(?(?:wrote|says|said|commented|replied|posted|schrieb|schreibt|"
    rf"sagt|meint|escribió|dice|dijo|comentó|by|on|am|el|von|por)\W+)*(?:[\w.'-]+\W+){{0,2}}?{_DATE}"
    r"(?:,?(?: at| um| a las)? \d{1,2}[:.]\d\d(?: ?(?:[ap]\.?m\.?|uhr|h))?)?\W*$"
    r"|[\w.'-]+(?: [\w.'-]+)? (?:says|wrote|writes|commented|commente[ds]|replied|schrieb|schreibt|sagt|meint|"
    r"escribió|escribe|dice|dijo|comentó)\s*:?\s*$",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_IMPRINT = 70, 120
_FEWEST, _OF_THREAD = 3, 2
"""The fewest sentences that are steps, and the bylines before them that make a thread."""


def is_byline(text: str) -> bool:
    """Whether a line says who wrote what stands under it, and when.

    >>> is_byline("gina_84 wrote on 3 May 2020"), is_byline("Anna says:"), is_byline("Hold it for 3 days")
    (True, True, False)
    """
    return len(text) <= _LONGEST and bool(_BYLINE.match(text))


class Bylines:
    """The bylines so far: under an article they begin comments; in a thread, each post counts as much as the others."""

    def __init__(self) -> None:
        self._before = 0
        """The number of bylines before the steps began."""

    def begins_comment(self, passages: Sequence[Passage]) -> bool:
        """Whether a byline begins what a reader wrote under the steps so far; none does where several wrote before."""
        if sum(len(passage.told) for passage in passages[:_FEWEST]) < _FEWEST:  # each of them tells something
            self._before += 1
        return bool(passages) and self._before < _OF_THREAD


_IMPRINT = Expression(
    r"^\W*(?:(?:posted|published|written|reviewed|updated|edited|translated|filed|printed|recorded|compiled"
    r"|last (?:updated|reviewed|edited|modified|changed)|reading time|time to read) ?(?:by|on|in|under|at|:)"
    r"|(?:words?|text|story|photos?|photographs?|photography|pictures?|illustrations?|images?|drawings)(?: by\b| ?:)"
    r"|(?:by|von|por) (?-i:[A-Z])[\w.'-]+ (?-i:[A-Z])[\w.'-]+\W*$|(?:\d+|\w+)[ -]min(?:ute)?s?(?: to)? read\b"
    r"|(?:veröffentlicht|geschrieben|aktualisiert|lesezeit|publicado|escrito|actualizado|texto|fotos?)"
    r"(?: am| von| por| el|:))",
    re.IGNORECASE,
)


_SIGN_OFF = pattern("sign-off", "{}")


def is_sign_off(text: str) -> bool:
    """Whether a line ends a letter: what stands in it asks nobody to do anything.

    >>> is_sign_off("Warm regards, Hanneke"), is_sign_off("Warm the oil in your hands.")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_SIGN_OFF.match(text))


def is_imprint(text: str) -> bool:
    """Whether a line says who made the text, and when: it heads nothing.

    >>> is_imprint("Posted by Annelise on 4 May"), is_imprint("Words: A. Reid."), is_imprint("Words of welcome")
    (True, True, False)
    """
    return len(text) <= _LONGEST_IMPRINT and bool(_IMPRINT.match(text))


_ASKS = re.compile(r"^\W*(?:q|question|interviewer|frage|p|pregunta)\s?[:.]\s+(?=\S)", re.IGNORECASE)
_ANSWERS = re.compile(r"^\W*(?:a|answer|antwort|r|respuesta)\s?[:.]\s+(?=\S)", re.IGNORECASE)
"""Patterns of who speaks in an interview, by a letter or a word."""


def as_answer(block: Block) -> Block:
    """Return a block of an interview as one of a text: without who answers, and a question as no part of it."""
    if _ASKS.match(block.text):
        return replace(block, page=True)
    return replace(block, text=_ANSWERS.sub("", block.text))
