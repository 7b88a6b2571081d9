"""Everything that can go wrong, as one tree. Errors keep their data; `str(error)` is what a user reads.

CoachError
├── RoutineError      the routine has problems (all of them, each with its place)   exit code 1
├── Contraindicated   a condition forbids this session                              exit code 1
├── SpeechError       the voice could not speak a text                              exit code 1
├── ExportError       the session cannot be written in this format                  exit code 1
│   └── PromiseBroken the file would not be what its profile promises               exit code 1
├── UsageError        the request makes no sense: no such routine, no such folder   exit code 2
└── MissingPart       this machine lacks something: a voice, room on the disk       exit code 3
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class CoachError(Exception):
    """The root: whoever catches this catches all that coach reports."""

    exit_code = 1


class Place(NamedTuple):
    """Where in a routine: `line` and `column` count from 1. A tuple, for a file has a hundred thousand of them."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


_LONGEST = 200
"""Characters of a message or a hint."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a routine: where it is, what it is, and what to do about it."""

    place: Place
    message: str
    hint: str = ""
    code: str = ""
    """Of the rule that found it, where there is one."""
    severity: Literal["error", "warning"] = "error"
    """Whether the routine is unusable, or could be better."""

    def __str__(self) -> str:
        kind = f"warning[{self.code}]: " if self.severity == "warning" else ""
        told = f"{self.place}: {kind}{_shortened(self.message)}"
        return one_line(f"{told} ({_shortened(self.hint)})" if self.hint else told)


def _shortened(text: str) -> str:
    """What is too long loses its middle."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def one_line(text: str) -> str:
    """A text as one line that is fit for a terminal, whatever an author or a file's name put into it."""
    return "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split()))


class RoutineError(CoachError):
    """A routine with problems: all of them at once, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class Contraindicated(CoachError):
    """A session is not for someone with these conditions; `sentences` says why, for each of them."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self.sentences = dict(sentences)
        told = "\n".join(f"{name}: {sentence} (--despite {name} goes on)" for name, sentence in sentences.items())
        super().__init__(told)


class SpeechError(CoachError):
    """The engine did not give what was asked for, also when it was asked again."""

    def __init__(self, engine: str, text: str, reason: str) -> None:
        self.engine, self.text, self.reason = engine, text, reason
        shown = text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - one line on a terminal
        super().__init__(f"the voice engine '{engine}' could not speak{f' “{shown}”' if text else ''}: {reason}")


class ExportError(CoachError):
    """The session cannot be written in this format."""


class PromiseBroken(ExportError):
    """A file would not be what its profile promises; `reasons` says why, each as a sentence."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        self.name, self.reasons = name, tuple(reasons)
        told = "\n".join(f"{name}: {reason}" for reason in reasons)
        super().__init__(f"{told}\n{name} is not written; --accept writes it all the same")


class UsageError(CoachError):
    """What was asked for does not exist or cannot be: a name, a folder, a format."""

    exit_code = 2


class MissingPart(CoachError):
    """The machine lacks a part; `remedy` is what would help, a command where there is one."""

    exit_code = 3

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}; {remedy}")
