"""Voices → the rows in which `coach voices` shows them, by language. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.cli.table import Row
from coach.speech import ENGINES
from coach.speech.language import language_in_words, primary_language, speaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.speech import VoiceInfo

_MARK = "* "
HEADER = ("  voice", "language", "tag", "engine", "what it is like", "licence")
"""The names of the columns."""
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


def rows_of(voices: Sequence[ListedVoice], defaults: set[ListedVoice]) -> Iterator[Row]:
    """Yield a row for each voice; a default one is marked."""
    for voice in voices:
        info, mark = voice.info, _MARK if voice in defaults else "  "
        yield Row((mark + info.name, voice.language, info.language, voice.engine, info.character, info.licence))
