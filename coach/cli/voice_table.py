"""Voices → the rows in which `coach voices` shows them, by language. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.speech import ENGINES
from coach.speech.language import language_in_words, primary_language, speaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.speech import VoiceInfo

_MARK = "* "
_RANKS = {name: rank for rank, name in enumerate(ENGINES)}
_ANY = "any"


@dataclass(frozen=True)
class ListedVoice:
    """A voice and the engine that speaks with it."""

    engine: str
    info: VoiceInfo

    @property
    def language(self) -> str:
        """The language in words."""
        return self.info.language_name or language_in_words(self.info.language) or _ANY

    @property
    def group(self) -> str:
        """The language in words, without where it is spoken."""
        return self.language.partition(" (")[0]

    def is_in(self, language: str) -> bool:
        """Whether it speaks a language, which is asked for by its tag or in words."""
        if language.casefold() in (self.language.casefold(), self.group.casefold()):
            return True
        return bool(self.info.language) and speaks(self.info.language, language)


def in_order(voices: Iterable[ListedVoice]) -> list[ListedVoice]:
    """Return voices by language; those of one language as coach prefers their engines, and the default ones first."""
    last = len(_RANKS)
    return sorted(
        voices,
        key=lambda voice: (
            not voice.info.language,
            voice.group.casefold(),
            _RANKS.get(voice.engine, last),
            not voice.info.default,
            voice.language.casefold(),
            voice.info.name,
        ),
    )


def defaults_of(voices: Sequence[ListedVoice]) -> set[ListedVoice]:
    """Return who speaks each language where no voice is named: the default of the engine that coach prefers."""
    first: dict[str, ListedVoice] = {}
    for voice in in_order(voices):
        if voice.info.default:
            first.setdefault(primary_language(voice.info.language), voice)
    return set(first.values())


def rows_of(voices: Sequence[ListedVoice], defaults: set[ListedVoice]) -> Iterator[str]:
    """Yield a heading, and a row for each voice, in columns; a default one is marked."""
    cells = [("voice", "language", "tag", "engine", "what it is like", "licence")]
    for voice in voices:
        info = voice.info
        cells.append((info.name, voice.language, info.language, voice.engine, info.character, info.licence))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    marks = ["  ", *(_MARK if voice in defaults else "  " for voice in voices)]
    for mark, row in zip(marks, cells, strict=True):
        yield (mark + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))).rstrip()
