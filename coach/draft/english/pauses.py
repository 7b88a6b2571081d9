"""Pause marks in a text ("(pause)", "3 second pause", "...") → rests of a narration."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.draft.english.durations import duration_in
from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS, with_digits
from coach.draft.english.patterns import has_any
from coach.draft.language import glossed

_MARK = re.compile(r"(?<![(\[{<*_])([(\[{<*_]++)\s*([^()\[\]{}<>*_\n]{3,70}?)\s*[)\]}>*_]+")
_STRONG = re.compile(r"[\[{<]|\(\(")
"""A pattern of brackets that hold no words for the listener, so that a bare time in them is a pause: "((8 s))"."""
_SILENT = Expression(
    r"\b(?:without|no) (?:any )?(?:words?|talking|speaking|speech|sounds?)\b|\b(?:say|saying) nothing\b|\b(?:nobody"
    r"|no one) (?:speaks|talks)\b"
)
_LET_THEM = Expression(
    r"\b(?:let|give|leave|allow) (?:them|him|her|everyone|everybody|people|the group|the listeners?|listeners)\b"
    r"(?: (?:to )?(?:be|sit|lie|rest|watch|look|listen|feel|enjoy|linger|breathe|stay|settle|have|take|dream|drift"
    r"|float)(?= for| a| it|$|\W))?(?: it)?"
    r"|\blet\b(?= [\w\s]{1,25}\b(?:go by|pass)\b)|\b(?:go by|pass)\b"
)
_SET_OFF = re.compile(r"\s*(?:[-–—]+|\.{2,}|…).*(?:[-–—]+|\.{2,}|…)\s*|.*\s[-–—]+\s*")
"""A pattern of a text between dashes or dots: "-- wait ten seconds --"; the first may have been taken for a bullet."""
_TIMED = re.compile(
    r"\s*(?:-{2,}|[–—]+|\.{3,}|…|\(\(|\[+|[*~=]{2,})\s*([^()\[\]]{1,40}?)\s*(?:-{2,}|[–—]+|\.{3,}|…|\)\)|\]+|[*~=]{2,})\W*"
)
"""A pattern of a line of a script that stands between dashes, dots or double brackets: "-- 15 seconds --"."""
_SET_OFF_BY = ("-", "–", "—", ".", "…", "(", "[", "*", "~", "=")
_LABELLED = Expression(r"\W*(?:rest|break|descanso|pausa|erholung):\s*(\d[^:]{0,20}?)[.\s]*", re.IGNORECASE)
_REST_OF = Expression(
    r"(?:(?:then|and|a|an|another|short|brief) )*(?:rest|break|interval) of ([^.,;:]{3,25})", re.IGNORECASE
)
"""A pattern of a rest that is named with its length: "Rest of one minute"."""
_LONGEST_LABEL = 12
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…)[\s.…]*")
_BRACKETS = re.compile(r"\[pause [\d.]+s\]|[\[\]{}]")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NAMES = (
    "paus",
    "silence",
    "gap",
    "breathe",
    "rest",
    "beat",
    "quiet",
    "still",
    "silent",
    "word",
    "talk",
    "speak",
    "say",
    "let ",
    "give ",
    "leave ",
    "wait",
    "hush",
    "break",
    "breather",
    "lull",
    "interval",
)
"""Pieces of words, one of which is in whatever names a pause."""
_ONLY_TIME = Expression(
    r"(?:(?:about|around|for|leave|give|allow|take|another|stay|rest) )*\d[\d.]*(?: ?(?:-|–"
    r"|to) ?\d[\d.]*)?[ -]?[a-z]+\.?"
)
_NAMED = re.compile(
    r"\W*(?:[^\W\d_]+ )?(?:pause|pausa|silencio|stille|schweigen)(?:,? (?:larga|corta))?"
    r"(?:,?:? ?(?:(?:de|von|durante|für) )?[\w½¼]+ ?(?:min|sec|sek|seg|s\b)\w*)?\W*",
    re.IGNORECASE,
)
_ROUND = {"[": "(", "]": ")", "{": "(", "}": ")"}
_LONGEST_MARK = 70
_MS, _LONG_MS, _LONGEST_MS = 4_000, 10_000, 3_600_000
_ELLIPSIS_MS = 1_000


def is_pause(text: str) -> bool:
    """Whether a text is nothing but a pause mark: "(pause)", "5 second pause", "... 20 seconds of silence ..."."""
    return _is_timed(text) or _is_pause(text.strip(" .…!*_\"'–—-"), marked=bool(_SET_OFF.fullmatch(text)))


def names_rest(text: str) -> bool:
    """Whether a text is but the name of a rest and its length, in whatever language coach drafts from.

    It is asked before it is known which language a text is in.

    >>> names_rest("pausa, 20 segundos"), names_rest("Stille"), names_rest("Pausen sind wichtig")
    (True, True, False)
    """
    return _NAMED.fullmatch(text) is not None


def _is_timed(text: str) -> bool:
    """Whether a text is nothing but a time, set off as a script sets off its rests: "-- 15 seconds --"."""
    set_off = _TIMED.fullmatch(text) if text[:1] in _SET_OFF_BY else None
    return _is_labelled(text) or bool(set_off and _is_length(set_off[1]))


def _is_labelled(text: str) -> bool:
    """Whether a text is a time behind a word for a rest: "Rest: 30 s"."""
    labelled = _LABELLED.fullmatch(text) if ":" in text[:_LONGEST_LABEL] else None
    return bool(labelled and _is_length(labelled[1]))


@glossed
def _is_length(text: str) -> bool:
    words = _WORD.findall(text.casefold())
    return bool(duration_in(with_digits(text.casefold()))) and all(
        word.isdecimal() or word in NUMBERS or is_one_of("beside-pauses", word) for word in words
    )


@glossed
def _is_pause(bare: str, *, marked: bool) -> bool:
    if len(bare) > _LONGEST_MARK:
        return False
    if mark := _MARK.fullmatch(bare):
        return _is_marked(mark)
    if rests := _REST_OF.fullmatch(bare):
        return _is_time(rests[1])
    return _names_pause(bare, marked=marked) or (marked and _is_time(bare))


def _is_marked(mark: re.Match[str]) -> bool:
    """Whether brackets hold a pause: its name, or in some brackets only its time."""
    return _names_pause(mark[2], marked=True) or (_STRONG.match(mark[1]) is not None and _is_time(mark[2]))


def _rests(match: re.Match[str]) -> bool:
    """Whether brackets stand where one can rest, and not at the end of a label: "SOAK [8 min]: Put your feet in"."""
    return not match.string[match.end() :].lstrip().startswith(":")


@lru_cache(2_000)
def _is_time(text: str) -> bool:
    """Whether a text is a time and nothing else: "8 s"."""
    plain = with_digits(text.casefold().strip(" ."))
    return _ONLY_TIME.fullmatch(plain) is not None and duration_in(plain) is not None


@lru_cache(2_000)
def _names_pause(text: str, *, marked: bool) -> bool:
    """Whether the words are those of a pause and its length; `marked`: in brackets, so that "wait" is one, too."""
    small = text.casefold()
    if not has_any(small, _NAMES):
        return False
    small = _SILENT.sub("silence", small).replace("×", " x ")
    words = _WORD.findall(_LET_THEM.sub("silence", small) if marked or "silen" in small else small)
    names = ("pauses", "marked-pauses") if marked else ("pauses",)
    named = [word for word in words if any(is_one_of(name, word) for name in names)]
    others = (word for word in words if word not in named)
    return bool(named) and all(w.isnumeric() or w in NUMBERS or is_one_of("beside-pauses", w) for w in others)


def without_pauses(text: str) -> str:
    """Return the text without its pause marks."""
    if is_pause(text):
        return ""
    if not {"(", "[", "{", "<", "*", "_"}.isdisjoint(text):
        text = _MARK.sub(lambda match: " " if _rests(match) and _is_marked(match) else match[0], text)
    if "..." in text or "…" in text:
        text = "... ".join(part for part in _ELLIPSIS.split(text) if not is_pause(part))
    return text


def with_pauses(text: str) -> str:
    """Return the text with its pauses written as `[pause 4s]`, and with other square or curly brackets made round.

    >>> with_pauses("Close your eyes (pause 5 seconds) and rest...")
    'Close your eyes [pause 5s] and rest [pause 1s]'
    """
    if is_pause(text):
        return _rest(_ms(text))
    if not {"(", "[", "{", "<", "*", "_"}.isdisjoint(text):
        text = _MARK.sub(
            lambda match: f" {_rest(_ms(match[2]))} " if _rests(match) and is_pause(match[0]) else match[0], text
        )
    if "..." in text or "…" in text:
        text = _with_ellipses(text)
    text = _BRACKETS.sub(lambda match: _ROUND.get(match[0], match[0]), text)
    return " ".join(text.split())


def _with_ellipses(text: str) -> str:
    """Return a text with a rest for each "...", or the pause that stands between two of them."""
    said, rest = "", 0
    for place, part in enumerate(_ELLIPSIS.split(text)):
        rest = max(rest, _ELLIPSIS_MS) if place else 0
        if place and is_pause(part):
            rest = max(rest, _ms(part))
        elif part.strip():
            said, rest = f"{said} {_rest(rest) if rest else ''} {part}", 0
    return f"{said} {_rest(rest) if rest else ''}"


def _rest(ms: int) -> str:
    return f"[pause {ms / 1000:g}s]"


@glossed
def _ms(mark: str) -> int:
    if found := duration_in(with_digits(mark.casefold())):
        return min(found.natural, _LONGEST_MS)
    if bare := re.search(r"(?<![\w.])(\d{1,3})(?![\w.])", with_digits(mark.casefold())):
        return min(int(bare[1]) * 1_000 or _MS, _LONGEST_MS)
    return _LONG_MS if "long" in mark.casefold() else _MS
