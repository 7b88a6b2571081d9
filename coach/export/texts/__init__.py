"""Timeline → texts that stand beside a session's file: captions in step with it, its words, its chapters.

A new kind needs a file here with a function that fits `Write`, and a row in `TEXTS`. All is shown as its author wrote
it; only the voice gets words for numbers and signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from coach.errors import UsageError
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.export.chapters import Chapter
    from coach.routine.model import Routine
    from coach.timeline.timeline import Timeline


@dataclass(frozen=True)
class Told:
    """What a text is made of."""

    title: str
    routine: Routine
    timeline: Timeline
    chapters: tuple[Chapter, ...] = ()


class Write(Protocol):
    """A function that writes a text."""

    def __call__(self, told: Told) -> str:
        """Return the whole text, which ends with a newline."""


@dataclass(frozen=True)
class TextKind:
    """A kind of text, and where it is written."""

    name: str
    """What it is called on the command line."""
    suffix: str
    """What stands in the place of the sound's suffix."""
    writer: str
    """The module and the function that writes, imported when a text is written."""
    captions: bool = False
    """Whether it is in step with the sound."""

    def path(self, sound: Path) -> Path:
        """Return the file of the text beside that of the sound."""
        return sound.with_suffix(self.suffix)

    def text(self, told: Told) -> str:
        """Return the text."""
        module, _, function = self.writer.partition(":")
        write: Write = getattr(import_module(module), function)
        return write(told)


TEXTS = (
    TextKind("vtt", ".vtt", "coach.export.texts.vtt:write_vtt", captions=True),
    TextKind("srt", ".srt", "coach.export.texts.srt:write_srt", captions=True),
    TextKind("lrc", ".lrc", "coach.export.texts.lrc:write_lrc", captions=True),
    TextKind("txt", ".transcript.txt", "coach.export.texts.transcript:write_transcript"),
    TextKind("md", ".transcript.md", "coach.export.texts.markdown_transcript:write_markdown_transcript"),
    TextKind("json", ".chapters.json", "coach.export.texts.chapter_list:write_chapter_list"),
)
_KNOWN = f"there are {', '.join(kind.name for kind in TEXTS)}"
CAPTIONS = ", ".join(kind.name for kind in TEXTS if kind.captions)
_KNOWN_CAPTIONS = f"there are {CAPTIONS}"
TRANSCRIPT = ("txt", "md")
"""What a transcript is written as: for a screen, and for a bedside."""


def captions_named(names: str) -> list[str]:
    """Return the captions of a list such as `vtt,srt`; raises UsageError for what are none."""
    chosen = [name.strip().lower() for name in names.split(",")]
    known = [kind.name for kind in TEXTS if kind.captions]
    for name in chosen:
        if name not in known:
            raise UsageError(f"there are no captions '{name}'; {suggest(name, known, _KNOWN_CAPTIONS)}")
    return chosen


def texts_beside(path: Path, names: Iterable[str], told: Told) -> dict[Path, str]:
    """Return the texts of these kinds, each with its file beside that of the sound; raises UsageError for others."""
    return {kind.path(path): kind.text(told) for kind in kinds_named(names)}


def kinds_named(names: Iterable[str]) -> list[TextKind]:
    """Return the kinds of these names, each once; raises UsageError for a name that is none.

    Example:
        >>> [kind.suffix for kind in kinds_named(["srt", "vtt", "srt"])]
        ['.srt', '.vtt']
    """
    known, names = {kind.name: kind for kind in TEXTS}, list(names)
    for name in names:
        if name not in known:
            raise UsageError(f"there is no text '{name}'; {suggest(name, known, _KNOWN)}")
    return [known[name] for name in dict.fromkeys(names)]
