"""The signs between words: what a voice that is given phonemes hears of them. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from coach.speech.phonemes import MARKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

OPENING = "([{“„«"
SIGNS = dict(zip(f",.!?;:…—–―‒{OPENING})]}}”»", ",.!?;:…————(((“““)))””", strict=True))
"""Signs that are heard as a rest or in the melody, and what misaki writes for each."""
SOUNDLESS = frozenset("'‘’‚‛ʼ-‐‑¿¡\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff\ufe0f")
"""Signs without which a text is spoken as it is with them: single quotes, a hyphen at a word's end, Spanish ones."""
DASH = r"-{2,}|(?<!\S)-(?!\S)"
"""Hyphens that stand for a dash."""
_ALWAYS = re.escape("".join({*SIGNS} - {*".,:–"}))
BOUND = re.compile(rf"(?P<marked>{MARKED.pattern})|{DASH}|\.{{2,}}|(?<!\d)[.,:–]|[.,:–](?!\d)|[\"{_ALWAYS}]")
"""What stands between words that are spoken in one go: signs, but for those within a number, and marked words."""


def sign_of(sign: str, before: str) -> str | None:
    """Return what misaki writes for a sign, by the letter before it; None for one with a word of its own, such as %."""
    if sign in '"“':  # the latter closes what a German „ opens
        return "“" if not before.strip() or before in f"{OPENING}—–" else "”"
    if re.fullmatch(DASH, sign):
        return "—"
    return SIGNS.get("…" if sign.startswith("..") else sign)


def joined(spoken: Iterable[str]) -> str:
    """Return phonemes of words and signs as one line, with the spaces that are usual between them."""
    line = " ".join(filter(None, spoken))
    line = re.sub(r" (?=[,.!?;:…)”])", "", line)
    return re.sub(r"(?<=[(“]) ", "", line)


def words_without_sound(text: str, say: Callable[[str], str]) -> Iterator[str]:
    """Yield the words and signs of a text that would go missing: those that cannot be said alone, either.

    Args:
        text: It may have marked words, which are passed over.
        say: Returns the phonemes of words in which there is no sign that ends a clause.
    """
    for word in BOUND.sub(" ", text).split():
        signs = [sign for sign in re.sub(r"(?<=\d)[.,:](?=\d)", "", word) if _is_sign(sign)]
        yield from re.findall(r"(?<=\d)[-‐‑](?=\d)", word)  # it means "to", and is not said
        if set(word) - SOUNDLESS:
            yield from (part for part in (word, *signs) if not say(part))


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS" and letter not in SOUNDLESS
