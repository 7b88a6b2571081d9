"""Text of a step ("Sit. [pause 2s] Breathe.") → the words to speak, and the rests and sounds between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.sounds import SOUND_MS
from coach.routine.typed_pause import pause_meant
from coach.units import format_duration, parse_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"\{([^{}]*)\}")

ROUND_NAMES = ("round", "rounds", "nth")
"""The names that every repetition sets: which turn it is, of how many, and which turn as an ordinal."""
LONGEST_SPEECH = 1_000
"""The most characters between two rests: more than a minute of speech, in which nobody could do anything."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text to be spoken in one breath: one clip."""

    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest inside a narration, in milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A sound inside a narration, which is heard to its end before the voice goes on."""

    sound: str

    @property
    def ms(self) -> int:
        """The length of the sound, in milliseconds."""
        return SOUND_MS[self.sound]


Said = Words | Rest | Ring


@dataclass(frozen=True, slots=True)
class Narration:
    """A text as typed, and its parts in order."""

    text: str
    parts: tuple[Said, ...]


def parse_narration(text: str) -> Narration:
    """Read a narration; raise ValueError(message, hint) for brackets that mean nothing."""
    parts: list[Said] = []
    pieces = _BRACKET.split(" ".join(text.split()))
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(_bracket(piece))
        elif words := piece.strip():
            parts.append(_words(words))
    if not parts:
        raise ValueError("a narration without words", "write what the voice shall say, or remove the key")
    return Narration(text, tuple(parts))


def _bracket(inside: str) -> Rest | Ring:
    word, _, rest = inside.strip().partition(" ")
    if word == "sound":
        return _ring(rest.strip())
    meant = pause_meant(inside)
    hint = f"write '[pause {format_duration(meant)}]'" if meant else ""
    if word != "pause":
        otherwise = "only '[pause 2s]' and '[sound side-change]' do"
        raise ValueError(f"'[{inside}]' means nothing in a narration", hint or otherwise)
    if not rest.strip():
        raise ValueError("'[pause]' does not say how long", hint)
    try:
        return Rest(parse_duration(rest))
    except ValueError as error:
        raise ValueError(error.args[0], hint or error.args[1]) from None


def _ring(name: str) -> Ring:
    if name not in SOUND_MS:
        message = f"there is no sound '{name}'" if name else "'[sound]' does not say which"
        raise ValueError(message, f"there are {', '.join(SOUND_MS)}")
    return Ring(name)


def _words(text: str) -> Words:
    if any(mark in text for mark in "[]"):
        raise ValueError("a square bracket without its partner", "write '[pause 2s]'")
    if not has_words(text):
        raise ValueError(f"'{text}' has no words to speak", "remove it, or write words")
    if len(text) > LONGEST_SPEECH:
        raise ValueError(
            f"more than {LONGEST_SPEECH:,} characters without a rest", "put '[pause 1s]' between sentences"
        )
    return Words(text)


def has_words(text: str) -> bool:
    """Whether there is anything in a text that a voice can say."""
    return any(sign.isalpha() or sign.isdecimal() for sign in text)


def names_in(text: str) -> list[str]:
    """Return the {names} that a text uses, each as many times as it is used."""
    return _NAME.findall(text)


def has_lone_brace(text: str) -> bool:
    """Whether a { or } belongs to no {name}."""
    return not {"{", "}"}.isdisjoint(_NAME.sub("", text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its {names} replaced; raise KeyError for one that has no value.

    Where a value is empty, the spaces and signs around it go with it, so that a sentence is left.

    Example:
        >>> fill("Press {how}, in small circles, {where}.", {"how": "lightly", "where": ""})
        'Press lightly, in small circles.'
        >>> fill("{softly}, take the hand.", {"softly": ""})
        'Take the hand.'
    """
    filled = _NAME.sub(lambda match: values[match[1]] or _GAP, text)
    return _closed(filled) if _GAP in filled else filled


_GAP = "\0"
"""The sign of a name that stands for nothing; no file has it."""
_STOPS = ".!?…。！？"
_AT_THE_START = re.compile(rf"(^\s*|[{_STOPS}]\s+){_GAP}[,;:]?\s*(\w?)")
_AT_THE_END = re.compile(rf"\s*[,;:–—]?\s*{_GAP}\s*(?=[{_STOPS}]|$)")
_BETWEEN_COMMAS = re.compile(rf"([,;])\s*{_GAP}\s*[,;]")
_ELSEWHERE = re.compile(rf"\s{_GAP}(?=[\s,;:)])|{_GAP}\s?")


def _closed(text: str) -> str:
    """Return a text without its gaps."""
    text = re.sub(rf"{_GAP}(?:\s*{_GAP})+", _GAP, text)
    text = _AT_THE_START.sub(lambda match: match[1] + match[2].upper(), text)
    return _ELSEWHERE.sub("", _BETWEEN_COMMAS.sub(r"\1", _AT_THE_END.sub("", text))).strip()
