"""Everything that can go wrong, as one tree. Errors keep their data; `str(error)` is what a user reads.

CoachError
├── RoutineError      the routine has problems (all of them, each with its place)   exit code 1
│   └── KeysError     keys.yaml has (see player/controls/keys_file.py)              exit code 1
├── Contraindicated   a condition forbids this session                              exit code 1
├── SpeechError       the voice could not speak a text                              exit code 1
├── ExportError       the session cannot be written in this format                  exit code 1
│   └── PromiseBroken the file would not be what its profile promises               exit code 1
├── UsageError        the request makes no sense: no such routine, no such folder   exit code 2
│   ├── AmbiguousName a name fits several routines (see routine/name_search.py)     exit code 2
│   └── SeveralRefusals several requests (see refusals.py)                          exit code 2
└── MissingPart       this machine lacks something: a voice, room on the disk       exit code 3
    ├── DiskFull      there is no room for a file                                   exit code 3
    └── MissingLines  a recorded voice lacks lines of a session                     exit code 3
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from coach.callers_words import in_callers_words
from coach.short_repr import one_line_of, shown_by_changes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class CoachError(Exception):
    """The root of all errors that coach reports.

    Attributes:
        exit_code: The exit code of `coach` for it.

    Example:
        >>> import coach
        >>> try:
        ...     coach.open_session("no-such-routine")
        ... except coach.CoachError as error:
        ...     error.exit_code
        2
    """

    exit_code = 1
    has_lines = False
    """Whether its text is of several lines, each of which is fit for a terminal."""

    def __str__(self) -> str:
        """Return what a user reads, in the words of whoever called: options of a command, or arguments."""
        return in_callers_words(super().__str__())

    def __repr__(self) -> str:
        return one_line_of(type(self).__name__, [("", str(self))])

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes the same error in another process: its data, whatever it takes to be made anew."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class Place(NamedTuple):
    """A place in a routine: `line` and `column` count from 1. It is a tuple, as a file has a hundred thousand.

    A routine that a program makes has no lines: both are 0 then, and `file` is the way to the value.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


_LONGEST = 200
"""The most characters of a message or a hint that are shown."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a routine: where it is, what it is, and what to do about it."""

    place: Place
    message: str
    hint: str = ""
    code: str = ""
    """The code of the rule that found it, where there is one."""
    severity: Literal["error", "warning"] = "error"
    """Whether the routine is unusable, or could be better."""
    meant: str = field(default="", compare=False)  # the key that is meant by an unknown one

    __repr__ = shown_by_changes

    def __str__(self) -> str:
        kind = f"warning[{self.code}]: " if self.severity == "warning" else ""
        told = f"{self.place}: {kind}{_shortened(self.message)}"
        return one_line(f"{told} ({_shortened(self.hint)})" if self.hint else told)


def _shortened(text: str) -> str:
    """Return a text, without its middle if it is too long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def one_line(text: str) -> str:
    """A text as one line that is fit for a terminal, whatever an author or a file's name put into it."""
    return harmless(" ".join(text.split()))


_JOINERS = "\u200c\u200d"
"""The characters that tell how letters join in Persian, Hindi and others: not printable, and part of the words."""


def harmless(line: str) -> str:
    """Return a line in which a mark replaces each character that a terminal obeys, or that turns the direction."""
    return "".join(sign if sign.isprintable() or sign in _JOINERS else "�" for sign in line)


MOST_TOLD, _LISTS_ALL = 50, "`coach check FILE --json` lists all of a routine"
"""The most problems that are shown at once: nobody mends more before looking again; and where the others are."""


def first_lines(problems: Sequence[Problem | str], most: int = MOST_TOLD, all_of_them: str = "") -> list[str]:
    """Return the first problems, a line each, how many more there are, and what lists all of them."""
    told = "; ".join(filter(None, [f"and {len(problems) - most:,} more", all_of_them]))
    return [*map(str, problems[:most]), *([told] if len(problems) > most else [])]


class RoutineError(CoachError):
    """A routine has problems: all of them at once, in the order of the file; its text has the first 50.

    Args:
        problems: Each with its `place` (file, line and column, counted from 1), its `message` and a `hint`.

    Example:
        >>> import coach
        >>> error = coach.RoutineError([Problem(Place("rest.yaml", 2, 5), "unknown key 'sya'", "did you mean 'say'?")])
        >>> print(error)
        rest.yaml:2:5: unknown key 'sya' (did you mean 'say'?)
        >>> error.problems[0].place.line
        2
    """

    has_lines = True

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(first_lines(self.problems, all_of_them=_LISTS_ALL)))


