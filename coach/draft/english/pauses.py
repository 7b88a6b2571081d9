"""Pause marks in a text ("(pause)", "3 second pause", "...") → rests of a narration."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.draft.english.durations import duration_in
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS, with_digits
from coach.draft.english.patterns import has_any
from coach.draft.language import glossed

_MARK = re.compile(r"(?<![(\[<*_])[(\[<*_]++\s*([^()\[\]<>*_\n]{3,70}?)\s*[)\]>*_]+")
_SET_OFF = re.compile(r"\s*(?:[-–—]+|\.{2,}|…).*(?:[-–—]+|\.{2,}|…)\s*")
"""A pattern of a text between dashes or dots: "-- wait ten seconds --"."""
_TIMED = re.compile(r"\s*(?:-{2,}|[–—]+|\.{3,}|…|\(\(|\[+)\s*([^()\[\]]{1,40}?)\s*(?:-{2,}|[–—]+|\.{3,}|…|\)\)|\]+)\W*")
"""A pattern of a line of a script that stands between dashes, dots or double brackets: "-- 15 seconds --"."""
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…)[\s.…]*")
_BRACKETS = re.compile(r"\[pause [\d.]+s\]|[\[\]{}]")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NAMES = ("paus", "silence", "gap", "wait", "breathe", "rest", "beat", "hush", "still", "quiet")
"""Pieces of words, one of which is in whatever names a pause."""
_ROUND = {"[": "(", "]": ")", "{": "(", "}": ")"}
_LONGEST_MARK = 70
_MS, _LONG_MS, _LONGEST_MS = 4_000, 10_000, 120_000
_ELLIPSIS_MS = 1_000


def is_pause(text: str) -> bool:
    """Whether a text is nothing but a pause mark: "(pause)", "5 second pause", "... 20 seconds of silence ..."."""
    return _is_timed(text) or _is_pause(text.strip(" .…!*_\"'–—-"), marked=bool(_SET_OFF.fullmatch(text)))


def _is_timed(text: str) -> bool:
    """Whether a text is nothing but a time, set off as a script sets off its rests: "-- 15 seconds --"."""
    return text[:1] in ("-", "–", "—", ".", "…", "(", "[") and bool(
        (match := _TIMED.fullmatch(text)) and _is_length(match[1])
    )


@glossed
def _is_length(text: str) -> bool:
    words = _WORD.findall(text.casefold())
    return bool(duration_in(with_digits(text.casefold()))) and all(
        word.isdecimal() or word in NUMBERS or is_one_of("beside-pauses", word) for word in words
    )


@glossed
def _is_pause(bare: str, *, marked: bool) -> bool:
    if len(bare) > _LONGEST_MARK or not has_any(bare.casefold(), _NAMES):
        return False
    if mark := _MARK.fullmatch(bare):
        return _names_pause(mark[1], marked=True)
    return _names_pause(bare, marked=marked)


@lru_cache(20_000)
def _names_pause(text: str, *, marked: bool) -> bool:
    """Whether the words are those of a pause and its length; `marked`: in brackets, so that "wait" is one, too."""
    words = _WORD.findall(text.casefold())
    names = ("pauses", "marked-pauses") if marked else ("pauses",)
    named = [word for word in words if any(is_one_of(name, word) for name in names)]
    others = (word for word in words if word not in named)
    return bool(named) and all(w.isdecimal() or w in NUMBERS or is_one_of("beside-pauses", w) for w in others)


def without_pauses(text: str) -> str:
    """Return the text without its pause marks."""
    if is_pause(text):
        return ""
    if not {"(", "[", "<", "*", "_"}.isdisjoint(text):
        text = _MARK.sub(lambda match: " " if _names_pause(match[1], marked=True) else match[0], text)
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
    if not {"(", "[", "<", "*", "_"}.isdisjoint(text):
        text = _MARK.sub(lambda match: f" {_rest(_ms(match[1]))} " if is_pause(match[0]) else match[0], text)
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
    return _LONG_MS if "long" in mark.casefold() else _MS
