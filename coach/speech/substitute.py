"""What is heard in the place of a text that an engine cannot speak: another narrator, or a sound."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from coach.folders import asset
from coach.speech.clip import Clip

if TYPE_CHECKING:
    from coach.audio.samples import Samples


class Substitute(Protocol):
    """Something that is heard in the place of words: a narrator is one, too."""

    @property
    def says_words(self) -> bool:
        """Whether all the words were heard so far, by another voice."""

    def clip(self, text: str, pace: int | None = None) -> Clip:
        """Return what is heard in the place of a text; raises SpeechError and MissingPart where a voice fails, too."""

    def rest(self) -> None:
        """End what it has started, until it is needed again."""


class Earcon:
    """The sound that says that something cannot be done: whoever listens looks, and reads."""

    says_words = False

    def clip(self, text: str, pace: int | None = None) -> Clip:
        """Return the sound; raises MissingPart where it is not installed."""
        del pace
        return Clip(text, _sound())

    def rest(self) -> None:
        """End nothing."""


@cache
def _sound() -> Samples:
    from coach.audio.decode import decode

    return decode(asset("cannot.opus"), "mono")