class Contraindicated(CoachError):
    """A session is not for someone with these conditions.

    Args:
        sentences: Each condition with the sentence that says why.
        provided: What has to be so for each of them to go on all the same, such as `if a doctor has cleared it`.

    Example:
        >>> import coach
        >>> try:
        ...     coach.open_session("caregiver-hand-massage", conditions=["recent-surgery"])
        ... except coach.Contraindicated as error:
        ...     list(error.sentences)
        ['recent-surgery']
    """

    has_lines = True

    def __init__(self, sentences: Mapping[str, str], provided: Mapping[str, str] | None = None) -> None:
        self.sentences, self.provided = dict(sentences), dict(provided or {})
        ways = {name: filter(None, (f"--despite {name} goes on", self.provided.get(name))) for name in sentences}
        super().__init__("\n".join(f"{name}: {why} ({', '.join(ways[name])})" for name, why in sentences.items()))


class SpeechError(CoachError):
    """The engine did not give what was asked for, also when it was asked again.

    Args:
        engine: The engine's name.
        text: What it was to speak; empty where it was asked for something else.
        reason: What it did instead.

    Example:
        >>> import coach
        >>> print(coach.SpeechError("system", "Breathe in.", "it gave no sound, twice"))
        the voice engine 'system' could not speak “Breathe in.”: it gave no sound, twice
    """

    def __init__(self, engine: str, text: str, reason: str) -> None:
        self.engine, self.text, self.reason = engine, text, reason
        shown = text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - one line on a terminal
        super().__init__(f"the voice engine '{engine}' could not speak{f' “{shown}”' if text else ''}: {reason}")


class ExportError(CoachError):
    """The session cannot be written in this format.

    Example:
        >>> import coach
        >>> issubclass(coach.ExportError, coach.CoachError)
        True
    """


class PromiseBroken(ExportError):
    """A file would not be what its profile promises.

    Args:
        name: The file's name.
        reasons: What it breaks, each as a sentence.

    Example:
        >>> import coach
        >>> coach.PromiseBroken("calm.mp3", ["its true peak is -0.2 dBTP, over -1"]).reasons
        ('its true peak is -0.2 dBTP, over -1',)
    """

    has_lines = True

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        self.name, self.reasons = name, tuple(reasons)
        told = "\n".join(f"{name}: {reason}" for reason in reasons)
        super().__init__(f"{told}\n{name} is not written; --accept writes it all the same")


class UsageError(CoachError):
    """What was asked for does not exist or cannot be: a name, a folder, a format, an option.

    Example:
        >>> import coach
        >>> coach.open_session("caregiver-hand-massage", condition=["recent-surgery"])
        Traceback (most recent call last):
        coach.errors.UsageError: there is no option 'condition'; did you mean 'conditions'?
    """

    exit_code = 2


class MissingPart(CoachError):
    """The machine lacks a part.

    Args:
        what: What is lacking.
        remedy: What would help, a command where there is one.

    Example:
        >>> import coach
        >>> coach.MissingPart("there is no microphone", "connect one").remedy
        'connect one'
    """

    exit_code = 3

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}; {remedy}")


class DiskFull(MissingPart):
    """A disk has no room for a file that is being written."""


_MOST_NAMES = 20  # of recordings that are shown at once: a screen full


class MissingLines(MissingPart):
    """A recorded voice lacks lines of a session, or they cannot be used.

    Its text has the first 20 of them.

    Args:
        folder: The folder with the recordings.
        reasons: The name of each line, and what is wrong with it.
        of: How many lines the session has.

    Example:
        >>> import coach
        >>> print(coach.MissingLines("mine", {"breathe-in-k7pm3qx0": "there is no recording"}, 9))
        1 of 9 lines cannot be said by the recordings in mine:
        breathe-in-k7pm3qx0: there is no recording
        `coach lines ROUTINE -o mine` lists them; with fill=True, the default voice says them
    """

    has_lines = True

    def __init__(self, folder: str, reasons: Mapping[str, str], of: int) -> None:
        self.folder, self.reasons, self.of = folder, dict(reasons), of
        names = [one_line(f"{name}: {reason}") for name, reason in self.reasons.items()]
        shown, where = first_lines(names, _MOST_NAMES), one_line(folder)
        super().__init__(
            "\n".join([f"{len(names)} of {of} lines cannot be said by the recordings in {where}:", *shown]),
            f"`coach lines ROUTINE -o {where}` lists them; with --fill, the default voice says them",
        )
        self.args = (f"{self.what}\n{self.remedy}",)
